public import Tensor

/// e^x / Σ e^x along an axis, or its logarithm.
struct Softmax: UnaryPrimitive {
  let axis: Int
  let isLog: Bool

  var name: String { isLog ? "logSoftmax" : "softmax" }
  var keeps: Kept { .output }

  func forward(_ x: AnyTensor) -> AnyTensor {
    isLog ? x.logSoftmax(axis) : x.softmax(axis)
  }

  /// softmax: y (g − Σ g y); log-softmax: g − e^y Σ g.
  func gradients(_ g: Tracked, at point: Point) -> Gradients {
    let y = point.output
    if point.isPlain(g) {
      return Gradients(Tracked(.softmaxGradient(g.value, y: y.value, axis: axis, isLog: isLog), nil))
    }
    if isLog { return Gradients(g - y.map(.exp) * g.sum(AxisSet(axis), keepDims: true)) }
    return Gradients(y * (g - (g * y).sum(AxisSet(axis), keepDims: true)))
  }
}

/// e^x / Σ e^x along an axis, differentiable; rows add to 1. Without overflow.
public func softmax<Scalar: FloatingScalar>(_ x: Variable<Scalar>, axis: Int) -> Variable<Scalar> {
  Variable(Softmax(axis: x.shape.resolve(axis: axis, for: "softmax"), isLog: false).record(x.tracked))
}

/// x − log Σ e^x along an axis, differentiable: the logarithm of softmax, without overflow or loss.
public func logSoftmax<Scalar: FloatingScalar>(_ x: Variable<Scalar>, axis: Int) -> Variable<Scalar> {
  Variable(Softmax(axis: x.shape.resolve(axis: axis, for: "logSoftmax"), isLog: true).record(x.tracked))
}
