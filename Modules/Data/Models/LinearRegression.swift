public import Tensor

/// Ordinary least squares, in closed form: the w and b for which Σ(x·w + b - y)² is least.
///
///     let exact = LinearRegression().fit(x, y)
///     exact.coefficients; exact.intercept; exact.score(x, y)
///
/// Equals scikit-learn's `LinearRegression`. Where columns depend on each other but for the rounding of their values, the w
/// of least norm.
public struct LinearRegression: Sendable {
  /// Whether there is a b; without it the line goes through the origin.
  public let fitsIntercept: Bool

  /// Settings for a fit.
  public init(fitsIntercept: Bool = true) { self.fitsIntercept = fitsIntercept }

  /// Fits to x, [rows, columns], and y, [rows] or [rows, 1].
  ///
  /// Traps for other shapes, and for no rows.
  public func fit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>, _ y: Tensor<Scalar>) -> LinearFit<Scalar> {
    let system = NormalEquations(x, y, centered: fitsIntercept, "LinearRegression.fit")
    return system.fit(system.solve(penalty: 0) ?? system.leastNorm(x, y, penalty: 0))
  }
}

/// Least squares with a penalty on large coefficients, in closed form: Σ(x·w + b - y)² + alpha · |w|² is least.
///
/// b is not penalized. Equals scikit-learn's `Ridge`.
public struct Ridge: Sendable {
  /// The weight of the penalty.
  public let alpha: Double
  /// Whether there is a b; without it the line goes through the origin.
  public let fitsIntercept: Bool

  /// Settings for a fit. Traps for a negative `alpha`.
  public init(alpha: Double = 1, fitsIntercept: Bool = true) {
    require(alpha >= 0, "Ridge: alpha \(alpha) is negative")
    self.alpha = alpha
    self.fitsIntercept = fitsIntercept
  }

  /// Fits to x, [rows, columns], and y, [rows] or [rows, 1].
  ///
  /// Traps for other shapes, and for no rows.
  public func fit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>, _ y: Tensor<Scalar>) -> LinearFit<Scalar> {
    let system = NormalEquations(x, y, centered: fitsIntercept, "Ridge.fit")
    return system.fit(system.solve(penalty: alpha) ?? system.leastNorm(x, y, penalty: alpha))
  }
}

/// A linear model that has been fitted: y = x · coefficients + intercept.
public struct LinearFit<Scalar: FloatingScalar>: Sendable {
  /// One for each column, [columns].
  public let coefficients: Tensor<Scalar>
  /// The value where all columns are 0.
  public let intercept: Scalar

  /// x · coefficients + intercept, [rows].
  ///
  /// Traps for another number of columns.
  public func predict(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    require(
      x.rank == 2 && x.shape[1] == coefficients.count,
      "LinearFit.predict: shape \(x.shape): \(coefficients.count) columns were fitted")
    return matmul(x, coefficients) + intercept
  }

  /// R², the part of the variance of y that the model explains: 1 - Σ(y - ŷ)² / Σ(y - mean)².
  public func score(_ x: Tensor<Scalar>, _ y: Tensor<Scalar>) -> Double {
    let (expected, predicted) = (y.scalars, predict(x).scalars)
    require(expected.count == predicted.count, "LinearFit.score: \(predicted.count) rows and \(expected.count) labels")
    let mean = expected.reduce(0) { $0 + $1.asDouble } / Double(expected.count)
    var (residual, total) = (0.0, 0.0)
    for (y, yHat) in zip(expected, predicted) {
      residual += (y.asDouble - yHat.asDouble) * (y.asDouble - yHat.asDouble)
      total += (y.asDouble - mean) * (y.asDouble - mean)
    }
    return total == 0 ? (residual == 0 ? 1 : 0) : 1 - residual / total
  }
}
