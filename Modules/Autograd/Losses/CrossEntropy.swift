public import Tensor

/// −Σ T log p over the classes of each row, reduced: input [rows, classes], logits or log-probabilities.
struct WeightedCrossEntropy: UnaryPrimitive {
  /// The weight T of each class in each row.
  let targets: AnyTensor
  let reduction: LossReduction
  /// What the sum of the rows is divided by.
  let divisor: Double
  /// The input is log p already.
  let isNormalized: Bool

  var name: String { isNormalized ? "nllLoss" : "crossEntropy" }

  func forward(_ x: AnyTensor) -> AnyTensor {
    let logProbabilities = isNormalized ? x : x.logSoftmax(1)
    let rows = targets.open(WeightedRows(logProbabilities: logProbabilities))
    if case .none = reduction { return rows }
    let sum = rows.sum(AxisSet.all.bits, keepDims: false)
    return divisor == 1 ? sum : .binary(.div, sum, divisor, scalarOnLeft: false)
  }

  /// softmax · Σ T − T for logits, −T for log-probabilities.
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    // No row counts: the mean is no number, and yet nothing moves it.
    if divisor == 0 { return Gradients(g.full(targets.shape, 0)) }
    let t = Tracked(targets, nil)
    var scale = g
    if case .none = reduction { scale = g.unsqueezed(1) } else if divisor != 1 { scale = g / divisor }
    // Where no label counts, the mean is 0 / 0, but T is 0 and nothing goes back.
    if isNormalized { return Gradients(-(t * (divisor == 0 ? g : scale))) }
    let p = Softmax(axis: 1, isLog: false).record(point.input(0))
    return Gradients((p * t.sum(AxisSet(1), keepDims: true) - t) * scale)
  }
}

/// −Σ T log p of each row, where a weight of 0 hides any log p, −∞ too.
private struct WeightedRows: FloatingVisitor {
  let logProbabilities: AnyTensor

  func visit<Scalar: FloatingScalar>(_ targets: Tensor<Scalar>) -> AnyTensor {
    let weighted = targets * logProbabilities.tensor(of: Scalar.self)
    return AnyTensor(-weighted.replacing(with: 0, where: targets .== 0).sum(axis: 1))
  }
}

/// The cross-entropy of rows of logits [rows, classes] with labels, reduced.
struct LabelCrossEntropy: UnaryPrimitive {
  let labels: Tensor<Int32>
  let options: CrossEntropyOptions
  /// The weight of each class in each row, for second derivatives.
  let targets: () -> AnyTensor
  let reduction: LossReduction
  /// What the sum of the rows is divided by.
  let divisor: Double

  var name: String { "crossEntropy" }

  func forward(_ x: AnyTensor) -> AnyTensor {
    let rows = x.crossEntropy(labels, options)
    if case .none = reduction { return rows }
    let sum = rows.sum(AxisSet.all.bits, keepDims: false)
    return divisor == 1 ? sum : .binary(.div, sum, divisor, scalarOnLeft: false)
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    guard point.isPlain(g) else {
      let general = WeightedCrossEntropy(
        targets: targets(), reduction: reduction, divisor: divisor, isNormalized: false)
      return general.gradients(g, at: point)
    }
    let x = point.value(0)
    if case .none = reduction {
      return Gradients(Tracked(constant: x.crossEntropyGradient(labels, options, factor: g.value, scale: 1)))
    }
    let scale = g.value.number / divisor
    return Gradients(Tracked(constant: x.crossEntropyGradient(labels, options, factor: nil, scale: scale)))
  }
}

/// The mean cross-entropy of logits [n, classes] and labels [n].
///
/// Traps where a label is not in 0..<classes, and names the label and its position; and for a smoothing outside 0...1.
public func crossEntropy<Scalar: FloatingScalar>(
  _ logits: Variable<Scalar>, _ labels: Tensor<Int32>
) -> Variable<Scalar> {
  crossEntropy(logits, labels, reduction: .mean)
}

/// −w[y] log softmax(x)[y] for logits x and labels y, then reduced; the mean is over the weights of the labels, as in
/// PyTorch.
///
/// - Parameters:
///   - logits: [classes], [n, classes], or [n, classes, …].
///   - labels: without the axis of classes: [], [n], or [n, …].
///   - reduction: how the losses of the elements become one figure.
///   - labelSmoothing: how much of each label is spread evenly over all classes (Szegedy et al. 2016).
///   - weight: one for each class.
///   - ignoreIndex: the label that does not count: the gradient of its row is 0, also where its logits are NaN.
///
/// Traps where a label is not in 0..<classes, and names the label and its position.
public func crossEntropy<Scalar: FloatingScalar>(
  _ logits: Variable<Scalar>, _ labels: Tensor<Int32>, reduction: LossReduction = .mean, labelSmoothing: Scalar = 0,
  weight: Tensor<Scalar>? = nil, ignoreIndex: Int32 = -100
) -> Variable<Scalar> {
  checkSmoothing(labelSmoothing.asDouble)
  let targets = LabelTargets(
    loss: "crossEntropy", smoothing: labelSmoothing, weight: weight, ignoreIndex: ignoreIndex)
  return targets.apply(to: logits, labels, reduction, isNormalized: false)
}

/// −Σ t log softmax(x) for logits x and probabilities t of the same shape, then reduced; the mean is over the rows.
///
/// Traps where the shapes differ, and for a smoothing outside 0...1.
public func crossEntropy<Scalar: FloatingScalar>(
  _ logits: Variable<Scalar>, probabilities: Tensor<Scalar>, reduction: LossReduction = .mean,
  labelSmoothing: Scalar = 0, weight: Tensor<Scalar>? = nil
) -> Variable<Scalar> {
  logits.mustMatch(probabilities.shape, "crossEntropy")
  checkSmoothing(labelSmoothing.asDouble)
  guard logits.rank > 0 else { fail("crossEntropy: a single number has no axis of classes") }
  let axis = Swift.min(1, logits.rank - 1)
  let rows = logits.classRows(axis)
  let classes = rows.shape[1]
  var targets = probabilities.moved(axis).reshaped(rows.shape)
  if labelSmoothing != 0 { targets = targets * (1 - labelSmoothing) + labelSmoothing / Scalar(classes) }
  if let weight { targets = targets * weight }
  let loss = WeightedCrossEntropy(
    targets: AnyTensor(targets), reduction: reduction,
    divisor: reduction.rowDivisor(weights: Double(rows.shape[0]), batch: logits.rank > 1 ? logits.shape[0] : 1),
    isNormalized: false)
  let result = Variable<Scalar>(loss.record(rows.tracked))
  guard case .none = reduction else { return result }
  return result.reshaped(Array(logits.shape[..<axis]) + Array(logits.shape[(axis + 1)...]))
}

/// The mean negative log-likelihood of log-probabilities [n, classes] and labels [n].
///
/// Traps where a label is not in 0..<classes, and names the label and its position.
public func nllLoss<Scalar: FloatingScalar>(
  _ logProbabilities: Variable<Scalar>, _ labels: Tensor<Int32>
) -> Variable<Scalar> {
  nllLoss(logProbabilities, labels, reduction: .mean)
}

/// −w[y] x[y] for log-probabilities x and labels y, then reduced; the mean is over the weights of the labels, as in
/// PyTorch. The shapes are those of `crossEntropy`.
///
/// Traps where a label is not in 0..<classes, and names the label and its position.
public func nllLoss<Scalar: FloatingScalar>(
  _ logProbabilities: Variable<Scalar>, _ labels: Tensor<Int32>, reduction: LossReduction = .mean,
  weight: Tensor<Scalar>? = nil, ignoreIndex: Int32 = -100
) -> Variable<Scalar> {
  let targets = LabelTargets(loss: "nllLoss", smoothing: 0, weight: weight, ignoreIndex: ignoreIndex)
  return targets.apply(to: logProbabilities, labels, reduction, isNormalized: true)
}

private func checkSmoothing(_ smoothing: Double) {
  guard smoothing >= 0, smoothing <= 1 else { fail("crossEntropy: labelSmoothing \(smoothing): 0...1 is needed") }
}
