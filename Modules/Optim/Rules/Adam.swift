public import Autograd
public import Tensor

/// Adam (Kingma and Ba 2015): m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
/// p ← p − learningRate · m̂ / (√v̂ + epsilon), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ). `weightDecay` · p is
/// added to the gradient first; with `amsgrad` the greatest v so far is used.
///
/// Equals PyTorch's `Adam`.
public final class Adam: Optimizer {
  private var rule: AdamRule

  /// An optimizer of groups; a group's momentum is its β₁.
  ///
  /// Traps on negative settings and on a β that is not below 1.
  public init(
    _ groups: [ParameterGroup], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false
  ) {
    rule = AdamRule(
      "Adam", groups, learningRate, betas, epsilon, weightDecay, isDecoupled: false, keepsGreatest: amsgrad)
  }

  /// An optimizer of parameters.
  public convenience init<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, amsgrad: amsgrad)
  }

  /// The parameters with their settings.
  public var groups: ParameterGroups {
    get { rule.store.groups }
    set { rule.store.groups = newValue }
  }

  /// What is kept for each parameter: both moments, and the greatest second one.
  public static let slotNames = AdamRule.slotNames

  /// Takes one step.
  public func step() { rule.step() }

  /// What is kept from step to step, and the settings.
  public var state: OptimizerState {
    get { rule.state }
    set { rule.state = newValue }
  }
}

/// Adam with weight decay that does not go through the gradient (Loshchilov and Hutter 2019):
/// p ← p − learningRate · weightDecay · p, then as `Adam`.
///
/// Equals PyTorch's `AdamW`.
public final class AdamW: Optimizer {
  private var rule: AdamRule

  /// An optimizer of groups; a group's momentum is its β₁.
  ///
  /// Traps on negative settings and on a β that is not below 1.
  public init(
    _ groups: [ParameterGroup], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2, amsgrad: Bool = false
  ) {
    rule = AdamRule(
      "AdamW", groups, learningRate, betas, epsilon, weightDecay, isDecoupled: true, keepsGreatest: amsgrad)
  }

  /// An optimizer of parameters.
  public convenience init<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2, amsgrad: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, amsgrad: amsgrad)
  }

  /// The parameters with their settings.
  public var groups: ParameterGroups {
    get { rule.store.groups }
    set { rule.store.groups = newValue }
  }

  /// What is kept for each parameter: both moments, and the greatest second one.
  public static let slotNames = AdamRule.slotNames

  /// Takes one step.
  public func step() { rule.step() }

  /// What is kept from step to step, and the settings.
  public var state: OptimizerState {
    get { rule.state }
    set { rule.state = newValue }
  }
}

/// What Adam and AdamW share.
private struct AdamRule {
  var store: ParameterStore
  private var beta2: Double
  private var epsilon: Double
  private let isDecoupled: Bool
  private var keepsGreatest: Bool

  static let slotNames = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]

  init(
    _ name: String, _ groups: [ParameterGroup], _ learningRate: Double, _ betas: (Double, Double), _ epsilon: Double,
    _ weightDecay: Double, isDecoupled: Bool, keepsGreatest: Bool
  ) {
    for (index, beta) in [betas.0, betas.1].enumerated() {
      requireSetting(beta >= 0 && beta < 1, name, "beta \(index + 1)", beta, "0 or more and below 1 is needed")
    }
    requireSetting(epsilon >= 0, name, "epsilon", epsilon, "0 or more is needed")
    store = ParameterStore(
      name, groups, learningRate: learningRate, weightDecay: weightDecay, momentum: betas.0)
    (beta2, self.epsilon) = (betas.1, epsilon)
    (self.isDecoupled, self.keepsGreatest) = (isDecoupled, keepsGreatest)
  }

  var state: OptimizerState {
    get {
      store.state(Self.slotNames, ["beta2": beta2, "epsilon": epsilon, "amsgrad": keepsGreatest ? 1 : 0])
    }
    set {
      store.restore(newValue, Self.slotNames)
      beta2 = newValue.setting("beta2") ?? beta2
      epsilon = newValue.setting("epsilon") ?? epsilon
      keepsGreatest = newValue.flag("amsgrad") ?? keepsGreatest
    }
  }

  mutating func step() {
    let (beta2, epsilon, isDecoupled, keepsGreatest) = (beta2, epsilon, isDecoupled, keepsGreatest)
    store.update { value, gradient, slots, group in
      value.adam(
        gradient, &slots, rate: group.learningRate, beta1: group.momentum, beta2: beta2, epsilon: epsilon,
        weightDecay: group.weightDecay, isDecoupled: isDecoupled, keepsGreatest: keepsGreatest)
    }
  }
}
