public import Foundation

/// A data set that the project knows by name: its files, and where they come from.
public struct KnownSet: Sendable {
  /// One file of a set.
  public struct File: Sendable {
    /// The name within the folder of the set.
    public let name: String
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
  /// Throws `DataError`.
  @discardableResult
  public func download(
    to folder: URL? = nil, progress: (@Sendable (_ file: String, _ done: Int, _ total: Int?) -> Void)? = nil
  ) throws -> [URL] {
    try files.map { file in
      if let found = DataFolder.locate(file.name, of: name, directory: folder) { return found }
      return try fetch(file, to: folder ?? DataFolder.cache, progress: progress)
    }
  }

  /// The file with this name, downloaded where it is nowhere yet.
  func file(_ fileName: String, directory: URL?, download: Bool) throws -> URL {
    if let found = DataFolder.locate(fileName, of: name, directory: directory) { return found }
    let places = DataFolder.searched(directory).map { $0.appending(path: name).filePath }
    let target = places.count > 1 ? "into one of these" : "there"
    let hint = "looked for in \(places.joined(separator: ", ")); put it \(target)"
    guard download, let file = files.first(where: { $0.name == fileName }) else {
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
    let target = folder.appending(path: name).appending(path: file.name)
    let mirrors = addresses.compactMap { URL(string: $0 + file.name) }
    let report = progress.map { progress in
      { @Sendable (done: Int, total: Int?) in progress(file.name, done, total) }
    }
    try Download(from: mirrors, to: target, digest: file.digest, progress: report).run()
    return target
  }

  /// Whether a file of the set is what its publisher gave out, packed as it was or anew. Throws `DataError` where it is
  /// not there, or cannot be read.
  public func verify(_ file: File, directory: URL? = nil) throws -> Bool {
    let url = try self.file(file.name, directory: directory, download: false)
    if try file.digest.matches(url) { return true }
    guard let content = file.content else { return false }
    let source = try FileReader(url.filePath)
    guard try source.isGzipped() else { return false }
    return try content.of(MemorySource(name: source.name, bytes: Gzip.content(of: source, slack: 0))) == content.hex
  }
}

extension KnownSet {
  private static func images(_ digests: [(name: String, file: String, content: String?)]) -> [File] {
    digests.map { File(name: $0.name, digest: .md5($0.file), content: $0.content.map { .md5($0) }) }
  }

  /// Fashion-MNIST.
  static let fashionMNIST = KnownSet(
    name: FashionMNIST.folder, summary: "Fashion-MNIST: 70,000 images of clothing, 28 x 28 (Zalando, MIT licence)",
    files: images([
      ("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d", "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
      ("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe", "9018921c3c673c538a1fc5bad174d6f9"),
      ("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79", "8181f5470baa50b63fa0f6fddb340f0a"),
      ("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310", "15d484375f8d13e6eb1aabb0c3f46965"),
    ]),
    addresses: [
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ])

  /// MNIST.
  static let mnist = KnownSet(
    name: MNIST.folder, summary: "MNIST: 70,000 handwritten digits, 28 x 28 (LeCun, Cortes, Burges)",
    files: images([
      ("train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873", nil),
      ("train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432", nil),
      ("t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3", nil),
      ("t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c", nil),
    ]),
    addresses: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ])

  /// The house prices of Ames as "Dive into Deep Learning" uses them.
  static let kaggleHouse = KnownSet(
    name: KaggleHouse.folder, summary: "House prices in Ames, Iowa: 1460 and 1459 houses (De Cock; Kaggle)",
    files: [
      File(name: KaggleHouse.trainFile, digest: .sha1("585e9cc93e70b39160e7921475f9bcd7d31219ce"), content: nil),
      File(name: KaggleHouse.testFile, digest: .sha1("fa19780a7b011d9b009e8bff8e99922a8ee2eb90"), content: nil),
    ],
    addresses: ["http://d2l-data.s3-accelerate.amazonaws.com/"])
}
