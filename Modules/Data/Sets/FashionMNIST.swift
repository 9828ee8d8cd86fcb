public import Foundation
public import Tensor

/// Fashion-MNIST (Zalando Research): 60,000 and 10,000 grey images of 28 × 28, ten classes of clothing.
///
///     let train = try FashionMNIST(.train)
///     let (images, labels) = train.batch(0..<18)      // [18, 28, 28] in 0...1, [18]
///     train.name(labels.scalars[0])                    // "ankle boot"
public struct FashionMNIST: ImageDataset {
  /// All images, [count, 28, 28], 0 black to 255 white.
  public let images: Tensor<UInt8>
  /// The class of each image, [count].
  public let labels: Tensor<Int32>

  /// `fashion-mnist`
  public static let folder = "fashion-mnist"
  /// The names of the ten classes, as the set's authors give them, in small letters.
  public static let classNames = [
    "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
  ]

  /// Reads the training or the test images.
  ///
  /// The files are looked for in `directory` (itself, or its `fashion-mnist`), in `$MARTLET_DATA`, and in the user's
  /// cache, where they are downloaded to once, unless `download` is false. Throws `DataError`.
  public init(_ split: Split, directory: URL? = nil, download: Bool = true) throws {
    let files = try ImageFiles(
      split, set: .fashionMNIST, classes: Self.classNames.count, directory: directory, download: download)
    images = files.images
    labels = files.labels
  }
}

/// MNIST (LeCun, Cortes, Burges): 60,000 and 10,000 grey images of 28 × 28, the ten digits in handwriting.
public struct MNIST: ImageDataset {
  /// All images, [count, 28, 28], 0 black to 255 white.
  public let images: Tensor<UInt8>
  /// The digit of each image, [count].
  public let labels: Tensor<Int32>

  /// `mnist`
  public static let folder = "mnist"
  /// The digits.
  public static let classNames = (0...9).map(String.init)

  /// Reads the training or the test images; the files are looked for as those of `FashionMNIST`.
  public init(_ split: Split, directory: URL? = nil, download: Bool = true) throws {
    let files = try ImageFiles(
      split, set: .mnist, classes: Self.classNames.count, directory: directory, download: download)
    images = files.images
    labels = files.labels
  }
}
