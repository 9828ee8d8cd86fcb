import Kernels

extension AnyTensor {
  /// x · weightᵀ + bias: [..., in], [out, in], [out] → [..., out].
  package static func linear(_ x: AnyTensor, weight: AnyTensor, bias: AnyTensor?) -> AnyTensor {
    guard x.rank >= 1, weight.rank == 2, x.storage.length(x.rank - 1) == weight.storage.length(1) else {
      fail(
        "linear: input \(x.shape) and weight \(weight.shape): the input's last axis and the weight's must be the same")
    }
    if isColumn(x, outputs: weight.storage.length(0)), weight.isContiguous, bias.hasNumber {
      return column(x, weight, bias)
    }
    var result = matmul(x, weight.transposedMatrix())
    if let bias { result.accumulate(bias) }
    return result
  }

  /// The gradients of weight [1, in] and bias [1] of a linear map with one output, in one pass; nil where there are
  /// more outputs, or so much to do that the products of matrices are faster.
  package static func linearColumnGradients(
    _ gradient: AnyTensor, _ x: AnyTensor
  ) -> (weight: AnyTensor, bias: AnyTensor)? {
    guard gradient.rank == 2, gradient.isContiguous, isColumn(x, outputs: gradient.storage.length(1)) else {
      return nil
    }
    let (rows, inputs, type) = (x.storage.length(0), x.storage.length(1), x.type)
    let weight = Storage.uninitialized(rows: 1, columns: inputs, type)
    let bias = Storage.uninitialized([1], type)
    if type == .float {
      mk_linear_column_gradient_f32(
        weight.floats, bias.floats, gradient.storage.floats, x.storage.floats, rows, inputs)
    } else {
      mk_linear_column_gradient_f64(
        weight.doubles, bias.doubles, gradient.storage.doubles, x.storage.doubles, rows, inputs)
    }
    return (AnyTensor(weight), AnyTensor(bias))
  }

  /// Up to so many inputs, and rows, a loop of its own is faster than a product of matrices.
  private static let fewInputs = 8, fewRows = 1 << 14

  @inline(__always)
  private static func isColumn(_ x: AnyTensor, outputs: Int) -> Bool {
    guard outputs == 1, x.rank == 2, x.isContiguous, x.type == .float || x.type == .double else { return false }
    let (rows, inputs) = (x.storage.length(0), x.storage.length(1))
    return inputs >= 1 && inputs <= fewInputs && rows <= fewRows
  }

  private static func column(_ x: AnyTensor, _ weight: AnyTensor, _ bias: AnyTensor?) -> AnyTensor {
    let (rows, inputs, type) = (x.storage.length(0), x.storage.length(1), x.type)
    let result = Storage.uninitialized(rows: rows, columns: 1, type)
    if type == .float {
      mk_linear_column_f32(
        result.floats, x.storage.floats, weight.storage.floats, bias?.storage.floats, rows, inputs)
    } else {
      mk_linear_column_f64(
        result.doubles, x.storage.doubles, weight.storage.doubles, bias?.storage.doubles, rows, inputs)
    }
    return AnyTensor(result)
  }
}

extension AnyTensor? {
  /// Whether it is missing, or one number.
  fileprivate var hasNumber: Bool { self?.count ?? 1 == 1 && self?.rank ?? 1 <= 1 }
}

extension Storage {
  @inline(__always) var floats: UnsafeMutablePointer<Float> { data.assumingMemoryBound(to: Float.self) }
  @inline(__always) fileprivate var doubles: UnsafeMutablePointer<Double> {
    data.assumingMemoryBound(to: Double.self)
  }
}
