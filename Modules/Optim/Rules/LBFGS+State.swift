import Autograd
import Tensor

extension LBFGS {
  /// What is kept from step to step, under the names that PyTorch gives it, and the settings; a list is counted:
  /// `0.old_dirs.3`.
  ///
  /// Traps when it is set to the state of other parameters.
  public var state: OptimizerState {
    get {
      var state = OptimizerState(numbers: ["0.n_iter": Double(iterations), "group.0.learning_rate": learningRate])
      let settings = [
        "max_iterations": Double(maxIterations), "max_evaluations": Double(maxEvaluations),
        "history_size": Double(historySize), "gradient_tolerance": gradientTolerance,
        "change_tolerance": changeTolerance, "strong_wolfe": lineSearch == .strongWolfe ? 1 : 0,
      ]
      for (name, value) in settings { state.numbers[OptimizerState.settingPrefix + name] = value }
      guard let direction, let lastGradient else { return state }
      (state.tensors["0.d"], state.tensors["0.prev_flat_grad"]) = (direction, lastGradient)
      (state.numbers["0.t"], state.numbers["0.H_diag"]) = (length, history.scale)
      for index in history.changes.indices {
        state.tensors["0.old_dirs.\(index)"] = history.changes[index]
        state.tensors["0.old_stps.\(index)"] = history.steps[index]
        state.numbers["0.ro.\(index)"] = history.inverses[index]
      }
      return state
    }
    set {
      guard accepts(newValue) else { fail("LBFGS.state: it is not that of an L-BFGS of these parameters") }
      iterations = Int(newValue.numbers["0.n_iter"] ?? 0)
      learningRate = newValue.numbers["group.0.learning_rate"] ?? learningRate
      maxIterations = newValue.setting("max_iterations").map { Int($0) } ?? maxIterations
      maxEvaluations = newValue.setting("max_evaluations").map { Int($0) } ?? maxEvaluations
      historySize = newValue.setting("history_size").map { Int($0) } ?? historySize
      gradientTolerance = newValue.setting("gradient_tolerance") ?? gradientTolerance
      changeTolerance = newValue.setting("change_tolerance") ?? changeTolerance
      lineSearch = newValue.flag("strong_wolfe").map { $0 ? .strongWolfe : .none } ?? lineSearch
      (direction, lastGradient) = (newValue.tensors["0.d"], newValue.tensors["0.prev_flat_grad"])
      length = newValue.numbers["0.t"] ?? 0
      history = CurvatureHistory()
      history.scale = newValue.numbers["0.H_diag"] ?? 1
      while let change = newValue.tensors["0.old_dirs.\(history.changes.count)"],
        let step = newValue.tensors["0.old_stps.\(history.changes.count)"],
        let inverse = newValue.numbers["0.ro.\(history.changes.count)"]
      {
        history.changes.append(change)
        history.steps.append(step)
        history.inverses.append(inverse)
      }
    }
  }

  /// Whether a state is one of an L-BFGS of as many numbers, so that it may be set.
  public func accepts(_ other: OptimizerState) -> Bool {
    let count = parameters.reduce(0) { $0 + $1.count }
    let isBegun = other.tensors["0.d"] != nil && other.tensors["0.prev_flat_grad"] != nil
    return other.numbers["0.n_iter"] != nil && (isBegun || other.tensors.isEmpty)
      && other.tensors.allSatisfy { $0.key.hasPrefix("0.") && $0.value.shape == [count] }
  }
}
