// The bits of integers, element by element, with broadcasting, as in PyTorch and NumPy. The operators of truth values are
// `.&`, `.|`, `.^` and `.!`.

extension Tensor where Scalar: IntegerScalar {
  /// The bits that both have.
  public static func & (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "&") { $0 & $1 } }
  /// The bits that both have.
  public static func & (left: Tensor, right: Scalar) -> Tensor { left & Tensor(right) }
  /// The bits that both have.
  public static func & (left: Scalar, right: Tensor) -> Tensor { Tensor(left) & right }
  /// The bits that either has.
  public static func | (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "|") { $0 | $1 } }
  /// The bits that either has.
  public static func | (left: Tensor, right: Scalar) -> Tensor { left | Tensor(right) }
  /// The bits that either has.
  public static func | (left: Scalar, right: Tensor) -> Tensor { Tensor(left) | right }
  /// The bits that one of them has and the other has not.
  public static func ^ (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "^") { $0 ^ $1 } }
  /// The bits that one of them has and the other has not.
  public static func ^ (left: Tensor, right: Scalar) -> Tensor { left ^ Tensor(right) }
  /// The bits that one of them has and the other has not.
  public static func ^ (left: Scalar, right: Tensor) -> Tensor { Tensor(left) ^ right }
  /// Every bit the other way.
  public static prefix func ~ (operand: Tensor) -> Tensor { operand ^ ~0 }

  /// The bits moved up by so many places, what falls off is lost; 0 for places below 0 or beyond the type's, as in PyTorch.
  public static func << (left: Tensor, right: Tensor) -> Tensor {
    combine(left, right, "<<") { $1 < 0 || $1 >= Scalar.bitWidth ? 0 : $0 &<< $1 }
  }
  /// The bits moved up by so many places.
  public static func << (left: Tensor, right: Scalar) -> Tensor { left << Tensor(right) }
  /// The bits moved up by so many places.
  public static func << (left: Scalar, right: Tensor) -> Tensor { Tensor(left) << right }
  /// The bits moved down by so many places, the sign filled in; all the way for places below 0 or beyond the type's, as in
  /// PyTorch.
  public static func >> (left: Tensor, right: Tensor) -> Tensor {
    combine(left, right, ">>") { $1 < 0 || $1 >= Scalar.bitWidth ? ($0 < 0 ? -1 : 0) : $0 &>> $1 }
  }
  /// The bits moved down by so many places.
  public static func >> (left: Tensor, right: Scalar) -> Tensor { left >> Tensor(right) }
  /// The bits moved down by so many places.
  public static func >> (left: Scalar, right: Tensor) -> Tensor { Tensor(left) >> right }

  /// Keeps the bits that the other has too.
  public static func &= (left: inout Tensor, right: Tensor) { left = (left & right).fitting(left, "&=") }
  /// Keeps the bits that the number has too.
  public static func &= (left: inout Tensor, right: Scalar) { left = left & right }
  /// Adds the bits that the other has.
  public static func |= (left: inout Tensor, right: Tensor) { left = (left | right).fitting(left, "|=") }
  /// Adds the bits that the number has.
  public static func |= (left: inout Tensor, right: Scalar) { left = left | right }
  /// Turns the bits that the other has.
  public static func ^= (left: inout Tensor, right: Tensor) { left = (left ^ right).fitting(left, "^=") }
  /// Turns the bits that the number has.
  public static func ^= (left: inout Tensor, right: Scalar) { left = left ^ right }
  /// Moves the bits up.
  public static func <<= (left: inout Tensor, right: Tensor) { left = (left << right).fitting(left, "<<=") }
  /// Moves the bits up.
  public static func <<= (left: inout Tensor, right: Scalar) { left = left << right }
  /// Moves the bits down.
  public static func >>= (left: inout Tensor, right: Tensor) { left = (left >> right).fitting(left, ">>=") }
  /// Moves the bits down.
  public static func >>= (left: inout Tensor, right: Scalar) { left = left >> right }

  private func fitting(_ target: Tensor, _ operation: StaticString) -> Tensor {
    if shape != target.shape { fail("\(operation): \(target.shape) cannot become \(shape)") }
    return self
  }

  @inline(__always)
  private static func combine(
    _ left: Tensor, _ right: Tensor, _ operation: StaticString, _ body: (Scalar, Scalar) -> Scalar
  ) -> Tensor {
    let shape = Shape.broadcast(left.shape, right.shape, for: operation)
    let (a, b) = (left.broadcast(to: shape).contiguous(), right.broadcast(to: shape).contiguous())
    var result = Tensor.zeros(shape)
    result.withUnsafeMutableScalars { result in
      a.withUnsafeScalars { a in
        b.withUnsafeScalars { b in
          for item in result.indices { result[item] = body(a[item], b[item]) }
        }
      }
    }
    return result
  }
}
