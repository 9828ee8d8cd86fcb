import Kernels

extension AnyTensor {
  /// e^x / Σ e^x along an axis.
  package func softmax(_ axis: Int) -> AnyTensor { AnyTensor(Scan.run(MK_SOFTMAX, storage, axis, "softmax")) }

  /// x − log Σ e^x along an axis.
  package func logSoftmax(_ axis: Int) -> AnyTensor {
    AnyTensor(Scan.run(MK_LOG_SOFTMAX, storage, axis, "logSoftmax"))
  }

  /// The gradient of softmax or log-softmax from their result, in one pass.
  package static func softmaxGradient(_ gradient: AnyTensor, y: AnyTensor, axis: Int, isLog: Bool) -> AnyTensor {
    AnyTensor(
      Scan.gradient(
        isLog ? MK_LOG_SOFTMAX : MK_SOFTMAX, gradient: gradient.storage, y: y.storage, axis: axis))
  }
}

extension AnyTensor {
  /// The rows that valid indices choose along an axis.
  package func take(_ indices: Tensor<Int32>, _ axis: Int) -> AnyTensor {
    open(TakeRows(indices: indices, axis: axis))
  }

  /// Zeros of `shape` with these rows added along an axis where valid indices say.
  package func addingRows(_ indices: Tensor<Int32>, _ axis: Int, into shape: Shape) -> AnyTensor {
    let result = full(shape, 0)
    let source = storage.contiguous()
    if source.count == 0 { return result }
    let inner = shape.dropFirst(axis + 1).reduce(1, *), outer = shape.prefix(axis).reduce(1, *)
    let rows = shape[axis], count = indices.count, size = type.size
    let kernel = mk_scatter_add(type.kernelType)!
    let (to, from) = (result.storage.data, source.data)
    indices.withUnsafeScalars { indices in
      Parallelism.forEachRange(of: outer, grain: Swift.max((1 << 15) / Swift.max(count * inner, 1), 1)) { range in
        for block in range {
          kernel(
            to + block * rows * inner * size, inner, from + block * count * inner * size, inner, indices.baseAddress!,
            count)
        }
      }
    }
    withExtendedLifetime(source) {}
    return result
  }
}

private struct TakeRows: FloatingVisitor {
  let indices: Tensor<Int32>, axis: Int
  func visit<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>) -> AnyTensor {
    AnyTensor(tensor.take(indices, axis: axis))
  }
}

extension Tensor where Scalar == Int32 {
  /// These indices with negative ones counted from the end, after checking that each is a position of the axis.
  package func positions(of axis: Int, in shape: Shape, for operation: StaticString) -> Tensor {
    resolved(axis: axis, of: shape, for: operation)
  }
}
