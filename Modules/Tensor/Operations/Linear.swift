extension AnyTensor {
  /// x · weightᵀ + bias: [..., in], [out, in], [out] → [..., out].
  package static func linear(_ x: AnyTensor, weight: AnyTensor, bias: AnyTensor?) -> AnyTensor {
    guard x.rank >= 1, weight.rank == 2, x.storage.length(x.rank - 1) == weight.storage.length(1) else {
      fail(
        "linear: input \(x.shape) and weight \(weight.shape): the input's last axis and the weight's must be the same")
    }
    var result = matmul(x, weight.transposedMatrix())
    if let bias { result.accumulate(bias) }
    return result
  }
}
