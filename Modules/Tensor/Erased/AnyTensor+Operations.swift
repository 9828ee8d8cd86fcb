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
  @inline(__always)
  package static func binary(_ function: BinaryFunction, _ left: AnyTensor, _ right: AnyTensor) -> AnyTensor {
    let type = left.type
    return AnyTensor(Storage.binary(function.kernel(type), left.storage, right.storage, function.name, type))
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

  /// Σ over axes, or all of them.
  package func sum(_ axes: [Int]?, keepDims: Bool) -> AnyTensor {
    guard let axes else { return AnyTensor(Reduction.all.run(.sum, storage)) }
    return AnyTensor(Reduction(axes, keepDims, storage, "sum").run(.sum, storage))
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

  package func flipped(_ axes: [Int]) -> AnyTensor { AnyTensor(Tensor<Float>(storage).flipped(axes: axes).storage) }

  package func rolled(_ shift: Int, axis: Int) -> AnyTensor { open(Roll(shift: shift, axis: axis)) }
}

private struct Roll: FloatingVisitor {
  let shift: Int, axis: Int
  func visit<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>) -> AnyTensor {
    AnyTensor(tensor.rolled(shift, axis: axis))
  }
}
