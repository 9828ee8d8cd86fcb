public import Tensor

/// Brings each column into a range, by its least and largest value among the rows that it was fitted to.
///
/// z = low + (x - min) / (max - min) · (high - low); a column of one value becomes `low`. Missing values, NaN, are left
/// out of both and stay. Equals scikit-learn's `MinMaxScaler`.
public struct MinMaxScaler: Sendable {
  /// Where the least and the largest value of a column go.
  public let range: ClosedRange<Double>
  /// The least value of each column; empty before `fit`.
  public private(set) var minimum: [Double] = []
  /// The largest value of each column; empty before `fit`.
  public private(set) var maximum: [Double] = []

  /// A scaler that has not seen data yet.
  public init(range: ClosedRange<Double> = 0...1) { self.range = range }

  /// Takes the figures from the columns of x, [rows, columns].
  ///
  /// Traps for another rank, and for no rows.
  public mutating func fit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) {
    checkRows(x, "MinMaxScaler.fit")
    let moments = ColumnMoments(x, extremes: true)
    minimum = moments.least
    maximum = moments.largest
  }

  /// The columns of x scaled by the figures; values beyond those of `fit` leave the range.
  ///
  /// Traps before `fit`, and for another number of columns.
  public func transform<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    checkColumns(x, minimum.count, "MinMaxScaler.transform")
    return scaled(x, from: minimum, by: factors, plus: minimum.map { _ in range.lowerBound })
  }

  /// What `transform` was given.
  public func inverse<Scalar: FloatingScalar>(_ z: Tensor<Scalar>) -> Tensor<Scalar> {
    checkColumns(z, minimum.count, "MinMaxScaler.inverse")
    return scaled(z, from: minimum.map { _ in range.lowerBound }, by: factors.map { 1 / $0 }, plus: minimum)
  }

  /// `fit`, then `transform`.
  public mutating func fitTransform<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    fit(x)
    return transform(x)
  }

  private var factors: [Double] {
    let span = range.upperBound - range.lowerBound
    return zip(minimum, maximum).map { $0 == $1 ? span : span / ($1 - $0) }
  }
}
