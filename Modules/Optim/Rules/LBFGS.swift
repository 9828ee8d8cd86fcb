public import Autograd
public import Tensor

/// Limited-memory BFGS (Nocedal 1980): a quasi-Newton method for losses over all data at once.
///
///     let optimizer = LBFGS(model.parameters(), lineSearch: .strongWolfe)
///     for _ in 0..<20 { optimizer.step { mseLoss(model(x), y) } }
///
/// It evaluates the loss several times in a step, so a step takes a function that gives it; gradients are cleared and
/// computed by the optimizer. Equals PyTorch's `LBFGS`.
public final class LBFGS {
  /// How far a step goes along its direction.
  public enum LineSearch: Sendable {
    /// By the learning rate.
    case none
    /// So far that the strong Wolfe conditions hold.
    case strongWolfe
  }

  /// The parameters.
  public let parameters: [Variable<Float>]
  /// How far a step goes, or where the line search starts.
  public var learningRate: Double
  var maxIterations: Int, maxEvaluations: Int, historySize: Int
  var gradientTolerance: Double, changeTolerance: Double
  var lineSearch: LineSearch

  var iterations = 0
  var history = CurvatureHistory()
  var direction: Tensor<Float>?
  var length = 0.0
  var lastGradient: Tensor<Float>?

  /// An optimizer of parameters.
  ///
  /// - Parameters:
  ///   - parameters: what is fitted.
  ///   - learningRate: how far an iteration goes, or where the line search starts.
  ///   - maxIterations: of one step.
  ///   - maxEvaluations: of the loss in one step; 5/4 of `maxIterations` if left out.
  ///   - gradientTolerance: the greatest element of the gradient at which a step ends.
  ///   - changeTolerance: the change of loss or parameters at which a step ends.
  ///   - historySize: how many changes are remembered.
  ///   - lineSearch: how the length of an iteration is found.
  public init(
    _ parameters: [Variable<Float>], learningRate: Double = 1, maxIterations: Int = 20, maxEvaluations: Int? = nil,
    gradientTolerance: Double = 1e-7, changeTolerance: Double = 1e-9, historySize: Int = 100,
    lineSearch: LineSearch = .none
  ) {
    requireSetting(learningRate >= 0, "LBFGS", "learningRate", learningRate, "0 or more is needed")
    guard !parameters.isEmpty else { fail("LBFGS: no parameters") }
    self.parameters = parameters
    self.learningRate = learningRate
    self.maxIterations = maxIterations
    self.maxEvaluations = maxEvaluations ?? maxIterations * 5 / 4
    self.historySize = historySize
    (self.gradientTolerance, self.changeTolerance) = (gradientTolerance, changeTolerance)
    self.lineSearch = lineSearch
  }

  /// Takes one step of several iterations.
  ///
  /// - Returns: the loss before it.
  @discardableResult
  public func step(_ loss: () -> Variable<Float>) -> Double {
    var (value, gradient) = evaluate(loss)
    let first = value
    var evaluations = 1
    if gradient.greatest <= gradientTolerance { return first }
    for iteration in 1...Swift.max(maxIterations, 1) {
      let d = nextDirection(gradient)
      let before = value
      length = iterations == 1 ? Swift.min(1, 1 / Double(abs(gradient).sum().item())) * learningRate : learningRate
      let slope = gradient.dotted(d)
      if slope > -changeTolerance { break }
      switch lineSearch {
      case .strongWolfe:
        let (found, count) = withoutActuallyEscaping(loss) { loss in
          let start = parameters.map(\.value)
          var search = WolfeSearch(direction: d, loss: value, gradient: gradient, slope: slope) { t in
            self.move(by: t, d)
            let result = self.evaluate(loss)
            for (parameter, value) in zip(self.parameters, start) { parameter.value = value }
            return result
          }
          let found = search.run(from: length, tolerance: changeTolerance, limit: maxEvaluations - evaluations)
          return (found, search.evaluations)
        }
        (value, gradient, length) = (found.loss, found.gradient, found.length)
        evaluations += count
        move(by: length, d)
      case .none:
        move(by: length, d)
        if iteration != maxIterations {
          (value, gradient) = evaluate(loss)
          evaluations += 1
        }
      }
      if iteration == maxIterations || evaluations >= maxEvaluations || gradient.greatest <= gradientTolerance { break }
      if d.greatest * length <= changeTolerance || Swift.abs(value - before) < changeTolerance { break }
    }
    return first
  }

  /// −H · gradient, H the inverse Hessian as far as it is known.
  private func nextDirection(_ gradient: Tensor<Float>) -> Tensor<Float> {
    iterations += 1
    if let direction, let lastGradient {
      history.add(change: gradient - lastGradient, step: direction * Float(length), limit: historySize)
      self.direction = history.applied(to: gradient)
    } else {
      direction = -gradient
    }
    lastGradient = gradient
    return direction!
  }

  private func evaluate(_ loss: () -> Variable<Float>) -> (Double, Tensor<Float>) {
    for parameter in parameters { parameter.zeroGrad() }
    let value = loss()
    value.backward()
    let parts = parameters.map { ($0.grad ?? .zeros($0.shape)).flattened() }
    return (Double(value.item()), Tensor.concat(parts, axis: 0))
  }

  private func move(by length: Double, _ direction: Tensor<Float>) {
    var start = 0
    for parameter in parameters {
      let count = parameter.count
      parameter.value += direction[start..<(start + count)].reshaped(parameter.shape) * Float(length)
      start += count
    }
  }
}

extension Tensor where Scalar == Float {
  func dotted(_ other: Tensor) -> Double { Double((self * other).sum().item()) }
  /// The greatest magnitude.
  var greatest: Double { count == 0 ? 0 : Double(abs(self).max().item()) }
}
