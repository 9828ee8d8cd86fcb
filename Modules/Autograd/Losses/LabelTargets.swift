import Tensor

/// Turns labels into the weight of each class in each row.
struct LabelTargets<Scalar: FloatingScalar> {
  let loss: String
  let smoothing: Scalar
  let weight: Tensor<Scalar>?
  let ignoreIndex: Int32

  func apply(
    to scores: Variable<Scalar>, _ labels: Tensor<Int32>, _ reduction: LossReduction, isNormalized: Bool
  ) -> Variable<Scalar> {
    guard scores.rank > 0 else { fail("\(loss): a single number has no axis of classes") }
    let axis = Swift.min(1, scores.rank - 1)
    let expected = Array(scores.shape[..<axis]) + Array(scores.shape[(axis + 1)...])
    guard labels.rank == expected.count, labels.shape.elementsEqual(expected) else {
      fail("\(loss): scores \(scores.shape) and labels \(labels.shape): labels of shape \(expected) are needed")
    }
    let classes = scores.shape[axis]
    if let weight, weight.shape != [classes] {
      fail("\(loss): weight \(weight.shape): one for each of the \(classes) classes is needed")
    }
    let rows = scores.classRows(axis)
    if !isNormalized { ProbabilityWarning.check(rows.tracked.value) }
    let flat = labels.rank == 1 ? labels : labels.flattened()
    let divisor = reduction.rowDivisor(
      weights: totalWeight(flat, classes), batch: scores.rank > 1 ? scores.shape[0] : 1)
    let result: Tracked
    if isNormalized {
      result = WeightedCrossEntropy(
        targets: matrix(flat, classes), reduction: reduction, divisor: divisor, isNormalized: true
      ).record(rows.tracked)
    } else {
      let options = CrossEntropyOptions(
        smoothing: smoothing.asDouble, ignoreIndex: ignoreIndex, weight: weight.map { AnyTensor($0) })
      result = LabelCrossEntropy(
        labels: flat, options: options, targets: { matrix(flat, classes) }, reduction: reduction, divisor: divisor
      ).record(rows.tracked)
    }
    guard case .none = reduction else { return Variable(result) }
    return Variable<Scalar>(result).reshaped(expected)
  }

  /// The sum of the labels' weights, after checking each label.
  private func totalWeight(_ labels: Tensor<Int32>, _ classes: Int) -> Double {
    let weights = weight?.scalars
    return labels.withUnsafeScalars { labels in
      var total = 0.0
      for (row, label) in labels.enumerated() where label != ignoreIndex {
        guard label >= 0, Int(label) < classes else { outOfRange(label, row, classes) }
        total += weights?[Int(label)].asDouble ?? 1
      }
      return total
    }
  }

  /// The weight of each class in each row: [rows, classes].
  private func matrix(_ labels: Tensor<Int32>, _ classes: Int) -> AnyTensor {
    let weights = weight?.scalars
    let even = smoothing / Scalar(classes)
    let labels = labels.scalars
    let matrix = Tensor<Scalar>(shape: [labels.count, classes]) { buffer in
      buffer.initialize(repeating: 0)
      for (row, label) in labels.enumerated() where label != ignoreIndex {
        let start = row * classes
        if smoothing != 0 { for c in 0..<classes { buffer[start + c] = (weights?[c] ?? 1) * even } }
        buffer[start + Int(label)] += (1 - smoothing) * (weights?[Int(label)] ?? 1)
      }
    }
    return AnyTensor(matrix)
  }

  @inline(never)
  private func outOfRange(_ label: Int32, _ position: Int, _ classes: Int) -> Never {
    fail("\(loss): label \(label) at position \(position): valid are 0..<\(classes), and \(ignoreIndex) to ignore it")
  }
}

extension LossReduction {
  /// What the sum of the rows' losses is divided by.
  func rowDivisor(weights: Double, batch: Int) -> Double {
    switch self {
    case .mean: weights
    case .batchMean: Double(batch)
    case .sum, .none: 1
    }
  }
}

extension Variable where Scalar: FloatingScalar {
  /// [rows, classes], with the axis of classes last.
  func classRows(_ axis: Int) -> Variable {
    if rank == 2 && axis == 1 { return self }
    let classes = shape[axis]
    let order = (0..<rank).filter { $0 != axis } + [axis]
    return permuted(order).reshaped(Shape([classes == 0 ? 0 : count / classes, classes]))
  }
}

extension Tensor {
  /// The axis moved to the end.
  func moved(_ axis: Int) -> Tensor { permuted((0..<rank).filter { $0 != axis } + [axis]) }
}
