import Foundation
public import Tensor

/// What is done to a batch of images before a model sees it. The last two axes are height and width; where there are
/// more, the first one counts the images, and chance decides once for each image.
extension Tensor where Scalar == Float {
  /// A direction in which an image is turned over.
  public enum ImageFlip: Sendable {
    /// Left and right change places.
    case horizontal
    /// Top and bottom change places.
    case vertical
  }

  /// (x - mean) / std. Equals torchvision's `Normalize` for one channel.
  ///
  /// Traps for a `std` of 0.
  public func normalized(mean: Float, std: Float) -> Tensor {
    require(std != 0, "normalized: std is 0")
    return (self - mean) / std
  }

  /// The images in another size, by bilinear interpolation between the centres of the pixels.
  ///
  /// Traps for fewer than two axes and for a size below 1. Equals PyTorch's `interpolate(mode="bilinear")`.
  public func resized(height: Int, width: Int) -> Tensor {
    let (rows, columns) = imageSize("resized")
    require(height > 0 && width > 0, "resized: \(height) × \(width): 1 or more is needed")
    require(rows > 0 && columns > 0, "resized: images of shape \(shape) have no pixels")
    let vertical = Sampling(from: rows, to: height), horizontal = Sampling(from: columns, to: width)
    let source = contiguous()
    return Tensor(shape: Shape(Array(shape.dropLast(2)) + [height, width])) { target in
      guard let to = target.baseAddress else { return }
      nonisolated(unsafe) let to0 = to
      source.withUnsafeScalars { scalars in
        nonisolated(unsafe) let from = scalars.baseAddress!
        let lines = target.count / width
        Parallelism.forEachRange(of: lines, grain: Swift.max(1, (1 << 14) / width)) { range in
          for line in range {
            let (image, row) = line.quotientAndRemainder(dividingBy: height)
            let (above, below, share) = vertical[row]
            let (upper, lower) = (from + (image * rows + above) * columns, from + (image * rows + below) * columns)
            for column in 0..<width {
              let (left, right, part) = horizontal[column]
              let top = upper[left] + (upper[right] - upper[left]) * part
              let bottom = lower[left] + (lower[right] - lower[left]) * part
              to0[line * width + column] = top + (bottom - top) * share
            }
          }
        }
      }
    }
  }

  /// Each image turned over, or not, with a probability. Equals torchvision's `RandomHorizontalFlip` for each image.
  ///
  /// Traps for fewer than two axes and for a probability outside 0...1.
  public func randomlyFlipped(
    _ direction: ImageFlip, probability: Float = 0.5, using generator: inout RandomGenerator
  ) -> Tensor {
    _ = imageSize("randomlyFlipped")
    require((0...1).contains(probability), "randomlyFlipped: probability \(probability) is outside 0...1")
    let count = rank > 2 ? shape[0] : 1
    let chances = Tensor.uniform([count], low: 0, high: 1, using: &generator).scalars
    let turned = flipped(axis: direction == .horizontal ? rank - 1 : rank - 2)
    if rank == 2 { return chances[0] < probability ? turned : self }
    var mask = Tensor<Bool>(chances.map { $0 < probability })
    for _ in 1..<rank { mask = mask.unsqueezed(axis: mask.rank) }
    return replacing(with: turned, where: mask.broadcast(to: shape))
  }

  /// A part of each image at a place by chance, after `padding` zeros were put around it. Equals torchvision's
  /// `RandomCrop` for each image.
  ///
  /// Traps for fewer than two axes, and for a part that is larger than the padded image.
  public func randomlyCropped(
    height: Int, width: Int, padding: Int = 0, using generator: inout RandomGenerator
  ) -> Tensor {
    let (rows, columns) = imageSize("randomlyCropped")
    require(
      padding >= 0 && height > 0 && width > 0 && height <= rows + 2 * padding && width <= columns + 2 * padding,
      "randomlyCropped: \(height) × \(width) of \(rows) × \(columns) with \(padding) around")
    let count = rank > 2 ? shape[0] : 1
    let tops = Tensor<Int32>.randint([count], in: 0..<Int32(rows + 2 * padding - height + 1), using: &generator).scalars
    let lefts = Tensor<Int32>.randint([count], in: 0..<Int32(columns + 2 * padding - width + 1), using: &generator)
      .scalars
    let planes = rank > 3 ? shape[1..<(rank - 2)].reduce(1, *) : 1
    let source = contiguous()
    return Tensor(shape: Shape(Array(shape.dropLast(2)) + [height, width])) { target in
      source.withUnsafeScalars { scalars in
        for plane in 0..<(count * planes) {
          let (top, left) = (Int(tops[plane / planes]) - padding, Int(lefts[plane / planes]) - padding)
          for row in 0..<height {
            let line = (plane * height + row) * width
            for column in 0..<width {
              let (y, x) = (row + top, column + left)
              let isInside = y >= 0 && y < rows && x >= 0 && x < columns
              target[line + column] = isInside ? scalars[(plane * rows + y) * columns + x] : 0
            }
          }
        }
      }
    }
  }

  private func imageSize(_ operation: StaticString) -> (rows: Int, columns: Int) {
    require(rank >= 2, "\(operation): shape \(shape): height and width are needed")
    return (shape[rank - 2], shape[rank - 1])
  }
}

/// For each position of a line: the two positions of another line that it lies between, and how far along.
private struct Sampling {
  private let places: [(lower: Int, upper: Int, share: Float)]

  init(from source: Int, to target: Int) {
    let scale = Float(source) / Float(target)
    places = (0..<target).map { position in
      let place = Swift.max((Float(position) + 0.5) * scale - 0.5, 0)
      let lower = Swift.min(Int(place), source - 1)
      return (lower, Swift.min(lower + 1, source - 1), place - Float(lower))
    }
  }

  subscript(position: Int) -> (lower: Int, upper: Int, share: Float) { places[position] }
}
