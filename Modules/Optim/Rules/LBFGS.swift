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

  /// How far a step goes, or where the line search starts.
  public var learningRate: Double
  private let all: [AnyParameter]
  private let iterations: any QuasiNewton
  private var settings: QuasiNewtonSettings

  /// An optimizer of parameters.
  ///
  /// Traps where there are none or one is there twice, on a negative rate, and on limits below 1.
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
  public init<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], learningRate: Double = 1, maxIterations: Int = 20, maxEvaluations: Int? = nil,
    gradientTolerance: Double = 1e-7, changeTolerance: Double = 1e-9, historySize: Int = 100,
    lineSearch: LineSearch = .none
  ) {
    requireSetting(learningRate >= 0, "LBFGS", "learningRate", learningRate, "0 or more is needed")
    requireSetting(maxIterations >= 1, "LBFGS", "maxIterations", Double(maxIterations), "1 or more is needed")
    requireSetting(historySize >= 1, "LBFGS", "historySize", Double(historySize), "1 or more is needed")
    guard !parameters.isEmpty else { fail("LBFGS: no parameters") }
    all = anyParameters(parameters, "LBFGS")
    var seen = Set<ObjectIdentifier>()
    for parameter in all where !seen.insert(parameter.id).inserted {
      fail("LBFGS: \(parameter.title) is there twice")
    }
    iterations = QuasiNewtonIterations(parameters)
    self.learningRate = learningRate
    let (most, isTooMany) = maxIterations.addingReportingOverflow(maxIterations / 4)
    settings = QuasiNewtonSettings(
      maxIterations: maxIterations, maxEvaluations: maxEvaluations ?? (isTooMany ? Int.max : most),
      historySize: historySize, gradientTolerance: gradientTolerance, changeTolerance: changeTolerance,
      isStrongWolfe: lineSearch == .strongWolfe)
  }

  /// The parameters of `Float`: all of them, or none.
  public var parameters: [Variable<Float>] { parameters(of: Float.self) }

  /// The parameters of a type: all of them, or none.
  public func parameters<Scalar: FloatingScalar>(of scalar: Scalar.Type) -> [Variable<Scalar>] {
    all.compactMap { $0.variable() }
  }

  /// Takes one step of several iterations.
  ///
  /// Traps where a parameter was given a value of another shape since the last step.
  ///
  /// - Returns: the loss before it.
  @discardableResult
  public func step<Scalar: FloatingScalar>(_ loss: () -> Variable<Scalar>) -> Double {
    iterations.step(settings, learningRate: learningRate) {
      let value = loss()
      value.backward()
      return Double(value.item())
    }
  }

  /// What is kept from step to step, under the names that PyTorch gives it, and the settings; a list is counted:
  /// `0.old_dirs.3`.
  ///
  /// Traps when it is set to the state of other parameters.
  public var state: OptimizerState {
    get {
      var state = OptimizerState(numbers: ["group.0.learning_rate": learningRate])
      let own = [
        "max_iterations": Double(settings.maxIterations), "max_evaluations": Double(settings.maxEvaluations),
        "history_size": Double(settings.historySize), "gradient_tolerance": settings.gradientTolerance,
        "change_tolerance": settings.changeTolerance, "strong_wolfe": settings.isStrongWolfe ? 1 : 0,
      ]
      for (name, value) in own { state.numbers[OptimizerState.settingPrefix + name] = value }
      iterations.write(to: &state)
      return state
    }
    set {
      guard accepts(newValue) else { fail("LBFGS.state: it is not that of an L-BFGS of these parameters") }
      learningRate = newValue.numbers["group.0.learning_rate"] ?? learningRate
      settings.maxIterations = newValue.limit("max_iterations") ?? settings.maxIterations
      settings.maxEvaluations = newValue.limit("max_evaluations") ?? settings.maxEvaluations
      settings.historySize = newValue.limit("history_size") ?? settings.historySize
      settings.gradientTolerance = newValue.setting("gradient_tolerance") ?? settings.gradientTolerance
      settings.changeTolerance = newValue.setting("change_tolerance") ?? settings.changeTolerance
      settings.isStrongWolfe = newValue.flag("strong_wolfe") ?? settings.isStrongWolfe
      iterations.read(from: newValue)
    }
  }

  /// Whether a state is one of an L-BFGS of as many numbers, so that it may be set.
  public func accepts(_ other: OptimizerState) -> Bool {
    ["max_iterations", "history_size"].allSatisfy { other.setting($0) == nil || (other.limit($0) ?? 0) >= 1 }
      && iterations.accepts(other)
  }
}

extension OptimizerState {
  /// A setting that counts something.
  fileprivate func limit(_ name: String) -> Int? { count(Self.settingPrefix + name) }
}
