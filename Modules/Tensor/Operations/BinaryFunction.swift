import Kernels

/// A function of two numbers, by the name that the kernels know.
@usableFromInline
package enum BinaryFunction: UInt32, CaseIterable, Sendable {
  case add, sub, mul, div, pow, maximum, minimum, remainder, atan2
  case and, or, xor

  @inline(__always)
  func kernel(_ type: ScalarType) -> mk_binary_fn { mk_binary(mk_binary_op(rawValue), type.kernelType)! }

  /// The name in messages.
  var name: StaticString {
    switch self {
    case .add: "+"
    case .sub: "-"
    case .mul: "*"
    case .div: "/"
    case .pow: "**"
    case .maximum: "maximum"
    case .minimum: "minimum"
    case .remainder: "%"
    case .atan2: "atan2"
    case .and: ".&"
    case .or: ".|"
    case .xor: ".^"
    }
  }
}

extension Tensor {
  /// f(a, b), element by element, broadcast.
  @inline(__always)
  package static func binary(_ function: BinaryFunction, _ left: Tensor, _ right: Tensor) -> Tensor {
    let type = left.storage.type
    return Tensor(Storage.binary(function.kernel(type), left.storage, right.storage, function.name, type))
  }

  /// f(a, b) with one number on the right.
  @inlinable
  @inline(__always)
  package static func binary(_ function: BinaryFunction, _ left: Tensor, _ right: Scalar) -> Tensor {
    withUnsafePointer(to: right) { Tensor(Storage.binary(function, left.storage, $0, scalarOnLeft: false)) }
  }

  /// f(a, b) with one number on the left.
  @inlinable
  @inline(__always)
  package static func binary(_ function: BinaryFunction, _ left: Scalar, _ right: Tensor) -> Tensor {
    withUnsafePointer(to: left) { Tensor(Storage.binary(function, right.storage, $0, scalarOnLeft: true)) }
  }

  /// self = f(self, right), in place where the elements are this tensor's own.
  @inline(__always)
  package mutating func update(_ function: BinaryFunction, _ right: Tensor) {
    let kernel = function.kernel(Scalar.scalarType)
    if Storage.ownsElements(&storage) && storage.isContiguous {
      if storage.hasShape(of: right.storage) || right.shape.broadcasts(to: shape) {
        // A view of this very tensor would be read while it is written; owning the elements rules that out.
        return storage.apply(kernel, storage, right.storage, elementwiseGrain)
      }
    }
    guard right.shape.broadcasts(to: shape) else {
      fail(
        "\(function.name)=: \(shape) and \(right.shape): the right side does not broadcast to the left: "
          + right.shape.obstacle(to: shape))
    }
    storage = Storage.binary(kernel, storage, right.storage, function.name, storage.type)
  }

  /// self = f(self, right) with one number.
  @inlinable
  @inline(__always)
  package mutating func update(_ function: BinaryFunction, _ right: Scalar) {
    withUnsafePointer(to: right) { Storage.update(function, &storage, $0) }
  }
}

extension ScalarType {
  /// The floating-point number that stands somewhere; nil for the other types.
  fileprivate func floatingValue(_ scalar: UnsafeRawPointer) -> Double? {
    switch self {
    case .float: Double(scalar.load(as: Float.self))
    case .double: scalar.load(as: Double.self)
    default: nil
    }
  }
}

extension Storage {
  /// f of every element and one number of the same type.
  @usableFromInline
  static func binary(
    _ function: BinaryFunction, _ x: Storage, _ scalar: UnsafeRawPointer, scalarOnLeft: Bool
  ) -> Storage {
    let type = x.type
    if function == .pow, !scalarOnLeft, let exponent = type.floatingValue(scalar) {
      return unary(UnaryFunction.powScalar.kernel, x, nil, exponent, 0, grain: UnaryFunction.powScalar.grain)
    }
    return binary(function.kernel(type), x, scalar, scalarOnLeft: scalarOnLeft, type)
  }

  /// x = f(x, scalar), in place where nobody else sees the elements.
  @usableFromInline
  static func update(_ function: BinaryFunction, _ x: inout Storage, _ scalar: UnsafeRawPointer) {
    let kernel = function.kernel(x.type)
    if ownsElements(&x) && x.isContiguous {
      x.apply(kernel, x, scalar, scalarOnLeft: false)
    } else {
      x = binary(kernel, x, scalar, scalarOnLeft: false, x.type)
    }
  }
}
