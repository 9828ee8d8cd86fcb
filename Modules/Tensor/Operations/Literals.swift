/// What may stand in a tensor literal: a number, a truth value, or a row of them.
public struct TensorLiteral<Scalar: TensorScalar> {
  enum Content {
    case scalar(Scalar)
    case row([TensorLiteral])
  }
  let content: Content

  /// Appends the scalars in row-major order and gives the shape of this part.
  func shape(appendingTo scalars: inout [Scalar]) -> [Int] {
    switch content {
    case .scalar(let scalar):
      scalars.append(scalar)
      return []
    case .row(let parts):
      guard let first = parts.first else { return [0] }
      let shape = first.shape(appendingTo: &scalars)
      for (index, part) in parts.enumerated().dropFirst() {
        let other = part.shape(appendingTo: &scalars)
        guard other == shape else {
          fail("tensor literal: ragged: element 0 has shape \(shape), element \(index) has \(other)")
        }
      }
      return [parts.count] + shape
    }
  }
}

extension TensorLiteral: ExpressibleByArrayLiteral {
  /// A row.
  public init(arrayLiteral parts: TensorLiteral...) { content = .row(parts) }
}

extension TensorLiteral: ExpressibleByIntegerLiteral where Scalar: NumericScalar {
  /// A whole number.
  public init(integerLiteral value: Int) {
    if Scalar.self is any FloatingScalar.Type {
      content = .scalar(Scalar(nearest: Double(value)))
    } else if let scalar = Scalar(exactly: value) {
      content = .scalar(scalar)
    } else {
      fail("tensor literal: \(value) does not fit \(Scalar.self)")
    }
  }
}

extension TensorLiteral: ExpressibleByFloatLiteral where Scalar: FloatingScalar {
  /// A number with a fraction.
  public init(floatLiteral value: Double) { content = .scalar(Scalar(nearest: value)) }
}

extension TensorLiteral where Scalar: FloatingScalar {
  /// Not a number: `[1, .nan]`.
  public static var nan: TensorLiteral { TensorLiteral(content: .scalar(.nan)) }
  /// ∞: `[.infinity, -.infinity]`.
  public static var infinity: TensorLiteral { TensorLiteral(content: .scalar(.infinity)) }
  /// The negative of a number.
  public static prefix func - (part: TensorLiteral) -> TensorLiteral {
    switch part.content {
    case .scalar(let scalar): TensorLiteral(content: .scalar(-scalar))
    case .row(let parts): TensorLiteral(content: .row(parts.map { -$0 }))
    }
  }
}

extension TensorLiteral: ExpressibleByBooleanLiteral where Scalar == Bool {
  /// A truth value.
  public init(booleanLiteral value: Bool) { content = .scalar(value) }
}

extension Tensor: ExpressibleByArrayLiteral {
  /// Nested rows: `[[1, 2, 3], [4, 5, 6]]` has shape [2, 3].
  ///
  /// Traps if the rows are ragged.
  public init(arrayLiteral parts: TensorLiteral<Scalar>...) {
    var scalars: [Scalar] = []
    let shape = TensorLiteral(content: .row(parts)).shape(appendingTo: &scalars)
    self.init(scalars: scalars, shape: Shape(shape))
  }
}
