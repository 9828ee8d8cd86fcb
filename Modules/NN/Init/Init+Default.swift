public import Autograd
import Tensor

// The forms without a generator use one that is split off the default one.

extension Init {
  /// `xavierUniform` by the default generator.
  public static func xavierUniform(_ parameter: Parameter, gain: Double = 1) {
    var generator = DefaultRandomGenerator.split()
    xavierUniform(parameter, gain: gain, using: &generator)
  }

  /// `xavierNormal` by the default generator.
  public static func xavierNormal(_ parameter: Parameter, gain: Double = 1) {
    var generator = DefaultRandomGenerator.split()
    xavierNormal(parameter, gain: gain, using: &generator)
  }

  /// `kaimingUniform` by the default generator.
  public static func kaimingUniform(
    _ parameter: Parameter, mode: FanMode = .fanIn, nonlinearity: Nonlinearity = .leakyReLU(0)
  ) {
    var generator = DefaultRandomGenerator.split()
    kaimingUniform(parameter, mode: mode, nonlinearity: nonlinearity, using: &generator)
  }

  /// `kaimingNormal` by the default generator.
  public static func kaimingNormal(
    _ parameter: Parameter, mode: FanMode = .fanIn, nonlinearity: Nonlinearity = .leakyReLU(0)
  ) {
    var generator = DefaultRandomGenerator.split()
    kaimingNormal(parameter, mode: mode, nonlinearity: nonlinearity, using: &generator)
  }
}

extension Init {
  /// `orthogonal` by the default generator.
  public static func orthogonal(_ parameter: Parameter, gain: Double = 1) {
    var generator = DefaultRandomGenerator.split()
    orthogonal(parameter, gain: gain, using: &generator)
  }
}
