public import Autograd
public import Tensor

/// RMSprop (Tieleman and Hinton 2012): s ← α s + (1 − α) g², p ← p − learningRate · g / (√s + epsilon); `centered`
/// subtracts the squared mean gradient from s, and momentum gathers the moves. `weightDecay` · p is added to the
/// gradient first.
///
/// Equals PyTorch's `RMSprop`.
public final class RMSprop: Optimizer {
  private var store: ParameterStore
  /// How slowly the mean square forgets.
  public private(set) var alpha: Double
  /// What keeps the divisor from 0.
  public private(set) var epsilon: Double
  /// Whether the variance is used instead of the mean square.
  public private(set) var isCentered: Bool

  /// What is kept for each parameter.
  public static let slotNames = ["square_avg", "momentum_buffer", "grad_avg"]

  /// An optimizer of groups.
  ///
  /// Traps on negative settings.
  public init(
    _ groups: [ParameterGroup], learningRate: Double = 1e-2, alpha: Double = 0.99, epsilon: Double = 1e-8,
    weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false
  ) {
    requireSetting(alpha >= 0, "RMSprop", "alpha", alpha, "0 or more is needed")
    requireSetting(epsilon >= 0, "RMSprop", "epsilon", epsilon, "0 or more is needed")
    store = ParameterStore(
      "RMSprop", groups, learningRate: learningRate, weightDecay: weightDecay, momentum: momentum)
    (self.alpha, self.epsilon, isCentered) = (alpha, epsilon, centered)
  }

  /// An optimizer of parameters.
  public convenience init<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], learningRate: Double = 1e-2, alpha: Double = 0.99, epsilon: Double = 1e-8,
    weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], learningRate: learningRate, alpha: alpha, epsilon: epsilon,
      weightDecay: weightDecay, momentum: momentum, centered: centered)
  }

  /// The parameters with their settings.
  public var groups: ParameterGroups {
    get { store.groups }
    set { store.groups = newValue }
  }

  /// Takes one step.
  public func step() {
    let (alpha, epsilon, isCentered) = (alpha, epsilon, isCentered)
    store.update { value, gradient, slots, group in
      value.rmsprop(
        gradient, &slots, rate: group.learningRate, alpha: alpha, epsilon: epsilon, weightDecay: group.weightDecay,
        momentum: group.momentum, isCentered: isCentered)
    }
  }

  /// What is kept from step to step, and the settings.
  public var state: OptimizerState {
    get { store.state(Self.slotNames, ["alpha": alpha, "epsilon": epsilon, "centered": isCentered ? 1 : 0]) }
    set {
      store.restore(newValue, Self.slotNames)
      alpha = newValue.setting("alpha") ?? alpha
      epsilon = newValue.setting("epsilon") ?? epsilon
      isCentered = newValue.flag("centered") ?? isCentered
    }
  }
}
