import Tensor

/// A module whose parameters come to be with its first input.
protocol LazyModule: Module {
  /// Whether they are there.
  var isReady: Bool { get }
  /// Makes them for a number of input features.
  func prepare(inputs: Int)
}

extension LazyModule {
  /// Stops where parameters are asked for that are not there yet.
  func stopUnready() -> Never {
    fail(
      "\(title): the number of input features is known from the first input on: run the model once, "
        + "or call summary(input:), before its parameters are asked for")
  }
}
