import Autograd
import Tensor

/// The settings of an L-BFGS.
struct QuasiNewtonSettings {
  var maxIterations: Int, maxEvaluations: Int, historySize: Int
  var gradientTolerance: Double, changeTolerance: Double
  var isStrongWolfe: Bool
}

/// The iterations of an L-BFGS on parameters of one type.
protocol QuasiNewton: AnyObject {
  /// One step, given what computes the loss and its gradients.
  func step(_ settings: QuasiNewtonSettings, learningRate: Double, _ loss: () -> Double) -> Double
  /// What is kept from step to step, added to a state.
  func write(to state: inout OptimizerState)
  /// Takes over what `write` added to a state that was accepted.
  func read(from state: OptimizerState)
  /// Whether what a state holds is of as many numbers of the same type.
  func accepts(_ state: OptimizerState) -> Bool
}

/// See `QuasiNewton`.
final class QuasiNewtonIterations<Scalar: FloatingScalar>: QuasiNewton {
  private let parameters: [Variable<Scalar>]
  private var iterations = 0
  private var history = CurvatureHistory<Scalar>()
  private var direction: Tensor<Scalar>?
  private var length = 0.0
  private var lastGradient: Tensor<Scalar>?
  /// The shapes of the parameters when `direction` was made.
  private var shapes: [Shape] = []

  init(_ parameters: [Variable<Scalar>]) { self.parameters = parameters }

  func step(_ settings: QuasiNewtonSettings, learningRate: Double, _ loss: () -> Double) -> Double {
    checkShapes()
    var (value, gradient) = evaluate(loss)
    let first = value
    var evaluations = 1
    if gradient.greatest <= settings.gradientTolerance { return first }
    for iteration in 1...settings.maxIterations {
      let d = nextDirection(gradient, settings.historySize)
      let before = value
      length = iterations == 1 ? Swift.min(1, 1 / Double(abs(gradient).sum().item())) * learningRate : learningRate
      let slope = gradient.dotted(d)
      if slope > -settings.changeTolerance { break }
      if settings.isStrongWolfe {
        let (found, count) = withoutActuallyEscaping(loss) { loss in
          let start = parameters.map(\.value)
          var search = WolfeSearch(direction: d, loss: value, gradient: gradient, slope: slope) { t in
            self.move(by: t, d)
            let result = self.evaluate(loss)
            for (parameter, value) in zip(self.parameters, start) { parameter.value = value }
            return result
          }
          let found = search.run(
            from: length, tolerance: settings.changeTolerance, limit: settings.maxEvaluations - evaluations)
          return (found, search.evaluations)
        }
        (value, gradient, length) = (found.loss, found.gradient, found.length)
        evaluations += count
        move(by: length, d)
      } else {
        move(by: length, d)
        if iteration != settings.maxIterations {
          (value, gradient) = evaluate(loss)
          evaluations += 1
        }
      }
      if iteration == settings.maxIterations || evaluations >= settings.maxEvaluations { break }
      if gradient.greatest <= settings.gradientTolerance { break }
      if d.greatest * length <= settings.changeTolerance || Swift.abs(value - before) < settings.changeTolerance {
        break
      }
    }
    return first
  }

  /// −H · gradient, H the inverse Hessian as far as it is known.
  private func nextDirection(_ gradient: Tensor<Scalar>, _ historySize: Int) -> Tensor<Scalar> {
    iterations += 1
    let next: Tensor<Scalar>
    if let direction, let lastGradient {
      history.add(change: gradient - lastGradient, step: direction * Scalar(length), limit: historySize)
      next = history.applied(to: gradient)
    } else {
      next = -gradient
    }
    (direction, lastGradient, shapes) = (next, gradient, parameters.map(\.shape))
    return next
  }

  private func checkShapes() {
    guard direction != nil else { return }
    for (parameter, shape) in zip(parameters, shapes) where parameter.shape != shape {
      fail(
        "LBFGS.step: \(AnyParameter(parameter)?.title ?? "") had shape \(shape) at the last step, and what is kept for it "
          + "still has: make a new optimizer, or a new parameter")
    }
  }

  private func evaluate(_ loss: () -> Double) -> (Double, Tensor<Scalar>) {
    for parameter in parameters { parameter.zeroGrad() }
    let value = loss()
    let parts = parameters.map { ($0.grad ?? .zeros($0.shape)).flattened() }
    return (value, Tensor.concat(parts, axis: 0))
  }

  private func move(by length: Double, _ direction: Tensor<Scalar>) {
    var start = 0
    for parameter in parameters {
      let count = parameter.count
      parameter.value += direction[start..<(start + count)].reshaped(parameter.shape) * Scalar(length)
      start += count
    }
  }
}

extension QuasiNewtonIterations {
  func write(to state: inout OptimizerState) {
    state.numbers["0.n_iter"] = Double(iterations)
    guard let direction, let lastGradient else { return }
    keep(direction, "0.d", &state)
    keep(lastGradient, "0.prev_flat_grad", &state)
    (state.numbers["0.t"], state.numbers["0.H_diag"]) = (length, history.scale)
    for index in history.changes.indices {
      keep(history.changes[index], "0.old_dirs.\(index)", &state)
      keep(history.steps[index], "0.old_stps.\(index)", &state)
      state.numbers["0.ro.\(index)"] = history.inverses[index]
    }
  }

  func read(from state: OptimizerState) {
    func kept(_ name: String) -> Tensor<Scalar>? { state.kept(name, Scalar.scalarType)?.tensor() }
    iterations = state.count("0.n_iter") ?? 0
    (direction, lastGradient) = (kept("0.d"), kept("0.prev_flat_grad"))
    shapes = parameters.map(\.shape)
    length = state.numbers["0.t"] ?? 0
    history = CurvatureHistory()
    history.scale = state.numbers["0.H_diag"] ?? 1
    while let change = kept("0.old_dirs.\(history.changes.count)"),
      let step = kept("0.old_stps.\(history.changes.count)"),
      let inverse = state.numbers["0.ro.\(history.changes.count)"]
    {
      history.changes.append(change)
      history.steps.append(step)
      history.inverses.append(inverse)
    }
  }

  func accepts(_ state: OptimizerState) -> Bool {
    let type = Scalar.scalarType, count = parameters.reduce(0) { $0 + $1.count }
    let names = type == .double ? Array(state.doubles.keys) : Array(state.tensors.keys)
    let others = type == .double ? state.tensors.count : state.doubles.count
    let isBegun = names.contains("0.d") && names.contains("0.prev_flat_grad")
    return state.count("0.n_iter") != nil && others == 0 && (isBegun || names.isEmpty)
      && names.allSatisfy { $0.hasPrefix("0.") && state.kept($0, type)?.shape == [count] }
  }

  private func keep(_ tensor: Tensor<Scalar>, _ name: String, _ state: inout OptimizerState) {
    if Scalar.scalarType == .double {
      state.doubles[name] = AnyTensor(tensor).tensor()
    } else {
      state.tensors[name] = AnyTensor(tensor).tensor()
    }
  }
}
