/// Files that are taken for something else by mistake, known by how they begin.
enum ForeignFormat {
  private static let beginnings: [(bytes: [UInt8], advice: String)] = [
    (text("PK\u{3}\u{4}"), "a zip archive; its files have to be unpacked first"),
    (text("BZh91AY&SY"), "packed with bzip2; bunzip2 unpacks it"),
    ([0xfd] + text("7zXZ\0"), "packed with xz; unxz unpacks it"),
    ([0x28, 0xb5, 0x2f, 0xfd], "packed with Zstandard; unzstd unpacks it"),
    (text("PAR1\u{15}"), "a Parquet file, which is not text"),
    ([0x89] + text("HDF\r\n"), "an HDF5 file, which is not text"),
    ([0x89] + text("PNG\r\n"), "a PNG picture"),
    ([0xff, 0xd8, 0xff], "a JPEG picture"),
    (text("%PDF-"), "a PDF document"),
    ([0xff, 0xfe], "UTF-16 text; it has to be converted to UTF-8 first"),
    ([0xfe, 0xff], "UTF-16 text; it has to be converted to UTF-8 first"),
  ]

  private static func text(_ string: String) -> [UInt8] { Array(string.utf8) }

  /// What a file is that begins so, and what to do about it; nil where nothing is known.
  static func advice(_ head: some Collection<UInt8>) -> String? {
    beginnings.first { head.starts(with: $0.bytes) }?.advice
  }
}
