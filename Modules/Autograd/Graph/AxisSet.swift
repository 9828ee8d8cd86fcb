import Tensor

/// Axes of a tensor, one bit for each.
struct AxisSet: Equatable {
  let bits: UInt8

  /// Every axis, however many there are.
  static let all = AxisSet(bits: .max)

  init(bits: UInt8) { self.bits = bits }

  /// One axis, resolved.
  @inline(__always)
  init(_ axis: Int) { bits = 1 << UInt8(axis) }

  /// Axes counted from the end when negative, checked. A single number has axis 0, as it has in PyTorch.
  init(_ axes: [Int], of shape: Shape, for operation: StaticString) {
    var bits: UInt8 = 0
    for axis in axes {
      let bit: UInt8 = 1 << UInt8(shape.resolve(axis: axis, for: operation))
      guard bits & bit == 0 else { fail("\(operation): axis \(axis) appears twice in \(axes)") }
      bits |= bit
    }
    self.bits = bits
  }

  @inline(__always)
  func contains(_ axis: Int) -> Bool { bits & (1 << UInt8(axis)) != 0 }

  /// How many elements of a shape go into one result.
  func reducedCount(_ shape: Shape) -> Int {
    var product = 1
    for axis in 0..<shape.count where contains(axis) { product *= shape[axis] }
    return product
  }

  /// The shape with these axes at length 1.
  func kept(_ shape: Shape) -> Shape {
    var result = shape
    for axis in 0..<shape.count where contains(axis) { result[axis] = 1 }
    return result
  }
}
