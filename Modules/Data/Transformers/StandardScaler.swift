public import Tensor

/// Makes the mean of each column 0 and its standard deviation 1, by figures that were taken from other rows.
///
///     var scaler = StandardScaler()
///     let z = scaler.fitTransform(train)
///     let t = scaler.transform(test)         // with the mean and deviation of `train`
///
/// z = (x - mean) / deviation, with n, not n - 1; a column of one value keeps its scale. Missing values, NaN, are left out
/// of both and stay. Equals scikit-learn's `StandardScaler`.
public struct StandardScaler: Sendable {
  /// The mean of each column; empty before `fit`.
  public private(set) var mean: [Double] = []
  /// What each column is divided by: its standard deviation, 1 where that is 0.
  public private(set) var scale: [Double] = []

  /// A scaler that has not seen data yet.
  public init() {}

  /// Takes the figures from the columns of x, [rows, columns].
  ///
  /// Traps for another rank, and for no rows.
  public mutating func fit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) {
    checkRows(x, "StandardScaler.fit")
    let moments = ColumnMoments(x)
    mean = moments.mean
    scale = mean.indices.map { column in
      let (count, variance) = (moments.count[column], moments.squares[column] / moments.count[column])
      // Rounding leaves a trace of the mean where all values are the same.
      let trace = count * mean[column] * Double.ulpOfOne
      return variance <= count * Double.ulpOfOne * variance + trace * trace ? 1 : variance.squareRoot()
    }
  }

  /// The columns of x scaled by the figures.
  ///
  /// Traps before `fit`, and for another number of columns.
  public func transform<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    checkColumns(x, mean.count, "StandardScaler.transform")
    return scaled(x, from: mean, by: scale.map { 1 / $0 }, plus: mean.map { _ in 0 })
  }

  /// What `transform` was given.
  public func inverse<Scalar: FloatingScalar>(_ z: Tensor<Scalar>) -> Tensor<Scalar> {
    checkColumns(z, mean.count, "StandardScaler.inverse")
    return scaled(z, from: mean.map { _ in 0 }, by: scale, plus: mean)
  }

  /// `fit`, then `transform`.
  public mutating func fitTransform<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    fit(x)
    return transform(x)
  }
}

/// Traps unless x has rows and columns.
func checkRows(_ x: Tensor<some FloatingScalar>, _ operation: StaticString) {
  require(x.rank == 2 && x.shape[0] > 0, "\(operation): shape \(x.shape): [rows, columns] with a row is needed")
}

/// Traps unless x has as many columns as were fitted.
func checkColumns(_ x: Tensor<some FloatingScalar>, _ count: Int, _ operation: StaticString) {
  require(count > 0, "\(operation): fit comes first")
  require(x.rank == 2 && x.shape[1] == count, "\(operation): shape \(x.shape): \(count) columns were fitted")
}
