public import Foundation
public import Tensor

/// The part of a data set that a model learns from, or is tested on.
public enum Split: String, Sendable, CaseIterable {
  /// What is trained on.
  case train
  /// What is tested on.
  case test
}

/// Grey images with labels, in the files of the MNIST family.
///
/// The images stay bytes; a batch is gathered and scaled to 0...1 in one pass.
public protocol ImageDataset: Dataset where Features == Tensor<Float>, Labels == Tensor<Int32> {
  /// All images, [count, height, width], 0 black to 255 white.
  var images: Tensor<UInt8> { get }
  /// The class of each image, [count].
  var labels: Tensor<Int32> { get }
  /// The folder of the set, below the folders where data are looked for.
  static var folder: String { get }
  /// The names of the classes, in the order of their numbers.
  static var classNames: [String] { get }
  /// Reads the training or the test images.
  init(_ split: Split, directory: URL?, download: Bool) throws
}

extension ImageDataset {
  /// Reads both parts.
  ///
  /// Throws `DataError`.
  public static func both(directory: URL? = nil, download: Bool = true) throws -> (train: Self, test: Self) {
    (
      try Self(.train, directory: directory, download: download),
      try Self(.test, directory: directory, download: download)
    )
  }

  /// The number of images.
  public var count: Int { labels.count }

  /// The name of a class.
  ///
  /// Traps where there is no such class.
  public func name(_ label: Int32) -> String {
    require(
      Self.classNames.indices.contains(Int(label)),
      "\(Self.self).name: class \(label) is out of range: there are \(Self.classNames.count)")
    return Self.classNames[Int(label)]
  }

  /// The images at these positions as Float in 0...1, [n, height, width], and their classes, [n].
  public func batch(_ indices: Tensor<Int32>) -> (Tensor<Float>, Tensor<Int32>) {
    (images.take(indices, scaledBy: 1 / 255), labels.take(indices, axis: 0))
  }
}

/// The two files of one part of a set, read and checked against each other.
struct ImageFiles {
  let images: Tensor<UInt8>
  let labels: Tensor<Int32>

  init(_ split: Split, set: KnownSet, classes: Int, directory: URL?, download: Bool) throws {
    let prefix = split == .train ? "train" : "t10k"
    let imageFile = try set.file("\(prefix)-images-idx3-ubyte.gz", directory: directory, download: download)
    let labelFile = try set.file("\(prefix)-labels-idx1-ubyte.gz", directory: directory, download: download)
    images = try Tensor<UInt8>(idx: imageFile)
    let bytes = try Tensor<UInt8>(idx: labelFile)
    guard images.rank == 3 else {
      throw DataError.malformed(
        file: imageFile.filePath, place: .whole, reason: "shape \(images.shape), [count, height, width] is expected")
    }
    guard bytes.rank == 1, bytes.count == images.shape[0] else {
      throw DataError.malformed(
        file: labelFile.filePath, place: .whole,
        reason: "labels of shape \(bytes.shape) for \(images.shape[0]) images")
    }
    if let position = bytes.withUnsafeScalars({ $0.firstIndex { $0 >= classes } }) {
      throw DataError.malformed(
        file: labelFile.filePath, place: .byte(8 + position),
        reason: "class \(bytes.scalars[position]), there are \(classes)")
    }
    labels = Tensor<Int32>(bytes)
  }
}
