public import Tensor

/// A differentiable operation of one's own: its name, its parameters, what it computes, and the gradient of that.
///
///     struct Cube: Operation {
///       var name: String { "cube" }
///       func forward(_ inputs: [Tensor<Float>]) -> Tensor<Float> { inputs[0] * inputs[0] * inputs[0] }
///       func gradients(_ g: Variable<Float>, inputs: [Variable<Float>], output: Variable<Float>) -> [Variable<Float>?] {
///         [3 * g * inputs[0] ** 2]
///       }
///     }
///     let y = Cube()(x)
///
/// The gradient is written with differentiable operations, so it can be differentiated again.
public protocol Operation<Scalar> {
  /// The scalar of its tensors.
  associatedtype Scalar: FloatingScalar
  /// What messages and graphs call it.
  var name: String { get }
  /// The result.
  func forward(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar>
  /// The vector–Jacobian product: for the gradient that arrives at the result, the gradient of each input, nil where
  /// there is none. A gradient may have the broadcast shape; it is summed to the input's.
  func gradients(
    _ gradient: Variable<Scalar>, inputs: [Variable<Scalar>], output: Variable<Scalar>
  ) -> [Variable<Scalar>?]
}

extension Operation {
  /// Applies the operation, and records it if an input's gradient is wanted.
  public func callAsFunction(_ inputs: Variable<Scalar>...) -> Variable<Scalar> {
    Variable(CustomPrimitive(operation: self, count: inputs.count).record(inputs.map(\.tracked)))
  }
}

/// A user's operation as the graph sees it.
private struct CustomPrimitive<Op: Operation>: VariadicPrimitive {
  let operation: Op
  let count: Int

  var name: String { operation.name }
  var keeps: Kept { [.inputs, .output] }

  func forward(_ inputs: [AnyTensor]) -> AnyTensor {
    AnyTensor(operation.forward(inputs.map { $0.tensor() }))
  }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let gradients = point.byUser {
      operation.gradients(
        Variable(g), inputs: (0..<count).map { Variable(point.input($0)) }, output: Variable(point.output))
    }
    guard gradients.count == count else { fail("\(name): \(gradients.count) gradients for \(count) inputs") }
    for (position, gradient) in gradients.enumerated() {
      if let gradient, let edge = point.node.edges[position], !edge.shape.broadcasts(to: gradient.shape) {
        fail("\(name): a gradient of shape \(gradient.shape) for input \(position) of shape \(edge.shape)")
      }
    }
    return Gradients(array: gradients.map { $0?.tracked.settled })
  }
}
