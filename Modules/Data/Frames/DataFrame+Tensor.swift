public import Tensor

extension DataFrame {
  /// The values as a tensor of shape [rows, columns]: NaN where one is missing, 1 and 0 for truth values.
  ///
  /// Traps where a column holds strings.
  public func tensor() -> Tensor<Float> {
    requireNumbers()
    let parts = columns.map { $0.floatBuffer("tensor") }
    return DataFrame.rowMajor(parts, rowCount)
  }

  /// The values as a tensor of another floating-point type.
  ///
  /// Traps where a column holds strings.
  public func tensor<Scalar: FloatingScalar>(as scalar: Scalar.Type) -> Tensor<Scalar> {
    requireNumbers()
    let parts = columns.map { column -> Buffer<Scalar> in
      let values = column.doubleBuffer("tensor")
      if let same = values as? Buffer<Scalar> { return same }
      return Buffer(values.map { Scalar(nearest: $0) })
    }
    return DataFrame.rowMajor(parts, rowCount)
  }

  /// A frame whose columns are those of a tensor of shape [rows, columns].
  ///
  /// Traps where the number of names differs from that of columns.
  public init<Scalar>(_ tensor: Tensor<Scalar>, columns names: [String]) {
    require(
      tensor.rank == 2 && tensor.shape[1] == names.count,
      "DataFrame: a tensor of shape \(tensor.shape) and \(names.count) names")
    self.init(names.indices.map { (name: names[$0], column: Column(tensor[0..., $0])) })
  }

  private func requireNumbers() {
    if let position = columns.firstIndex(where: { $0.type == .string }) {
      fail("DataFrame.tensor: column '\(columnNames[position])' holds strings; getDummies makes numbers of them")
    }
  }

  /// Columns side by side, in blocks of rows that stay in the cache while all columns are written to them.
  private static func rowMajor<Scalar: TensorScalar>(_ parts: [Buffer<Scalar>], _ rows: Int) -> Tensor<Scalar> {
    let width = parts.count
    return Tensor(shape: [rows, width]) { target in
      guard let start = target.baseAddress else { return }
      nonisolated(unsafe) let start0 = start
      Parallelism.forEachRange(of: rows, grain: Swift.max(1, (1 << 15) / Swift.max(width, 1))) { range in
        for block in stride(from: range.lowerBound, to: range.upperBound, by: 16) {
          let end = Swift.min(block + 16, range.upperBound)
          for (column, part) in parts.enumerated() {
            part.withUnsafe { for row in block..<end { start0[row * width + column] = $0[row] } }
          }
        }
      }
    }
  }
}
