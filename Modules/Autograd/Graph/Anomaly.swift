import Tensor

extension Node {
  /// Stops, under anomaly mode, at a value that is not finite.
  func checkValue(_ value: AnyTensor) {
    if value.isFinite { return }
    fail("\(name): the result, shape \(value.shape), has a value that is not finite (anomaly mode)")
  }

  /// Stops, under anomaly mode, at a gradient that is not finite.
  func checkGradients(_ gradients: Gradients) {
    gradients.forEach { position, gradient in
      if !gradient.value.isFinite {
        fail(
          "\(name): the gradient of input \(position), shape \(gradient.shape), has a value that is not finite "
            + "(anomaly mode)")
      }
    }
  }
}

extension AnyTensor {
  fileprivate var isFinite: Bool { open(IsFinite()) }
}

private struct IsFinite: FloatingVisitor {
  func visit<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>) -> Bool { tensor.isFinite().all().item() }
}
