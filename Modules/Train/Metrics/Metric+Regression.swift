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

  /// 1 − Σ (y − ŷ)² / Σ (y − ȳ)²: 1 is perfect, 0 as good as always giving the mean.
  public static var r2: Metric {
    Metric("r2") { prediction, target in
      requireSameCount("r2", prediction, target)
      let y = Tensor<Double>(target.flattened())
      let residual = y - Tensor<Double>(prediction.flattened())
      return [(residual * residual).sum().item(), y.sum().item(), (y * y).sum().item(), Double(y.count)]
    } value: {
      1 - $0[0] / ($0[2] - $0[1] * $0[1] / $0[3])
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
