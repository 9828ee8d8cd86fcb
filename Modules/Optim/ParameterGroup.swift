public import Autograd
public import Tensor

/// Parameters that are trained with the same settings.
///
///     SGD([ParameterGroup([net.weight], weightDecay: 3), ParameterGroup([net.bias])], learningRate: 0.003)
///
/// What is not given is the optimizer's.
public struct ParameterGroup {
  /// The parameters.
  public let parameters: [Variable<Float>]
  var given: (learningRate: Double?, weightDecay: Double?, momentum: Double?)

  /// Parameters with settings of their own.
  public init(
    _ parameters: [Variable<Float>], learningRate: Double? = nil, weightDecay: Double? = nil, momentum: Double? = nil
  ) {
    self.parameters = parameters
    given = (learningRate, weightDecay, momentum)
  }

  /// How far a step goes.
  public var learningRate: Double {
    get { given.learningRate ?? 0 }
    set { given.learningRate = newValue }
  }
  /// How much of a parameter goes into its gradient, or, for AdamW, is taken off it.
  public var weightDecay: Double {
    get { given.weightDecay ?? 0 }
    set { given.weightDecay = newValue }
  }
  /// How much of the last steps goes on: the momentum, for Adam and AdamW β₁.
  public var momentum: Double {
    get { given.momentum ?? 0 }
    set { given.momentum = newValue }
  }

  /// The settings alone.
  var settings: GroupSettings {
    GroupSettings(learningRate: learningRate, weightDecay: weightDecay, momentum: momentum)
  }

  /// With an optimizer's settings where none are given, checked.
  func completed(_ optimizer: String, learningRate: Double, weightDecay: Double, momentum: Double) -> ParameterGroup {
    var result = self
    result.given = (
      given.learningRate ?? learningRate, given.weightDecay ?? weightDecay, given.momentum ?? momentum
    )
    requireSetting(result.learningRate >= 0, optimizer, "learningRate", result.learningRate, "0 or more is needed")
    requireSetting(result.weightDecay >= 0, optimizer, "weightDecay", result.weightDecay, "0 or more is needed")
    requireSetting(result.momentum >= 0, optimizer, "momentum", result.momentum, "0 or more is needed")
    return result
  }
}

/// The settings of a group, as an update reads them.
struct GroupSettings {
  let learningRate: Double, weightDecay: Double, momentum: Double
}
