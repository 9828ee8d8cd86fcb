import Tensor

/// The last changes of the gradient and the steps that made them: what stands for the inverse Hessian.
struct CurvatureHistory {
  var changes: [Tensor<Float>] = [], steps: [Tensor<Float>] = [], inverses: [Double] = []
  var scale = 1.0

  mutating func add(change: Tensor<Float>, step: Tensor<Float>, limit: Int) {
    let curvature = change.dotted(step)
    guard curvature > 1e-10 else { return }
    if changes.count == limit {
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
  func applied(to gradient: Tensor<Float>) -> Tensor<Float> {
    var q = -gradient
    var shares = [Double](repeating: 0, count: changes.count)
    for index in changes.indices.reversed() {
      shares[index] = steps[index].dotted(q) * inverses[index]
      q -= Float(shares[index]) * changes[index]
    }
    q *= Float(scale)
    for index in changes.indices {
      let share = changes[index].dotted(q) * inverses[index]
      q += Float(shares[index] - share) * steps[index]
    }
    return q
  }
}
