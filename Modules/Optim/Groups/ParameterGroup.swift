public import Autograd
public import Tensor

/// Parameters that are trained with the same settings.
///
///     SGD([ParameterGroup([net.weight], weightDecay: 3), ParameterGroup([net.bias])], learningRate: 0.003)
///
/// What is not given is the optimizer's. A group is of `Float` or of `Double`; an optimizer may have groups of both.
public struct ParameterGroup {
  /// The parameters, with an identity by which an optimizer sees that a group is still the same.
  final class Members {
    let all: [AnyParameter]
    init(_ all: [AnyParameter]) { self.all = all }
  }

  let members: Members
  var given: (learningRate: Double?, weightDecay: Double?, momentum: Double?)

  /// The rate that schedules start from: that of the group when its first `Scheduler` was made. Equals PyTorch's
  /// `initial_lr`.
  public var initialLearningRate: Double?

  /// Parameters with settings of their own.
  ///
  /// Traps where one is no leaf: only what a user made can be trained.
  public init<Scalar: FloatingScalar>(
    _ parameters: [Variable<Scalar>], learningRate: Double? = nil, weightDecay: Double? = nil, momentum: Double? = nil
  ) {
    members = Members(anyParameters(parameters, "ParameterGroup"))
    given = (learningRate, weightDecay, momentum)
  }

  /// The parameters of `Float`.
  public var parameters: [Variable<Float>] { parameters(of: Float.self) }

  /// The parameters of a type: all of them, or none.
  public func parameters<Scalar: FloatingScalar>(of scalar: Scalar.Type) -> [Variable<Scalar>] {
    members.all.compactMap { $0.variable() }
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

  /// Whether every setting is there.
  var isComplete: Bool { given.learningRate != nil && given.weightDecay != nil && given.momentum != nil }

  /// With an optimizer's settings where none are given, checked.
  func completed(_ optimizer: String, _ defaults: GroupSettings) -> ParameterGroup {
    var result = self
    result.given = (
      given.learningRate ?? defaults.learningRate, given.weightDecay ?? defaults.weightDecay,
      given.momentum ?? defaults.momentum
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

/// Variables without their type. Traps where one is no leaf.
func anyParameters<Scalar: FloatingScalar>(_ variables: [Variable<Scalar>], _ owner: String) -> [AnyParameter] {
  variables.enumerated().map { position, variable in
    guard let parameter = AnyParameter(variable) else {
      fail(
        "\(owner): variable \(position) \(variable.shape) is no leaf: what an operation made, or a constant, cannot be "
          + "trained")
    }
    return parameter
  }
}
