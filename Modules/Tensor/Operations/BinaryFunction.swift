import Kernels

/// A function of two numbers, by the name that the kernels know.
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
  @inline(__always)
  package static func binary(_ function: BinaryFunction, _ left: Tensor, _ right: Scalar) -> Tensor {
    withUnsafePointer(to: right) {
      Tensor(
        Storage.binary(function.kernel(Scalar.scalarType), left.storage, $0, scalarOnLeft: false, Scalar.scalarType))
    }
  }

  /// f(a, b) with one number on the left.
  @inline(__always)
  package static func binary(_ function: BinaryFunction, _ left: Scalar, _ right: Tensor) -> Tensor {
    withUnsafePointer(to: left) {
      Tensor(
        Storage.binary(function.kernel(Scalar.scalarType), right.storage, $0, scalarOnLeft: true, Scalar.scalarType))
    }
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
      fail("\(function.name)=: \(shape) and \(right.shape): the right side does not broadcast to the left")
    }
    storage = Storage.binary(kernel, storage, right.storage, function.name, storage.type)
  }

  /// self = f(self, right) with one number.
  @inline(__always)
  package mutating func update(_ function: BinaryFunction, _ right: Scalar) {
    let kernel = function.kernel(Scalar.scalarType)
    withUnsafePointer(to: right) {
      if Storage.ownsElements(&storage) && storage.isContiguous {
        storage.apply(kernel, storage, $0, scalarOnLeft: false)
      } else {
        storage = Storage.binary(kernel, storage, $0, scalarOnLeft: false, Scalar.scalarType)
      }
    }
  }
}
