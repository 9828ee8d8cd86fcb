public import Tensor

extension Metric where Target == Float {
  /// √(mean (log ŷ − log y)²), with ŷ and y raised to 1 where they are less: the error of house prices.
  public static var logRMSE: Metric {
    Metric("log rmse") { prediction, target in
      requireSameCount("logRMSE", prediction, target)
      let difference = log(maximum(prediction.flattened(), 1)) - log(maximum(target.flattened(), 1))
      return [Double((difference * difference).sum().item()), Double(prediction.count)]
    } value: {
      ($0[0] / $0[1]).squareRoot()
    }
  }

  /// 1 − Σ (y − ŷ)² / Σ (y − ȳ)²: 1 is perfect, 0 as good as always giving the mean. Where all targets are the same, 1 if
  /// every prediction is right and 0 if not; NaN for fewer than two. Equals scikit-learn's `r2_score`.
  public static var r2: Metric {
    Metric("r2") { prediction, target in
      requireSameCount("r2", prediction, target)
      let y = Tensor<Double>(target.flattened())
      let residual = y - Tensor<Double>(prediction.flattened())
      let mean = y.mean().item(), deviation = y - mean
      return [(residual * residual).sum().item(), mean, (deviation * deviation).sum().item(), Double(y.count)]
    } combined: { a, b in
      // The squares about the common mean (Chan, Golub and LeVeque 1983): sums of y² would leave nothing of a small
      // spread about a large mean.
      let count = a[3] + b[3], apart = b[1] - a[1]
      return [a[0] + b[0], a[1] + apart * b[3] / count, a[2] + b[2] + apart * apart * a[3] * b[3] / count, count]
    } value: {
      if $0[3] < 2 { return .nan }
      if $0[2] == 0 { return $0[0] == 0 ? 1 : $0[0].isNaN ? .nan : 0 }
      return 1 - $0[0] / $0[2]
    }
  }

  /// The mean of |y − ŷ|.
  public static var meanAbsoluteError: Metric {
    Metric("mae") { prediction, target in
      requireSameCount("meanAbsoluteError", prediction, target)
      return [Double(abs(prediction.flattened() - target.flattened()).sum().item()), Double(prediction.count)]
    } value: {
      $0[0] / $0[1]
    }
  }

  /// √(mean (y − ŷ)²)
  public static var rootMeanSquaredError: Metric {
    Metric("rmse") { prediction, target in
      requireSameCount("rootMeanSquaredError", prediction, target)
      let difference = prediction.flattened() - target.flattened()
      return [Double((difference * difference).sum().item()), Double(prediction.count)]
    } value: {
      ($0[0] / $0[1]).squareRoot()
    }
  }
}

/// Stops where predictions and targets cannot belong together.
func requireSameCount(_ metric: String, _ prediction: Tensor<Float>, _ target: Tensor<some TensorScalar>) {
  guard prediction.count == target.count else {
    fail("\(metric): predictions \(prediction.shape) and targets \(target.shape): as many of one as of the other")
  }
}
