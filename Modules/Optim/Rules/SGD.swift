public import Autograd
public import Tensor

/// Stochastic gradient descent: p ← p − learningRate · v, where v is the gradient g, or with momentum μ a velocity
/// v ← μ v + (1 − dampening) g; Nesterov's uses g + μ v. `weightDecay` · p is added to the gradient first.
///
/// Equals PyTorch's `SGD`, whose velocity starts at the first gradient.
public final class SGD: Optimizer {
  private var store: ParameterStore
  /// How much of the gradient the velocity leaves out.
  public private(set) var dampening: Double
  /// Whether the gradient is taken ahead.
  public private(set) var isNesterov: Bool

  /// What is kept for each parameter: the velocity.
  public static let slotNames = ["momentum_buffer"]

  /// An optimizer of groups.
  ///
  /// Traps on negative settings, and on Nesterov's momentum with dampening or without momentum.
  public init(
    _ groups: [ParameterGroup], learningRate: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0, nesterov: Bool = false
  ) {
    store = ParameterStore(
      "SGD", groups, learningRate: learningRate, weightDecay: weightDecay, momentum: momentum)
    self.dampening = dampening
    isNesterov = nesterov
    if nesterov && (momentum <= 0 || dampening != 0) {
      fail("SGD: nesterov needs momentum above 0 and dampening 0, not \(momentum) and \(dampening)")
    }
  }

  /// An optimizer of parameters.
  public convenience init<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], learningRate: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0, nesterov: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], learningRate: learningRate, momentum: momentum, dampening: dampening,
      weightDecay: weightDecay, nesterov: nesterov)
  }

  /// The parameters with their settings.
  public var groups: ParameterGroups {
    get { store.groups }
    set { store.groups = newValue }
  }

  /// Takes one step.
  public func step() {
    let (dampening, isNesterov) = (dampening, isNesterov)
    store.update { value, gradient, slots, group in
      value.descend(
        gradient, &slots, rate: group.learningRate, weightDecay: group.weightDecay, momentum: group.momentum,
        dampening: dampening, isNesterov: isNesterov)
    }
  }

  /// What is kept from step to step, and the settings.
  public var state: OptimizerState {
    get { store.state(Self.slotNames, ["dampening": dampening, "nesterov": isNesterov ? 1 : 0]) }
    set {
      store.restore(newValue, Self.slotNames)
      dampening = newValue.setting("dampening") ?? dampening
      isNesterov = newValue.flag("nesterov") ?? isNesterov
    }
  }
}
