public import Autograd
public import Tensor

/// First values of parameters, as PyTorch's `nn.init` has them; each writes over a parameter's value.
///
///     Init.normal(layer.weight, std: 0.01, using: &rng)
///
/// Each that draws has a form with `using:` and one that uses the default generator.
public enum Init {
  /// Every element the same.
  public static func constant(_ parameter: Parameter, _ value: Float) {
    parameter.value = .full(parameter.shape, value)
  }

  /// Every element 0.
  public static func zeros(_ parameter: Parameter) { constant(parameter, 0) }

  /// Every element 1.
  public static func ones(_ parameter: Parameter) { constant(parameter, 1) }

  /// Draws from the normal distribution.
  public static func normal(
    _ parameter: Parameter, mean: Float = 0, std: Float = 1, using generator: inout RandomGenerator
  ) {
    parameter.value = .normal(parameter.shape, mean: mean, std: std, using: &generator)
  }

  /// Draws from the normal distribution, by the default generator.
  public static func normal(_ parameter: Parameter, mean: Float = 0, std: Float = 1) {
    var generator = DefaultRandomGenerator.split()
    normal(parameter, mean: mean, std: std, using: &generator)
  }

  /// Draws evenly from low ≤ x < high.
  public static func uniform(
    _ parameter: Parameter, low: Float = 0, high: Float = 1, using generator: inout RandomGenerator
  ) {
    parameter.value = .uniform(parameter.shape, low: low, high: high, using: &generator)
  }

  /// Draws evenly from low ≤ x < high, by the default generator.
  public static func uniform(_ parameter: Parameter, low: Float = 0, high: Float = 1) {
    var generator = DefaultRandomGenerator.split()
    uniform(parameter, low: low, high: high, using: &generator)
  }
}
