public import Autograd
public import Tensor

/// Adagrad (Duchi, Hazan and Singer 2011): s ← s + g², p ← p − rate · g / (√s + epsilon), where the rate is
/// learningRate / (1 + (t − 1) · learningRateDecay). `weightDecay` · p is added to the gradient first.
///
/// Equals PyTorch's `Adagrad`.
public final class Adagrad: Optimizer {
  private var store: ParameterStore
  /// How much slower each step is.
  public private(set) var learningRateDecay: Double
  /// Where the sum of squares starts.
  public private(set) var initialAccumulator: Double
  /// What keeps the divisor from 0.
  public private(set) var epsilon: Double

  /// What is kept for each parameter.
  public static let slotNames = ["sum"]

  /// An optimizer of groups.
  ///
  /// Traps on negative settings.
  public init(
    _ groups: [ParameterGroup], learningRate: Double = 1e-2, learningRateDecay: Double = 0, weightDecay: Double = 0,
    initialAccumulator: Double = 0, epsilon: Double = 1e-10
  ) {
    requireSetting(learningRateDecay >= 0, "Adagrad", "learningRateDecay", learningRateDecay, "0 or more is needed")
    requireSetting(initialAccumulator >= 0, "Adagrad", "initialAccumulator", initialAccumulator, "0 or more is needed")
    requireSetting(epsilon >= 0, "Adagrad", "epsilon", epsilon, "0 or more is needed")
    store = ParameterStore("Adagrad", groups, learningRate: learningRate, weightDecay: weightDecay)
    (self.learningRateDecay, self.initialAccumulator) = (learningRateDecay, initialAccumulator)
    self.epsilon = epsilon
  }

  /// An optimizer of parameters.
  public convenience init<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], learningRate: Double = 1e-2, learningRateDecay: Double = 0,
    weightDecay: Double = 0, initialAccumulator: Double = 0, epsilon: Double = 1e-10
  ) {
    self.init(
      [ParameterGroup(parameters)], learningRate: learningRate, learningRateDecay: learningRateDecay,
      weightDecay: weightDecay, initialAccumulator: initialAccumulator, epsilon: epsilon)
  }

  /// The parameters with their settings.
  public var groups: ParameterGroups {
    get { store.groups }
    set { store.groups = newValue }
  }

  /// Takes one step.
  public func step() {
    let (decay, initial, epsilon) = (learningRateDecay, initialAccumulator, epsilon)
    store.update { value, gradient, slots, group in
      value.adagrad(
        gradient, &slots, rate: group.learningRate, rateDecay: decay, epsilon: epsilon,
        weightDecay: group.weightDecay, initial: initial)
    }
  }

  /// What is kept from step to step, and the settings.
  public var state: OptimizerState {
    get {
      let settings = [
        "learning_rate_decay": learningRateDecay, "initial_accumulator": initialAccumulator, "epsilon": epsilon,
      ]
      return store.state(Self.slotNames, settings)
    }
    set {
      store.restore(newValue, Self.slotNames)
      learningRateDecay = newValue.setting("learning_rate_decay") ?? learningRateDecay
      initialAccumulator = newValue.setting("initial_accumulator") ?? initialAccumulator
      epsilon = newValue.setting("epsilon") ?? epsilon
    }
  }
}
