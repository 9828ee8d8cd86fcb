/// One item of a subscript: what is taken from one axis.
public enum TensorIndex: Sendable {
  /// One position; the axis goes away.
  case position(Int)
  /// Positions from `start` up to `end`, which is left out; missing ends are the axis'.
  case slice(start: Int?, end: Int?)
  /// `length` positions, `step` apart, forward or backward.
  case strided(start: Int, step: Int, length: Int)
  /// Positions chosen by a tensor.
  case positions(Tensor<Int32>)
  /// Elements chosen by truth values; takes as many axes as the mask has.
  case mask(Tensor<Bool>)
  /// As many whole axes as are not spoken for.
  case rest
  /// A new axis of length 1.
  case insertion
}

/// What can stand in the subscript of a tensor: integers (negative ones count from the end), ranges, stepped ranges
/// (`stride(from:to:by:)`), `.ellipsis`, `.newAxis`, and tensors of integers or truth values.
public protocol TensorIndexConvertible {
  /// The item.
  var tensorIndex: TensorIndex { get }
}

extension TensorIndex {
  /// The evenly spaced positions that a stride gives.
  fileprivate static func strided(_ positions: [Int]) -> TensorIndex {
    .strided(
      start: positions.first ?? 0, step: positions.count > 1 ? positions[1] - positions[0] : 1,
      length: positions.count)
  }
}

extension TensorIndex: TensorIndexConvertible {
  /// Itself.
  public var tensorIndex: TensorIndex { self }
}

extension TensorIndexConvertible where Self == TensorIndex {
  /// As many whole axes as are not spoken for.
  public static var ellipsis: TensorIndex { .rest }
  /// A new axis of length 1.
  public static var newAxis: TensorIndex { .insertion }
  /// From a position up to another, which is left out, negative ones counted from the end: `x[.from(1, to: -1)]` is
  /// Python's `x[1:-1]`, which as `1..<(-1)` would be no range to Swift.
  public static func from(_ start: Int, to end: Int) -> TensorIndex { .slice(start: start, end: end) }
  /// A whole axis.
  public static var all: TensorIndex { .slice(start: nil, end: nil) }
}

extension Int: TensorIndexConvertible {
  /// One position.
  public var tensorIndex: TensorIndex { .position(self) }
}
extension Range: TensorIndexConvertible where Bound == Int {
  /// Consecutive positions.
  public var tensorIndex: TensorIndex { .slice(start: lowerBound, end: upperBound) }
}
extension ClosedRange: TensorIndexConvertible where Bound == Int {
  /// Consecutive positions, the last included.
  public var tensorIndex: TensorIndex { .slice(start: lowerBound, end: upperBound == -1 ? nil : upperBound + 1) }
}
extension PartialRangeFrom: TensorIndexConvertible where Bound == Int {
  /// From a position to the end.
  public var tensorIndex: TensorIndex { .slice(start: lowerBound, end: nil) }
}
extension PartialRangeUpTo: TensorIndexConvertible where Bound == Int {
  /// From the start up to a position, which is left out.
  public var tensorIndex: TensorIndex { .slice(start: nil, end: upperBound) }
}
extension PartialRangeThrough: TensorIndexConvertible where Bound == Int {
  /// From the start to a position, which is included.
  public var tensorIndex: TensorIndex { .slice(start: nil, end: upperBound == -1 ? nil : upperBound + 1) }
}
extension StrideTo: TensorIndexConvertible where Element == Int {
  /// Every so many positions.
  public var tensorIndex: TensorIndex { .strided(Array(self)) }
}
extension StrideThrough: TensorIndexConvertible where Element == Int {
  /// Every so many positions, the last included.
  public var tensorIndex: TensorIndex { .strided(Array(self)) }
}
extension Tensor: TensorIndexConvertible where Scalar: IndexScalar {
  /// Positions chosen by integers, or elements chosen by truth values.
  public var tensorIndex: TensorIndex { Scalar.index(self) }
}

/// A scalar whose tensors can stand in a subscript: `Int32`, `Int` and `Bool`.
public protocol IndexScalar: TensorScalar {
  /// The item that a tensor makes.
  static func index(_ tensor: Tensor<Self>) -> TensorIndex
}
extension Int32: IndexScalar {
  /// Positions.
  public static func index(_ tensor: Tensor<Int32>) -> TensorIndex { .positions(tensor) }
}
extension Int: IndexScalar {
  /// Positions. What no Int32 holds is out of the bounds of any axis, and stays so.
  public static func index(_ tensor: Tensor<Int>) -> TensorIndex {
    .positions(Tensor<Int32>(clamp(tensor, min: Int(Int32.min), max: Int(Int32.max))))
  }
}
extension Bool: IndexScalar {
  /// A mask.
  public static func index(_ tensor: Tensor<Bool>) -> TensorIndex { .mask(tensor) }
}
