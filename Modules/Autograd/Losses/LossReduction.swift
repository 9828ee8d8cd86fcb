import Tensor

/// How the losses of the elements become one figure.
public enum LossReduction: Sendable {
  /// The mean.
  case mean
  /// The sum.
  case sum
  /// Each by itself.
  case none
  /// The sum divided by the length of the first axis.
  case batchMean
}

extension LossReduction {
  /// What the sum is divided by.
  @inline(__always)
  func divisor(_ x: AnyTensor) -> Double {
    switch self {
    case .mean: Double(x.count)
    case .batchMean: x.rank == 0 ? 1 : Double(x.shape[0])
    case .sum, .none: 1
    }
  }

  /// The losses of the elements, reduced in the same pass.
  @inline(__always)
  func apply(_ loss: ElementLoss, _ x: AnyTensor, _ target: AnyTensor) -> AnyTensor {
    if case .none = self { return .losses(loss, x, target) }
    return .lossSum(loss, x, target, dividedBy: divisor(x))
  }

  /// The losses of the elements, reduced.
  func apply(_ losses: AnyTensor) -> AnyTensor {
    if case .none = self { return losses }
    let sum = losses.sum(AxisSet.all.bits, keepDims: false)
    if case .sum = self { return sum }
    return .binary(.div, sum, divisor(losses), scalarOnLeft: false)
  }

  /// The gradient of each element's loss, from that of the reduced one.
  @inline(__always)
  func spread(_ g: Tracked, _ x: AnyTensor) -> Tracked {
    let divisor = divisor(x)
    return divisor == 1 ? g : g / divisor
  }
}

extension Variable where Scalar: FloatingScalar {
  /// The shape trap: [n] against [n, 1] would broadcast to [n, n], so it stops.
  @inline(__always)
  func mustMatch(_ target: Shape, _ loss: StaticString) {
    if shape != target { Self.shapesDiffer(loss, shape, target) }
  }

  @inline(never)
  private static func shapesDiffer(_ loss: StaticString, _ prediction: Shape, _ target: Shape) -> Never {
    fail("\(loss): prediction \(prediction) and target \(target): the shapes must be the same")
  }
}
