public import Tensor

/// Elements of one where a mask is true, of another elsewhere.
struct Select: BinaryPrimitive {
  let mask: Tensor<Bool>

  var name: String { "replacing" }
  var keeps: Kept { .nothing }

  func forward(_ a: AnyTensor, _ b: AnyTensor) -> AnyTensor { .select(mask, b, a) }

  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    Gradients(point.needs(0) ? g.masked(.!mask) : nil, point.needs(1) ? g.masked(mask) : nil)
  }
}

extension Variable where Scalar: FloatingScalar {
  private func replaced(_ other: Tracked, _ mask: Tensor<Bool>) -> Variable {
    Variable(Select(mask: mask).record(tracked, other))
  }

  /// This variable with the elements where `mask` is true taken from `other`; all broadcast.
  public func replacing(with other: Variable, where mask: Tensor<Bool>) -> Variable { replaced(other.tracked, mask) }
  /// This variable with the elements where `mask` is true taken from a tensor; all broadcast.
  public func replacing(with other: Tensor<Scalar>, where mask: Tensor<Bool>) -> Variable {
    replaced(other.tracked, mask)
  }
  /// This variable with `value` where `mask` is true.
  public func replacing(with value: Scalar, where mask: Tensor<Bool>) -> Variable {
    replaced(Tensor(value).tracked, mask)
  }
}
