import Kernels

/// Exponentiation: binds tighter than multiplication, groups to the right.
precedencegroup ExponentiationPrecedence {
  associativity: right
  higherThan: MultiplicationPrecedence
}

infix operator ** : ExponentiationPrecedence
infix operator • : MultiplicationPrecedence

// Arithmetic of elements, with broadcasting: shapes are aligned at the last axis and a length of 1 stretches; shapes that
// do not fit trap with both shapes and the axis. Integers wrap on overflow.

extension Tensor where Scalar: NumericScalar {
  /// The sums a + b, element by element.
  public static func + (left: Tensor, right: Tensor) -> Tensor { binary(.add, left, right) }
  /// The sums a + b, with one number for every element.
  @inlinable
  public static func + (left: Tensor, right: Scalar) -> Tensor { binary(.add, left, right) }
  /// The sums a + b, with one number for every element.
  @inlinable
  public static func + (left: Scalar, right: Tensor) -> Tensor { binary(.add, left, right) }

  /// The differences a − b, element by element.
  public static func - (left: Tensor, right: Tensor) -> Tensor { binary(.sub, left, right) }
  /// The differences a − b, with one number for every element.
  @inlinable
  public static func - (left: Tensor, right: Scalar) -> Tensor { binary(.sub, left, right) }
  /// The differences a − b, with one number for every element.
  @inlinable
  public static func - (left: Scalar, right: Tensor) -> Tensor { binary(.sub, left, right) }

  /// The products a · b, element by element.
  public static func * (left: Tensor, right: Tensor) -> Tensor { binary(.mul, left, right) }
  /// The products a · b, with one number for every element.
  @inlinable
  public static func * (left: Tensor, right: Scalar) -> Tensor { binary(.mul, left, right) }
  /// The products a · b, with one number for every element.
  @inlinable
  public static func * (left: Scalar, right: Tensor) -> Tensor { binary(.mul, left, right) }

  /// The quotients a / b, element by element; integers round toward zero.
  public static func / (left: Tensor, right: Tensor) -> Tensor { binary(.div, left, right) }
  /// The quotients a / b, with one number for every element; integers round toward zero.
  @inlinable
  public static func / (left: Tensor, right: Scalar) -> Tensor { binary(.div, left, right) }
  /// The quotients a / b, with one number for every element; integers round toward zero.
  @inlinable
  public static func / (left: Scalar, right: Tensor) -> Tensor { binary(.div, left, right) }

  /// The powers aᵇ, element by element.
  public static func ** (left: Tensor, right: Tensor) -> Tensor { binary(.pow, left, right) }
  /// The powers aᵇ, with one number for every element.
  @inlinable
  public static func ** (left: Tensor, right: Scalar) -> Tensor { binary(.pow, left, right) }
  /// The powers aᵇ, with one number for every element.
  @inlinable
  public static func ** (left: Scalar, right: Tensor) -> Tensor { binary(.pow, left, right) }

  /// The remainders of a / b, with the sign of b, element by element.
  public static func % (left: Tensor, right: Tensor) -> Tensor { binary(.remainder, left, right) }
  /// The remainders of a / b, with the sign of b, with one number for every element.
  @inlinable
  public static func % (left: Tensor, right: Scalar) -> Tensor { binary(.remainder, left, right) }
  /// The remainders of a / b, with the sign of b, with one number for every element.
  @inlinable
  public static func % (left: Scalar, right: Tensor) -> Tensor { binary(.remainder, left, right) }

  /// In place where no other tensor sees the elements; `right` must broadcast to the left shape.
  public static func += (left: inout Tensor, right: Tensor) { left.update(.add, right) }
  /// In place where no other tensor sees the elements.
  @inlinable
  public static func += (left: inout Tensor, right: Scalar) { left.update(.add, right) }

  /// In place where no other tensor sees the elements; `right` must broadcast to the left shape.
  public static func -= (left: inout Tensor, right: Tensor) { left.update(.sub, right) }
  /// In place where no other tensor sees the elements.
  @inlinable
  public static func -= (left: inout Tensor, right: Scalar) { left.update(.sub, right) }

  /// In place where no other tensor sees the elements; `right` must broadcast to the left shape.
  public static func *= (left: inout Tensor, right: Tensor) { left.update(.mul, right) }
  /// In place where no other tensor sees the elements.
  @inlinable
  public static func *= (left: inout Tensor, right: Scalar) { left.update(.mul, right) }

  /// In place where no other tensor sees the elements; `right` must broadcast to the left shape.
  public static func /= (left: inout Tensor, right: Tensor) { left.update(.div, right) }
  /// In place where no other tensor sees the elements.
  @inlinable
  public static func /= (left: inout Tensor, right: Scalar) { left.update(.div, right) }

  /// The negatives −a, element by element.
  public static prefix func - (operand: Tensor) -> Tensor { operand.map(.negate) }
}

/// The greater of two, element by element; NaN where either is NaN.
public func maximum<Scalar: NumericScalar>(_ left: Tensor<Scalar>, _ right: Tensor<Scalar>) -> Tensor<Scalar> {
  .binary(.maximum, left, right)
}
/// The greater of every element and one number; NaN is kept.
public func maximum<Scalar: NumericScalar>(_ left: Tensor<Scalar>, _ right: Scalar) -> Tensor<Scalar> {
  .binary(.maximum, left, right)
}
/// The greater of one number and every element; NaN is kept.
public func maximum<Scalar: NumericScalar>(_ left: Scalar, _ right: Tensor<Scalar>) -> Tensor<Scalar> {
  .binary(.maximum, left, right)
}
/// The smaller of two, element by element; NaN where either is NaN.
public func minimum<Scalar: NumericScalar>(_ left: Tensor<Scalar>, _ right: Tensor<Scalar>) -> Tensor<Scalar> {
  .binary(.minimum, left, right)
}
/// The smaller of every element and one number; NaN is kept.
public func minimum<Scalar: NumericScalar>(_ left: Tensor<Scalar>, _ right: Scalar) -> Tensor<Scalar> {
  .binary(.minimum, left, right)
}
/// The smaller of one number and every element; NaN is kept.
public func minimum<Scalar: NumericScalar>(_ left: Scalar, _ right: Tensor<Scalar>) -> Tensor<Scalar> {
  .binary(.minimum, left, right)
}
/// The angle of the point (x, y) in radians, in −π...π, element by element.
public func atan2<Scalar: FloatingScalar>(_ y: Tensor<Scalar>, _ x: Tensor<Scalar>) -> Tensor<Scalar> {
  .binary(.atan2, y, x)
}
/// The angle of the point (x, y) in radians, with one number for every x.
public func atan2<Scalar: FloatingScalar>(_ y: Tensor<Scalar>, _ x: Scalar) -> Tensor<Scalar> { .binary(.atan2, y, x) }
/// The angle of the point (x, y) in radians, with one number for every y.
public func atan2<Scalar: FloatingScalar>(_ y: Scalar, _ x: Tensor<Scalar>) -> Tensor<Scalar> { .binary(.atan2, y, x) }
