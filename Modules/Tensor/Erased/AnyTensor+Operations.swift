import Kernels

extension AnyTensor {
  /// f of every element.
  @inline(__always)
  package func map(_ function: UnaryFunction, _ p: Double = 0, _ q: Double = 0) -> AnyTensor {
    AnyTensor(Storage.unary(function.kernel, storage, nil, p, q, grain: function.grain))
  }

  /// gradient · f′(x; p, q), in one pass; `y` is f(x).
  package static func gradient(
    of function: UnaryFunction, _ gradient: AnyTensor, x: AnyTensor, y: AnyTensor, _ p: Double, _ q: Double
  ) -> AnyTensor {
    AnyTensor(Storage.unaryGradient(function, gradient.storage, x.storage, y.storage, p, q))
  }

  /// f(a, b), element by element, broadcast.
  package static func binary(
    _ function: BinaryFunction, _ left: AnyTensor, _ right: AnyTensor
  ) -> AnyTensor {
    let type = left.type
    let kernel = function.kernel(type)
    if left.isContiguous && right.isContiguous {
      if left.rank == 0 {
        return AnyTensor(Storage.binary(kernel, right.storage, left.storage.data, scalarOnLeft: true, type))
      }
      if right.rank == 0 {
        return AnyTensor(Storage.binary(kernel, left.storage, right.storage.data, scalarOnLeft: false, type))
      }
    }
    if !right.isContiguous && right.isUniform && left.isContiguous && left.storage.hasShape(of: right.storage) {
      return AnyTensor(Storage.binary(kernel, left.storage, right.storage.data, scalarOnLeft: false, type))
    }
    if !left.isContiguous && left.isUniform && right.isContiguous && right.storage.hasShape(of: left.storage) {
      return AnyTensor(Storage.binary(kernel, right.storage, left.storage.data, scalarOnLeft: true, type))
    }
    return AnyTensor(Storage.binary(kernel, left.storage, right.storage, function.name, type))
  }

  /// Whether it is one number seen many times.
  private var isUniform: Bool {
    storage.withUnsafeMutablePointerToHeader {
      var axis = 0
      while axis < $0.pointee.shape.rank {
        if $0.pointee.strides[axis] != 0 && $0.pointee.shape.extents[axis] != 1 { return false }
        axis &+= 1
      }
      return $0.pointee.count > 0
    }
  }

  /// f of every element and one number.
  package static func binary(
    _ function: BinaryFunction, _ left: AnyTensor, _ right: Double, scalarOnLeft: Bool
  ) -> AnyTensor {
    let type = left.type
    let kernel = function.kernel(type)
    if type == .float {
      return withUnsafePointer(to: Float(right)) {
        AnyTensor(Storage.binary(kernel, left.storage, $0, scalarOnLeft: scalarOnLeft, type))
      }
    }
    return withUnsafePointer(to: right) {
      AnyTensor(Storage.binary(kernel, left.storage, $0, scalarOnLeft: scalarOnLeft, type))
    }
  }

  /// self += other, in place where the elements are this tensor's own; the shapes are the same.
  package mutating func accumulate(_ other: AnyTensor) {
    let kernel = BinaryFunction.add.kernel(type)
    if Storage.ownsElements(&storage) && storage.isContiguous {
      storage.apply(kernel, storage, other.storage, elementwiseGrain)
    } else {
      storage = Storage.binary(kernel, storage, other.storage, "+", type)
    }
  }

  package static func matmul(_ left: AnyTensor, _ right: AnyTensor) -> AnyTensor {
    AnyTensor(MatrixProduct.run(left.storage, right.storage))
  }

  /// Σ over the axes whose bits are set.
  package func sum(_ axes: UInt8, keepDims: Bool) -> AnyTensor {
    AnyTensor(Reduction(reduced: axes, keepDims: keepDims).run(.sum, storage))
  }

  package func reshaped(_ shape: Shape) -> AnyTensor { AnyTensor(storage.reshaped(shape)) }

  package func broadcast(to shape: Shape) -> AnyTensor { AnyTensor(storage.broadcast(to: shape)) }

  package func permuted(_ axes: [Int]) -> AnyTensor { AnyTensor(storage.permuted(axes)) }

  /// The last two axes exchanged.
  package func transposedMatrix() -> AnyTensor {
    var (shape, strides) = (storage.shape, storage.strides)
    let (row, column) = (shape.rank - 2, shape.rank - 1)
    (shape.extents[row], shape.extents[column]) = (shape.extents[column], shape.extents[row])
    (strides[row], strides[column]) = (strides[column], strides[row])
    return AnyTensor(storage.view(shape, strides: strides, offset: 0))
  }
}

extension AnyTensor {
  /// Elements of `a` where the mask is true, of `b` elsewhere; all broadcast.
  package static func select(_ mask: Tensor<Bool>, _ a: AnyTensor, _ b: AnyTensor) -> AnyTensor {
    let shape = Shape.broadcast(
      Shape.broadcast(a.shape, b.shape, for: "replacing"), mask.shape, for: "replacing")
    return AnyTensor(Storage.select(mask.storage, a.storage, b.storage, shape))
  }

  /// Where a comparison holds, broadcast.
  package func compared(_ comparison: Comparison, _ other: AnyTensor) -> Tensor<Bool> {
    let kernel = mk_compare(comparison.kernel, type.kernelType)!
    return Tensor<Bool>(Storage.binary(kernel, storage, other.storage, comparison.name, .bool))
  }

  /// Where a comparison with one number holds.
  package func compared(_ comparison: Comparison, _ number: Double) -> Tensor<Bool> {
    compared(comparison, full([], number))
  }

  /// Ones where a mask is true, zeros elsewhere, of this tensor's type.
  package func ones(where mask: Tensor<Bool>) -> AnyTensor { AnyTensor(Storage.cast(mask.storage, to: type)) }

  /// The elements along the axes in reverse order.
  package func flipped(_ axes: [Int]) -> AnyTensor {
    AnyTensor(Tensor<Float>(storage).flipped(axes: axes).storage)
  }

  /// A view of the elements at (i, i + offset) of two axes, as the last axis.
  package func diagonal(_ offset: Int, _ axis1: Int, _ axis2: Int) -> AnyTensor {
    AnyTensor(Tensor<Float>(storage).diagonal(offset: offset, axis1: axis1, axis2: axis2).storage)
  }

  /// Zeros of `shape` with this tensor at (i, i + offset) of two axes.
  package func diagonalMatrix(_ offset: Int, _ axis1: Int, _ axis2: Int, _ shape: Shape) -> AnyTensor {
    let result = full(shape, 0)
    result.diagonal(offset, axis1, axis2).storage.fill(from: storage)
    return result
  }
}

/// A comparison of two numbers.
package enum Comparison {
  case equal, less, lessOrEqual, greater, greaterOrEqual

  var kernel: mk_compare_op {
    switch self {
    case .equal: MK_EQ
    case .less: MK_LT
    case .lessOrEqual: MK_LE
    case .greater: MK_GT
    case .greaterOrEqual: MK_GE
    }
  }

  var name: StaticString {
    switch self {
    case .equal: ".=="
    case .less: ".<"
    case .lessOrEqual: ".<="
    case .greater: ".>"
    case .greaterOrEqual: ".>="
    }
  }
}
