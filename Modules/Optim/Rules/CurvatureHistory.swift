import Tensor

/// The last changes of the gradient and the steps that made them: what stands for the inverse Hessian.
struct CurvatureHistory<Scalar: FloatingScalar> {
  var changes: [Tensor<Scalar>] = [], steps: [Tensor<Scalar>] = [], inverses: [Double] = []
  var scale = 1.0

  mutating func add(change: Tensor<Scalar>, step: Tensor<Scalar>, limit: Int) {
    let curvature = change.dotted(step)
    guard curvature > 1e-10 else { return }
    while changes.count >= limit {
      changes.removeFirst()
      steps.removeFirst()
      inverses.removeFirst()
    }
    changes.append(change)
    steps.append(step)
    inverses.append(1 / curvature)
    scale = curvature / change.dotted(change)
  }

  /// The two loops of Nocedal.
  func applied(to gradient: Tensor<Scalar>) -> Tensor<Scalar> {
    var q = -gradient
    var shares = [Double](repeating: 0, count: changes.count)
    for index in changes.indices.reversed() {
      shares[index] = steps[index].dotted(q) * inverses[index]
      q -= Scalar(shares[index]) * changes[index]
    }
    q *= Scalar(scale)
    for index in changes.indices {
      let share = changes[index].dotted(q) * inverses[index]
      q += Scalar(shares[index] - share) * steps[index]
    }
    return q
  }
}

extension Tensor where Scalar: FloatingScalar {
  func dotted(_ other: Tensor) -> Double { Double((self * other).sum().item()) }
  /// The greatest magnitude.
  var greatest: Double { count == 0 ? 0 : Double(abs(self).max().item()) }
}
