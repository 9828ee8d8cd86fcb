extension Tensor {
  /// The last two axes with everything above a diagonal set to 0: the lower triangle. `diagonal` counts upward from the
  /// main one.
  ///
  /// Traps below rank 2.
  public func tril(diagonal: Int = 0) -> Tensor {
    replacing(with: .zeroScalar, where: columnsMinusRows("tril") .> diagonal)
  }

  /// The last two axes with everything below a diagonal set to 0: the upper triangle.
  ///
  /// Traps below rank 2.
  public func triu(diagonal: Int = 0) -> Tensor {
    replacing(with: .zeroScalar, where: columnsMinusRows("triu") .< diagonal)
  }

  private func columnsMinusRows(_ operation: StaticString) -> Tensor<Int> {
    guard rank >= 2 else { fail("\(operation): shape \(shape): at least two axes are needed") }
    return Tensor<Int>.arange(shape[rank - 1]) - Tensor<Int>.arange(shape[rank - 2]).unsqueezed(axis: 1)
  }

  /// A view of the elements at (i, i + offset) of two axes, as the last axis: [n, n] → [n].
  ///
  /// Traps below rank 2, and where the two axes are the same.
  public func diagonal(offset: Int = 0, axis1: Int = 0, axis2: Int = 1) -> Tensor {
    guard rank >= 2 else { fail("diagonal: shape \(shape): at least two axes are needed") }
    let first = shape.resolve(axis: axis1, for: "diagonal"), second = shape.resolve(axis: axis2, for: "diagonal")
    guard first != second else { fail("diagonal: axes \(axis1) and \(axis2) of \(shape) are the same") }
    let rows = shape[first] - Swift.max(-offset, 0), columns = shape[second] - Swift.max(offset, 0)
    let length = Swift.max(Swift.min(rows, columns), 0)
    var layout = storage.layout
    let step = layout.strides[first] + layout.strides[second]
    if length > 0 {
      layout.slice(axis: first, start: Swift.max(-offset, 0), step: 1, length: 1)
      layout.slice(axis: second, start: Swift.max(offset, 0), step: 1, length: 1)
    }
    layout.remove(axis: Swift.max(first, second))
    layout.remove(axis: Swift.min(first, second))
    layout.shape = layout.shape.inserting(length, at: layout.shape.rank)
    layout.strides[layout.shape.rank - 1] = step
    return Tensor(storage.view(layout))
  }

  /// A square matrix with these elements at (i, i + offset), and 0 elsewhere: [n] → [n + |offset|, n + |offset|].
  ///
  /// Traps unless the rank is 1.
  public static func diagonal(_ elements: Tensor, offset: Int = 0) -> Tensor {
    guard elements.rank == 1 else { fail("diagonal: shape \(elements.shape): one axis is needed") }
    let side = elements.count + Swift.abs(offset)
    let result = Tensor.zeros([side, side])
    result.diagonal(offset: offset).storage.fill(from: elements.storage)
    return result
  }
}

extension Tensor where Scalar: NumericScalar {
  /// Σ x[i, i]: rank 0.
  ///
  /// Traps unless the rank is 2.
  public func trace() -> Tensor<Scalar.Sum> {
    guard rank == 2 else { fail("trace: shape \(shape): two axes are needed") }
    return diagonal().sum()
  }

  /// One row for each label, 1 where the label says and 0 elsewhere: the labels' shape and one axis more, of length
  /// `classes` (the greatest label + 1 without it).
  ///
  /// Traps where a label is not in 0..<classes.
  public static func oneHot(_ labels: Tensor<Int32>, classes: Int? = nil) -> Tensor {
    let classes = classes ?? (labels.count == 0 ? 0 : Int(labels.max().item()) + 1)
    var result = zeros(labels.shape.inserting(classes, at: labels.rank))
    result.withUnsafeMutableScalars { rows in
      labels.withUnsafeScalars { labels in
        for item in 0..<labels.count {
          let label = Int(labels[item])
          guard label >= 0, label < classes else {
            fail("oneHot: label \(label) (element \(item) of the labels) is not in 0..<\(classes)")
          }
          rows[item * classes + label] = 1
        }
      }
    }
    return result
  }
}
