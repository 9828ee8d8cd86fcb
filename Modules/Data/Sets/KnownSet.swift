public import Foundation

/// A data set that the project knows by name: its files, and where they come from.
public struct KnownSet: Sendable {
  /// One file of a set.
  public struct File: Sendable {
    /// The name within the folder of the set.
    public let name: String
    /// Bytes of the file as its publisher gives it out.
    public let size: Int
    /// The digest of the file as its publisher gives it out.
    public let digest: Digest
    /// The digest of what is packed in it, for copies that were packed anew.
    public let content: Digest?
  }

  /// The name, which is also that of the folder.
  public let name: String
  /// What it is, in one line.
  public let summary: String
  /// The files.
  public let files: [File]
  private let addresses: [String]

  /// All sets, by name.
  public static let all = [fashionMNIST, mnist, kaggleHouse]

  /// The set of this name, or nil.
  public static func named(_ name: String) -> KnownSet? { all.first { $0.name == name } }

  /// Fetches the files that are nowhere yet into a folder's `name`, by default that of the cache. Gives all their places.
  ///
  /// A file that is in that folder, and not what was published, is fetched anew.
  ///
  /// Throws `DataError`.
  @discardableResult
  public func download(
    to folder: URL? = nil, progress: (@Sendable (_ file: String, _ done: Int, _ total: Int?) -> Void)? = nil
  ) throws -> [URL] {
    let target = folder ?? DataFolder.cache
    return try files.map { file in
      if let found = DataFolder.locate(file.name, of: name, directory: folder),
        try found.filePath != place(file, in: target).filePath || isRight(file, at: found)
      {
        return found
      }
      return try fetch(file, to: target, progress: progress)
    }
  }

  /// The file with this name, downloaded where it is nowhere yet.
  ///
  /// What the cache has is checked, and fetched anew where it is not what was published; the user's own folders may hold
  /// other data under these names.
  func file(_ fileName: String, directory: URL?, download: Bool) throws -> URL {
    let known = files.first { $0.name == fileName }
    if let found = DataFolder.locate(fileName, of: name, directory: directory) {
      guard let known, found.filePath == place(known, in: DataFolder.cache).filePath else { return found }
      if CheckedFile.isKnown(found, known.digest) { return found }
      if try isRight(known, at: found) {
        CheckedFile.remember(found, known.digest)
        return found
      }
      guard download else {
        throw DataError.malformed(
          file: found.filePath, place: .whole,
          reason: "the content is not what was published; 'martlet-data download \(name)' fetches it anew")
      }
    }
    let places = DataFolder.searched(directory).map { $0.appending(path: name).filePath }
    let target = places.count > 1 ? "into one of these" : "there"
    let hint = "looked for in \(places.joined(separator: ", ")); put it \(target)"
    guard download, let file = known else {
      throw DataError.missing(file: "\(name)/\(fileName)", hint: hint)
    }
    do {
      return try fetch(file, to: DataFolder.cache, progress: nil)
    } catch DataError.unavailable(_, let reason) {
      throw DataError.unavailable(file: "\(name)/\(fileName)", reason: "\(reason); \(hint)")
    }
  }

  private func fetch(
    _ file: File, to folder: URL, progress: (@Sendable (String, Int, Int?) -> Void)?
  ) throws -> URL {
    let target = place(file, in: folder)
    let mirrors = addresses.compactMap { URL(string: $0 + file.name) }
    let report = progress.map { progress in
      { @Sendable (done: Int, total: Int?) in progress(file.name, done, total) }
    }
    try Download(from: mirrors, to: target, digest: file.digest, limit: file.size, progress: report).run()
    CheckedFile.remember(target, file.digest)
    return target
  }

  private func place(_ file: File, in folder: URL) -> URL { folder.appending(path: name).appending(path: file.name) }

  /// Whether a file of the set is what its publisher gave out, packed as it was or anew. Throws `DataError` where it is
  /// not there, or cannot be read.
  public func verify(_ file: File, directory: URL? = nil) throws -> Bool {
    guard let url = DataFolder.locate(file.name, of: name, directory: directory) else {
      return try isRight(file, at: self.file(file.name, directory: directory, download: false))
    }
    return try isRight(file, at: url)
  }

  private func isRight(_ file: File, at url: URL) throws -> Bool {
    let source = try FileReader(url.filePath)
    if source.size == file.size, try file.digest.of(source) == file.digest.hex { return true }
    guard let content = file.content, try source.isGzipped() else { return false }
    let bytes: Buffer<UInt8>
    do {
      // The sets are smaller by far.
      bytes = try Gzip.content(of: source, limit: 1 << 28, slack: 0)
    } catch DataError.malformed {
      return false
    }
    return try content.of(MemorySource(name: source.name, bytes: bytes)) == content.hex
  }
}

extension KnownSet {
  private static func images(_ files: [(name: String, size: Int, digest: String, content: String?)]) -> [File] {
    files.map {
      File(name: $0.name, size: $0.size, digest: .sha256($0.digest), content: $0.content.map { .sha256($0) })
    }
  }

  /// Fashion-MNIST.
  static let fashionMNIST = KnownSet(
    name: FashionMNIST.folder, summary: "Fashion-MNIST: 70,000 images of clothing, 28 x 28 (Zalando, MIT licence)",
    files: images([
      (
        "train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"
      ),
      (
        "train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
      ),
      (
        "t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"
      ),
      (
        "t10k-labels-idx1-ubyte.gz", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
      ),
    ]),
    addresses: [
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    ])

  /// MNIST.
  static let mnist = KnownSet(
    name: MNIST.folder, summary: "MNIST: 70,000 handwritten digits, 28 x 28 (LeCun, Cortes, Burges)",
    files: images([
      (
        "train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", nil
      ),
      ("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", nil),
      (
        "t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", nil
      ),
      ("t10k-labels-idx1-ubyte.gz", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", nil),
    ]),
    addresses: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ])

  /// The house prices of Ames as "Dive into Deep Learning" uses them.
  static let kaggleHouse = KnownSet(
    name: KaggleHouse.folder, summary: "House prices in Ames, Iowa: 1460 and 1459 houses (De Cock; Kaggle)",
    files: [
      File(
        name: KaggleHouse.trainFile, size: 460_676,
        digest: .sha256("1e18addf81e5e4d347cc17ee6075bbe4a42b7fa26b9e5b063e8f692a5f929d41"), content: nil),
      File(
        name: KaggleHouse.testFile, size: 451_405,
        digest: .sha256("8fdd3d829d4d986b58f845c9553b225e67dd8383624d90fb6ca1d4bed5798c1e"), content: nil),
    ],
    addresses: [
      "https://d2l-data.s3-accelerate.amazonaws.com/", "http://d2l-data.s3-accelerate.amazonaws.com/",
    ])
}
