public import Tensor

// Operators on variables, tensors and numbers, in every mix. Each is one line, so that the type checker has nothing to
// work out.

extension Variable {
  @inline(__always)
  fileprivate static func binary(_ function: BinaryFunction, _ left: Tracked, _ right: Tracked) -> Variable {
    Variable(Arithmetic(function: function).record(left, right))
  }

  /// A + b, element by element, broadcast.
  public static func + (left: Variable, right: Variable) -> Variable { binary(.add, left.tracked, right.tracked) }
  /// A + b, element by element, broadcast.
  public static func + (left: Variable, right: Tensor<Scalar>) -> Variable {
    binary(.add, left.tracked, right.tracked)
  }
  /// A + b, element by element, broadcast.
  public static func + (left: Tensor<Scalar>, right: Variable) -> Variable {
    binary(.add, left.tracked, right.tracked)
  }
  /// A + b, with one number for every element.
  public static func + (left: Variable, right: Scalar) -> Variable {
    Variable(left.tracked.combined(.add, right.asDouble, onLeft: false))
  }
  /// A + b, with one number for every element.
  public static func + (left: Scalar, right: Variable) -> Variable {
    Variable(right.tracked.combined(.add, left.asDouble, onLeft: true))
  }

  /// A − b, element by element, broadcast.
  public static func - (left: Variable, right: Variable) -> Variable { binary(.sub, left.tracked, right.tracked) }
  /// A − b, element by element, broadcast.
  public static func - (left: Variable, right: Tensor<Scalar>) -> Variable {
    binary(.sub, left.tracked, right.tracked)
  }
  /// A − b, element by element, broadcast.
  public static func - (left: Tensor<Scalar>, right: Variable) -> Variable {
    binary(.sub, left.tracked, right.tracked)
  }
  /// A − b, with one number for every element.
  public static func - (left: Variable, right: Scalar) -> Variable {
    Variable(left.tracked.combined(.sub, right.asDouble, onLeft: false))
  }
  /// A − b, with one number for every element.
  public static func - (left: Scalar, right: Variable) -> Variable {
    Variable(right.tracked.combined(.sub, left.asDouble, onLeft: true))
  }

  /// A · b, element by element, broadcast.
  public static func * (left: Variable, right: Variable) -> Variable { binary(.mul, left.tracked, right.tracked) }
  /// A · b, element by element, broadcast.
  public static func * (left: Variable, right: Tensor<Scalar>) -> Variable {
    binary(.mul, left.tracked, right.tracked)
  }
  /// A · b, element by element, broadcast.
  public static func * (left: Tensor<Scalar>, right: Variable) -> Variable {
    binary(.mul, left.tracked, right.tracked)
  }
  /// A · b, with one number for every element.
  public static func * (left: Variable, right: Scalar) -> Variable {
    Variable(left.tracked.combined(.mul, right.asDouble, onLeft: false))
  }
  /// A · b, with one number for every element.
  public static func * (left: Scalar, right: Variable) -> Variable {
    Variable(right.tracked.combined(.mul, left.asDouble, onLeft: true))
  }

  /// A / b, element by element, broadcast.
  public static func / (left: Variable, right: Variable) -> Variable { binary(.div, left.tracked, right.tracked) }
  /// A / b, element by element, broadcast.
  public static func / (left: Variable, right: Tensor<Scalar>) -> Variable {
    binary(.div, left.tracked, right.tracked)
  }
  /// A / b, element by element, broadcast.
  public static func / (left: Tensor<Scalar>, right: Variable) -> Variable {
    binary(.div, left.tracked, right.tracked)
  }
  /// A / b, with one number for every element.
  public static func / (left: Variable, right: Scalar) -> Variable {
    Variable(left.tracked.combined(.div, right.asDouble, onLeft: false))
  }
  /// A / b, with one number for every element.
  public static func / (left: Scalar, right: Variable) -> Variable {
    Variable(right.tracked.combined(.div, left.asDouble, onLeft: true))
  }

  /// A to the power of b, element by element, broadcast.
  public static func ** (left: Variable, right: Variable) -> Variable { binary(.pow, left.tracked, right.tracked) }
  /// A to the power of b, element by element, broadcast.
  public static func ** (left: Variable, right: Tensor<Scalar>) -> Variable {
    binary(.pow, left.tracked, right.tracked)
  }
  /// A to the power of b, element by element, broadcast.
  public static func ** (left: Tensor<Scalar>, right: Variable) -> Variable {
    binary(.pow, left.tracked, right.tracked)
  }
  /// A to the power of b, with one number for every element.
  public static func ** (left: Variable, right: Scalar) -> Variable {
    Variable(left.tracked.combined(.pow, right.asDouble, onLeft: false))
  }
  /// A to the power of b, with one number for every element.
  public static func ** (left: Scalar, right: Variable) -> Variable {
    Variable(right.tracked.combined(.pow, left.asDouble, onLeft: true))
  }

  /// The remainder of a / b, with the sign of b, element by element, broadcast.
  public static func % (left: Variable, right: Variable) -> Variable { binary(.remainder, left.tracked, right.tracked) }
  /// The remainder of a / b, with the sign of b, element by element, broadcast.
  public static func % (left: Variable, right: Tensor<Scalar>) -> Variable {
    binary(.remainder, left.tracked, right.tracked)
  }
  /// The remainder of a / b, with the sign of b, element by element, broadcast.
  public static func % (left: Tensor<Scalar>, right: Variable) -> Variable {
    binary(.remainder, left.tracked, right.tracked)
  }
  /// The remainder of a / b, with the sign of b, with one number for every element.
  public static func % (left: Variable, right: Scalar) -> Variable {
    Variable(left.tracked.combined(.remainder, right.asDouble, onLeft: false))
  }
  /// The remainder of a / b, with the sign of b, with one number for every element.
  public static func % (left: Scalar, right: Variable) -> Variable {
    Variable(right.tracked.combined(.remainder, left.asDouble, onLeft: true))
  }

  /// −a, element by element.
  public static prefix func - (operand: Variable) -> Variable { Variable(operand.tracked.map(.negate)) }

  /// The matrix product: `matmul(left, right)`.
  public static func • (left: Variable, right: Variable) -> Variable {
    Variable(MatMul().record(left.tracked, right.tracked))
  }
  /// The matrix product: `matmul(left, right)`.
  public static func • (left: Variable, right: Tensor<Scalar>) -> Variable {
    Variable(MatMul().record(left.tracked, right.tracked))
  }
  /// The matrix product: `matmul(left, right)`.
  public static func • (left: Tensor<Scalar>, right: Variable) -> Variable {
    Variable(MatMul().record(left.tracked, right.tracked))
  }
}

/// The greater of two, differentiable; where they are equal each gets half of the gradient.
public func maximum<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Variable<Scalar>) -> Variable<Scalar> {
  .binary(.maximum, left.tracked, right.tracked)
}
/// The greater of two, differentiable; where they are equal each gets half of the gradient.
public func maximum<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Tensor<Scalar>) -> Variable<Scalar> {
  .binary(.maximum, left.tracked, right.tracked)
}
/// The greater of two, differentiable; where they are equal each gets half of the gradient.
public func maximum<Scalar: FloatingScalar>(_ left: Tensor<Scalar>, _ right: Variable<Scalar>) -> Variable<Scalar> {
  .binary(.maximum, left.tracked, right.tracked)
}
/// The greater of every element and one number, differentiable.
public func maximum<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Scalar) -> Variable<Scalar> {
  .binary(.maximum, left.tracked, Tensor(right).tracked)
}
/// The greater of one number and every element, differentiable.
public func maximum<Scalar: FloatingScalar>(_ left: Scalar, _ right: Variable<Scalar>) -> Variable<Scalar> {
  maximum(right, left)
}
/// The smaller of two, differentiable; where they are equal each gets half of the gradient.
public func minimum<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Variable<Scalar>) -> Variable<Scalar> {
  .binary(.minimum, left.tracked, right.tracked)
}
/// The smaller of two, differentiable; where they are equal each gets half of the gradient.
public func minimum<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Tensor<Scalar>) -> Variable<Scalar> {
  .binary(.minimum, left.tracked, right.tracked)
}
/// The smaller of two, differentiable; where they are equal each gets half of the gradient.
public func minimum<Scalar: FloatingScalar>(_ left: Tensor<Scalar>, _ right: Variable<Scalar>) -> Variable<Scalar> {
  .binary(.minimum, left.tracked, right.tracked)
}
/// The smaller of every element and one number, differentiable.
public func minimum<Scalar: FloatingScalar>(_ left: Variable<Scalar>, _ right: Scalar) -> Variable<Scalar> {
  .binary(.minimum, left.tracked, Tensor(right).tracked)
}
/// The smaller of one number and every element, differentiable.
public func minimum<Scalar: FloatingScalar>(_ left: Scalar, _ right: Variable<Scalar>) -> Variable<Scalar> {
  minimum(right, left)
}
/// The angle of the point (x, y) in radians, differentiable.
public func atan2<Scalar: FloatingScalar>(_ y: Variable<Scalar>, _ x: Variable<Scalar>) -> Variable<Scalar> {
  .binary(.atan2, y.tracked, x.tracked)
}
/// The angle of the point (x, y) in radians, differentiable.
public func atan2<Scalar: FloatingScalar>(_ y: Variable<Scalar>, _ x: Tensor<Scalar>) -> Variable<Scalar> {
  .binary(.atan2, y.tracked, x.tracked)
}
/// The angle of the point (x, y) in radians, differentiable.
public func atan2<Scalar: FloatingScalar>(_ y: Tensor<Scalar>, _ x: Variable<Scalar>) -> Variable<Scalar> {
  .binary(.atan2, y.tracked, x.tracked)
}
/// The angle of the point (x, y) in radians, with one number for every x, differentiable.
public func atan2<Scalar: FloatingScalar>(_ y: Variable<Scalar>, _ x: Scalar) -> Variable<Scalar> {
  atan2(y, Tensor(x))
}
/// The angle of the point (x, y) in radians, with one number for every y, differentiable.
public func atan2<Scalar: FloatingScalar>(_ y: Scalar, _ x: Variable<Scalar>) -> Variable<Scalar> {
  atan2(Tensor(y), x)
}
