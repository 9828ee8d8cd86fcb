import Autograd
import Tensor
import Testing

@Suite struct LossTests {
  private var logits: Variable<Double> { Variable([[1, 2, 0.5], [0.1, -1, 3], [2, 2, 2], [0, 1, -1]]) }
  private let labels: Tensor<Int32> = [1, 2, 0, 1]

  @Test func lossesAreFunctions() {
    let loss: (Variable<Float>, Tensor<Int32>) -> Variable<Float> = crossEntropy
    let regression: [(Variable<Float>, Tensor<Float>) -> Variable<Float>] = [
      mseLoss, l1Loss, huberLoss, bceWithLogits, klDivergence,
    ]
    let likelihood: (Variable<Float>, Tensor<Int32>) -> Variable<Float> = nllLoss
    #expect(loss(Variable([[0, 0]]), [1]).item() == likelihood(logSoftmax(Variable([[0, 0]]), axis: 1), [1]).item())
    for loss in regression { #expect(loss(Variable([0.5]), [1]).shape == []) }
  }

  /// Values and gradients of PyTorch, where a probability is 0 or 1 too.
  @Test func binaryCrossEntropyOfProbabilities() throws {
    let x = Variable(Tensor<Double>([0.125, 0.875, 0, 1, 0.5, 0, 1]))
    let t = Tensor<Double>([0, 1, 0, 1, 0.25, 1, 0])
    let each = binaryCrossEntropy(x, t, reduction: .none).value
    let wanted: [Double] = [0.13353139262452263, 0.13353139262452263, 0, 0, 0.6931471805599453, 100, 100]
    #expect(each.allClose(Tensor(wanted), rtol: 1e-14))
    let loss = binaryCrossEntropy(x, t)
    loss.backward()
    #expect(Swift.abs(loss.item() - 28.708601423686996) < 1e-13)
    let slopes: [Double] = [
      0.16326530612244897, -0.16326530612244897, 0, 0, 0.14285714285714285, -142857143427.97183, 142857143427.97183,
    ]
    #expect(x.grad!.allClose(Tensor(slopes), rtol: 1e-9))
    let (p, weight) = (Tensor<Double>([[0.2, 0.7], [0.4, 0.9]]), Tensor<Double>([1, 3]))
    try gradientCheck([p], order: 2) { v in
      binaryCrossEntropy(sigmoid(v[0]), [[0, 1], [0.5, 0.2]], reduction: .sum, weight: weight)
    }
    // As of logits, where those of the probabilities are known.
    let logits = Tensor<Double>([[-2, 0.3], [4, 0]]), target = Tensor<Double>([[0, 1], [0.3, 0.8]])
    let (a, b) = (binaryCrossEntropy(Variable(sigmoid(logits)), target), bceWithLogits(Variable(logits), target))
    #expect(Swift.abs(a.item() - b.item()) < 1e-14)
  }

  @Test func whatIsNoProbabilityIsSaid() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = binaryCrossEntropy(Variable(Tensor<Float>([0.5, 1.5])), [0, 1])
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("binaryCrossEntropy: element 1 is 1.5: probabilities in 0...1 are needed"))
  }

  @Test func labelsThatAllDoNotCountGiveNoGradient() {
    // As in PyTorch: the mean is 0 / 0, and nothing goes back.
    let x = Variable(logSoftmax(logits.value, axis: 1)), labels: Tensor<Int32> = [-100, -100, -100, -100]
    for loss in [crossEntropy(x, labels), nllLoss(x, labels)] {
      x.zeroGrad()
      #expect(loss.item().isNaN)
      loss.backward()
      #expect(x.grad?.scalars == Array(repeating: 0, count: 12))
    }
  }

  @Test func crossEntropyIsLikelihoodOfLogSoftmax() {
    for reduction in [LossReduction.mean, .sum, .none, .batchMean] {
      let fused = crossEntropy(logits, labels, reduction: reduction)
      let composed = nllLoss(logSoftmax(logits, axis: 1), labels, reduction: reduction)
      #expect(fused.value.allClose(composed.value, rtol: 1e-12))
    }
  }

  @Test(arguments: [LossReduction.mean, .sum, .none, .batchMean], [0, 0.3])
  func crossEntropyDerivatives(_ reduction: LossReduction, _ smoothing: Double) throws {
    let labels: Tensor<Int32> = [1, 7, 0, 1]
    let weight: Tensor<Double> = [0.5, 2, 1.5]
    for weight in [nil, weight] {
      try gradientCheck([logits.value], order: 2) {
        crossEntropy(
          $0[0], labels, reduction: reduction, labelSmoothing: smoothing, weight: weight, ignoreIndex: 7)
      }
      try gradientCheck([logits.value], order: 2) {
        nllLoss(logSoftmax($0[0], axis: 1), labels, reduction: reduction, weight: weight, ignoreIndex: 7)
      }
      try gradientCheck([logits.value], order: 2) {
        crossEntropy(
          $0[0], probabilities: softmax(logits.value * 0.7, axis: 1), reduction: reduction,
          labelSmoothing: smoothing, weight: weight)
      }
    }
  }

  @Test func labelsAsProbabilities() {
    let rows = Tensor<Double>.oneHot(labels, classes: 3)
    let byLabel = crossEntropy(logits, labels, labelSmoothing: 0.2)
    let byRow = crossEntropy(logits, probabilities: rows, labelSmoothing: 0.2)
    #expect(abs(byLabel.item() - byRow.item()) < 1e-12)
  }

  @Test func classesOnTheSecondAxis() throws {
    var rng = RandomGenerator(seed: 2)
    let x = Tensor<Double>.normal([2, 3, 4], using: &rng)
    let y = Tensor<Int32>.randint([2, 4], in: 0..<3, using: &rng)
    let flat = crossEntropy(Variable(x.permuted(0, 2, 1).reshaped(8, 3)), y.flattened(), reduction: .none)
    let images = crossEntropy(Variable(x), y, reduction: .none)
    #expect(images.shape == [2, 4])
    #expect(images.value.flattened().allClose(flat.value))
    try gradientCheck([x]) { crossEntropy($0[0], y) }
    #expect(crossEntropy(Variable<Double>([1, 2, 3]), Tensor<Int32>(2)).shape == [])
  }

  @Test func hugeAndMaskedLogits() {
    let x = Variable(Tensor<Float>([[1000, 0], [-1000, 1000]]))
    let loss = crossEntropy(x, [0, 0], reduction: .none)
    #expect(loss.value == [0, 2000])
    loss.backward()
    #expect(x.grad! == [[0, 0], [-1, 1]])
    let masked = Variable(Tensor<Float>([[1, -Float.infinity]]))
    let result = crossEntropy(masked, [0])
    result.backward()
    #expect(result.item() == 0)
    #expect(masked.grad! == [[0, 0]])
  }

  @Test func everyLabelIgnored() {
    #expect(crossEntropy(logits, Tensor<Int32>.full([4], -100)).item().isNaN)
    #expect(crossEntropy(logits, Tensor<Int32>.full([4], -100), reduction: .sum).item() == 0)
  }

  @Test func labelsOutsideStopWithTheirPlace() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(Variable(Tensor<Float>.zeros([3, 2])), [0, 1, 2])
    }
    let text = result.message
    #expect(text.contains("label 2 at position 2"))
    await #expect(processExitsWith: .failure) {
      _ = nllLoss(Variable(Tensor<Float>.zeros([3, 2])), [0, -1, 1])
    }
  }

  @Test func shapesThatWouldBroadcastStop() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = mseLoss(Variable(Tensor<Float>.zeros([4, 1])), Tensor<Float>.zeros([4]))
    }
    #expect(result.message.contains("[4, 1] and target [4]"))
    await #expect(processExitsWith: .failure) {
      _ = bceWithLogits(Variable(Tensor<Float>.zeros([4, 1])), Tensor<Float>.zeros([4]))
    }
  }

  @Test func dropoutKeepsTheMean() {
    var rng = RandomGenerator(seed: 5)
    let x = Variable(Tensor<Float>.ones([10_000]))
    let y = dropout(x, probability: 0.2, using: &rng)
    #expect(abs(y.value.mean().item() - 1) < 0.03)
    y.backward()
    #expect(x.grad! == y.value)
    #expect(dropout(x, probability: 1, using: &rng).value == .zeros([10_000]))
    #expect(dropout(x, probability: 0, using: &rng).value == x.value)
  }

  @Test func layerNormDerivatives() throws {
    var rng = RandomGenerator(seed: 6)
    let x = Tensor<Double>.normal([2, 3, 4], using: &rng)
    for shape: Shape in [[4], [3, 4]] {
      let w = Tensor<Double>.normal(shape, using: &rng), b = Tensor<Double>.normal(shape, using: &rng)
      try gradientCheck([x, w, b], order: 2, rtol: 1e-5) {
        layerNorm($0[0], shape: shape, weight: $0[1], bias: $0[2])
      }
      try gradientCheck([x], order: 2, rtol: 1e-5) { layerNorm($0[0], shape: shape) }
      try gradientCheck([x, b], order: 2, rtol: 1e-5) { layerNorm($0[0], shape: shape, bias: $0[1]) }
    }
  }

  @Test func embeddingsAddUp() {
    let table = Variable<Float>([[1, 2], [3, 4], [5, 6]])
    let rows = embedding([[0, 2], [0, 0]], weight: table)
    #expect(rows.value == [[[1, 2], [5, 6]], [[1, 2], [1, 2]]])
    rows.backward()
    #expect(table.grad! == [[3, 3], [0, 0], [1, 1]])
  }

  /// The mean over no label is no number, and yet nothing moves it, as in PyTorch.
  @Test func labelsThatAreAllIgnored() {
    let labels = Tensor<Int32>.full([2], -100)
    for isGraph in [false, true] {
      let x = Variable<Double>([[1, 2, 3], [4, 5, 6]]), y = Variable<Double>([[1, 2, 3], [4, 5, 6]])
      let losses = [crossEntropy(x, labels), nllLoss(y, labels)]
      for loss in losses {
        #expect(loss.item().isNaN)
        loss.backward(createGraph: isGraph)
      }
      #expect(x.grad! == .zeros([2, 3]))
      #expect(y.grad! == .zeros([2, 3]))
    }
  }
}
