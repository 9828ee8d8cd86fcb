public import Autograd
public import Tensor

/// A module from a variable to a variable: what can stand in a `Sequential`.
///
///     final class Scale: Layer {
///       let factor = Parameter(Tensor.ones([1]))
///       func forward(_ x: Variable<Float>) -> Variable<Float> { x * factor }
///     }
///     let y = Scale()(x)
///
/// `forward` is what a layer computes; it is called as a function, so that messages can tell the layer they come from.
public protocol Layer: Module {
  /// The result for an input.
  func forward(_ x: Variable<Float>) -> Variable<Float>
}

extension Layer {
  /// The result for an input.
  public func callAsFunction(_ x: Variable<Float>) -> Variable<Float> { run(x) }

  /// The result for a constant input, to which no gradient is computed.
  public func callAsFunction(_ x: Tensor<Float>) -> Variable<Float> { run(Variable(constant: x)) }

  private func run(_ x: Variable<Float>) -> Variable<Float> {
    FailureContext.within(self, name: moduleName) {
      let y = forward(x)
      if let observer = FailureContext.observer { observer.didRun(self, output: y.shape) }
      return y
    }
  }

  /// The result in evaluation mode, as a tensor and without a graph; the mode is then what it was.
  ///
  ///     let classes = net.inference(images).argmax(axis: 1)
  public func inference(_ x: Tensor<Float>) -> Tensor<Float> { evaluating { self(x).value } }
}
