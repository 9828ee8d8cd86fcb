import Tensor

extension DataFrame {
  /// What stands in for missing values.
  public enum Fill: Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral
  {
    /// The same value everywhere.
    case value(Cell)
    /// The mean of the column.
    case mean
    /// The median of the column.
    case median
    /// The most frequent value of the column.
    case mode

    /// `0`
    public init(integerLiteral value: Int) { self = .value(.int(value)) }
    /// `0.5`
    public init(floatLiteral value: Double) { self = .value(.double(value)) }
    /// `"none"`
    public init(stringLiteral value: String) { self = .value(.string(value)) }
    /// `false`
    public init(booleanLiteral value: Bool) { self = .value(.bool(value)) }

    func value(for column: Column) -> Cell {
      switch self {
      case .value(let value): value
      case .mean: .double(column.mean())
      case .median: .double(column.median())
      case .mode: column.mode()
      }
    }
  }

  /// Fills the missing values of some columns, or of all.
  ///
  ///     all.fillMissing(numeric, with: 0)
  ///     all.fillMissing(["LotFrontage"], with: .median)
  ///
  /// Traps where a value does not fit a column. Equals pandas' `fillna`.
  public mutating func fillMissing(_ names: [String]? = nil, with fill: Fill) {
    for position in positions(names, "fillMissing") {
      columns[position] = columns[position].fillingMissing(with: fill.value(for: columns[position]))
    }
  }

  /// Fills the missing values of columns, each with its own.
  public mutating func fillMissing(_ fills: [String: Fill]) {
    for (name, fill) in fills { fillMissing([name], with: fill) }
  }

  /// Which values are missing: truth values under the same names.
  public func isMissing() -> DataFrame {
    DataFrame(names: columnNames, columns: columns.map { $0.isMissing() }, rowCount: rowCount)
  }

  /// The rows without a missing value in some columns, or in any. Equals pandas' `dropna`.
  public func droppingMissing(_ names: [String]? = nil) -> DataFrame {
    let checked = positions(names, "droppingMissing").map { columns[$0] }
    return taking(Buffer((0..<rowCount).filter { row in !checked.contains { $0.isMissing(at: row) } }))
  }

  /// Makes the mean of some columns 0 and their standard deviation 1: (x - mean) / std, with n - 1, missing values left
  /// out of both and left missing. They become Double.
  ///
  /// Traps for columns that do not hold numbers. A column of one value everywhere becomes NaN, as in pandas.
  public mutating func standardize(_ names: [String]) {
    let chosen = positions(names, "standardize")
    let parts = chosen.map { columns[$0].doubleBuffer("standardize") }
    let results = Workers.map(chosen.count, work: chosen.count * rowCount) { DataFrame.standardized(parts[$0]) }
    for (position, result) in zip(chosen, results) { columns[position] = Column(.double(result)) }
  }

  private static func standardized(_ values: Buffer<Double>) -> Buffer<Double> {
    let moments = Moments(values)
    let (mean, std) = (moments.mean, moments.variance(1).squareRoot())
    return values.withUnsafe { source in
      Buffer(count: values.count) { for row in 0..<values.count { $0[row] = (source[row] - mean) / std } }
    }
  }

  func positions(_ names: [String]?, _ operation: StaticString) -> [Int] {
    names.map { $0.map { position($0, operation) } } ?? Array(columns.indices)
  }
}
