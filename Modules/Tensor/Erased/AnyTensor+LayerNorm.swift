import Kernels

// Layer normalization of rows: all axes but the last ones, which are `columns` elements, are one row each.

/// What the gradient of layer normalization needs again: one number for each row.
package struct RowMoments {
  package let mean: AnyTensor
  /// 1 / √(variance + ε)
  package let scale: AnyTensor

  package init(mean: AnyTensor, scale: AnyTensor) {
    self.mean = mean
    self.scale = scale
  }
}

extension AnyTensor {
  /// (x − mean) / √(variance + ε) · weight + bias.
  package func layerNorm(
    columns: Int, weight: AnyTensor?, bias: AnyTensor?, epsilon: Double
  ) -> (result: AnyTensor, moments: RowMoments) {
    let (x, w, b) = (contiguous().storage, weight?.contiguous().storage, bias?.contiguous().storage)
    let rows = columns == 0 ? 0 : count / columns
    let result = Storage.uninitialized(shape, type)
    let (mean, scale) = (Storage.uninitialized([rows], type), Storage.uninitialized([rows], type))
    let size = type.size, isFloat = type == .float
    let (out, m, s, from, wd, bd) = (result.data, mean.data, scale.data, x.data, w?.data, b?.data)
    Parallelism.forEachRange(of: rows, grain: Swift.max((1 << 14) / Swift.max(columns, 1), 1)) { range in
      let (row, first) = (range.lowerBound * size, range.lowerBound * columns * size)
      if isFloat {
        mk_layer_norm_f32(
          (out + first).as(Float.self), (m + row).as(Float.self), (s + row).as(Float.self),
          (from + first).as(Float.self), wd?.as(Float.self), bd?.as(Float.self), range.count, columns, epsilon)
      } else {
        mk_layer_norm_f64(
          (out + first).as(Double.self), (m + row).as(Double.self), (s + row).as(Double.self),
          (from + first).as(Double.self), wd?.as(Double.self), bd?.as(Double.self), range.count, columns, epsilon)
      }
    }
    withExtendedLifetime((x, w, b)) {}
    return (AnyTensor(result), RowMoments(mean: AnyTensor(mean), scale: AnyTensor(scale)))
  }

  /// The gradients of input, weight and bias for the gradient `g` that arrives; the last two as vectors of columns.
  package func layerNormGradients(
    _ g: AnyTensor, columns: Int, weight: AnyTensor?, moments: RowMoments
  ) -> (input: AnyTensor, weight: AnyTensor, bias: AnyTensor) {
    let (x, g, w) = (contiguous().storage, g.contiguous().storage, weight?.contiguous().storage)
    let rows = columns == 0 ? 0 : count / columns
    // Blocks of a fixed length, each with sums of its own: the same bits on any number of threads.
    let length = Swift.max((1 << 16) / Swift.max(columns, 1), 1)
    let blocks = Swift.max((rows + length - 1) / length, 1)
    let result = Storage.uninitialized(shape, type)
    let (weights, biases) = (full([blocks, columns], 0), full([blocks, columns], 0))
    let size = type.size, isFloat = type == .float
    let (out, gd, from, wd) = (result.data, g.data, x.data, w?.data)
    let (m, s) = (moments.mean.storage.data, moments.scale.storage.data)
    let (dw, db) = (weights.storage.data, biases.storage.data)
    Parallelism.forEachRange(of: rows == 0 ? 0 : blocks, grain: 1) { range in
      for block in range {
        let row = block * length
        let n = Swift.min(length, rows - row), first = row * columns * size, sums = block * columns * size
        if isFloat {
          mk_layer_norm_gradient_f32(
            (out + first).as(Float.self), (dw + sums).as(Float.self), (db + sums).as(Float.self),
            (gd + first).as(Float.self), (from + first).as(Float.self), (m + row * size).as(Float.self),
            (s + row * size).as(Float.self), wd?.as(Float.self), n, columns)
        } else {
          mk_layer_norm_gradient_f64(
            (out + first).as(Double.self), (dw + sums).as(Double.self), (db + sums).as(Double.self),
            (gd + first).as(Double.self), (from + first).as(Double.self), (m + row * size).as(Double.self),
            (s + row * size).as(Double.self), wd?.as(Double.self), n, columns)
        }
      }
    }
    withExtendedLifetime((x, g, w, moments.mean, moments.scale)) {}
    let total = Reduction(reduced: 1, keepDims: false)
    return (
      AnyTensor(result), AnyTensor(total.run(.sum, weights.storage)), AnyTensor(total.run(.sum, biases.storage))
    )
  }
}

extension UnsafeMutableRawPointer {
  @inline(__always)
  fileprivate func `as`<Scalar>(_: Scalar.Type) -> UnsafeMutablePointer<Scalar> {
    assumingMemoryBound(to: Scalar.self)
  }
}
