import Data
import Foundation
import Tensor

/// Called by libFuzzer with every input. `MARTLET_FUZZ` says which reader it goes to.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  Target.chosen.read(bytes)
  return 0
}

/// The readers of what comes from outside.
enum Target: String, CaseIterable {
  case idx, csv, borders, npy, npz, safetensors, archive

  static let chosen: Target = {
    let name = ProcessInfo.processInfo.environment["MARTLET_FUZZ"] ?? ""
    guard let target = Target(rawValue: name) else {
      fatalError("MARTLET_FUZZ: one of \(Target.allCases.map(\.rawValue)) is needed, not '\(name)'")
    }
    return target
  }()

  /// Content may unpack to more than this; then it has to be refused, not held.
  private static func limit(_ bytes: [UInt8]) -> Int { 32 * bytes.count + (16 << 20) }

  func read(_ bytes: [UInt8]) {
    switch self {
    case .idx:
      _ = try? Gzip.decompress(bytes, limit: Self.limit(bytes))
      _ = try? Tensor<UInt8>(idxBytes: bytes)
      _ = try? Tensor<Int32>(idxBytes: bytes)
      _ = try? Tensor<Double>(idxBytes: bytes)
    case .csv: readTable(bytes)
    case .borders: readAcrossABorder(bytes)
    case .npy: Self.withFile(bytes) { _ = try? Tensor<Double>(npy: $0) }
    case .npz: Self.withFile(bytes) { _ = try? NPZ.load(compressed: $0) }
    case .safetensors: Self.withFile(bytes) { _ = try? Safetensors.load($0) }
    case .archive:
      let limits = ArchiveFile.Limits(totalBytes: Self.limit(bytes), entries: 1000)
      Self.withFile(bytes) { _ = try? ArchiveFile.list($0, limits: limits) }
      // Unpacking is tried only where it cannot fill the disk.
      if bytes.count < 4096 {
        Self.withFile(bytes) { _ = try? ArchiveFile.extract($0, to: Self.folder, limits: limits) }
      }
    }
  }

  /// Rows as long as a block of the reader, 256 KB, by delimiter.
  private static let fillers = Dictionary(
    uniqueKeysWithValues: delimiters.map { ($0, Array(String(repeating: "1\($0)a\n", count: 1 << 16).utf8)) })
  private static let delimiters: [Character] = [",", ";", "\t", "|"]

  /// The first byte chooses the format, the second where a border between two blocks lies in the rest. Where it lies must
  /// not matter.
  private func readAcrossABorder(_ bytes: [UInt8]) {
    guard bytes.count > 2 else { return }
    var format = Self.format(Int(bytes[0]))
    (format.header, format.types, format.limit) = (.names(["n", "s"]), ["n": .string, "s": .string], nil)
    let filler = Self.fillers[format.delimiter] ?? []
    let rows = (filler.count - Int(bytes[1]) - 1) / 4
    func read(_ rows: Int) -> DataFrame? {
      try? DataFrame(csvBytes: Array(filler[..<(4 * rows)]) + bytes[2...], format: format)
    }
    let (alone, behind) = (read(1), read(rows))
    guard (alone == nil) == (behind == nil) else { fatalError("an error depends on where it is") }
    guard let alone, let behind else { return }
    let same = behind.rowCount == alone.rowCount + rows - 1 && behind[rows: rows...] == alone[rows: 1...]
    if !same { fatalError("\(alone.rowCount) rows became \(behind.rowCount - rows + 1), or others") }
  }

  /// The first byte chooses the format, the rest is the file.
  private func readTable(_ bytes: [UInt8]) {
    let format = Self.format(Int(bytes.first ?? 0))
    guard let frame = try? DataFrame(csvBytes: Array(bytes.dropFirst()), format: format) else { return }
    _ = frame.description
    // What has been read and written is read again as the same values; CSV does not keep types.
    guard !frame.columnNames.isEmpty, let again = try? DataFrame(csvText: frame.csvText()) else { return }
    if again.rowCount != frame.rowCount { fatalError("\(frame.rowCount) rows became \(again.rowCount)") }
  }

  private static func format(_ choice: Int) -> CSVFormat {
    var format = CSVFormat(delimiter: delimiters[choice & 3])
    if choice & 4 != 0 { format.comment = "#" }
    if choice & 8 != 0 { format.raggedRows = .fillAndCut }
    if choice & 16 != 0 { format.invalidUTF8 = .replace }
    if choice & 32 != 0 {
      format.thousands = "'"
      format.decimal = ","
      if format.delimiter == "," { format.delimiter = ";" }
    }
    if choice & 64 != 0 { format.limit = 7 }
    if choice & 128 != 0 { format.header = .none }
    return format
  }

  /// A folder that is kept in memory where the system has such a place.
  private static let folder: String = {
    let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    return "\(root)/martlet-fuzz-\(getpid())"
  }()

  private static func withFile(_ bytes: [UInt8], _ body: (String) -> Void) {
    let path = folder + ".bin"
    guard let file = fopen(path, "w") else { fatalError("\(path) cannot be written") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    body(path)
    unlink(path)
    try? FileManager.default.removeItem(atPath: folder)
  }
}
