public import Tensor

/// One column of 0 and 1 for each category that was seen in fitting, for training and test data alike.
///
///     var encoder = OneHotEncoder(unknown: .ignore)
///     let x = try encoder.fitTransform(train[columns: ["MSZoning", "Street"]])
///     let t = try encoder.transform(test[columns: ["MSZoning", "Street"]])
///
/// A missing value is a category of its own where there is one in fitting. Equals scikit-learn's `OneHotEncoder`.
public struct OneHotEncoder: Sendable {
  /// What becomes of a value that was not there in fitting.
  public enum Unknown: Sendable {
    /// It is an error that names the column and the value.
    case refuse
    /// It is 0 in every column.
    case ignore
  }

  /// What becomes of a value that was not there in fitting.
  public let unknown: Unknown
  /// The columns that were fitted.
  public private(set) var columnNames: [String] = []
  /// The categories of each, ascending, a missing value last.
  public private(set) var categories: [[Cell]] = []

  /// An encoder that has not seen data yet.
  public init(unknown: Unknown = .refuse) { self.unknown = unknown }

  /// Takes the categories from all columns of a frame.
  public mutating func fit(_ frame: DataFrame) {
    columnNames = frame.columnNames
    categories = frame.columns.map { column in
      let values = column.unique().cells
      return values.filter { !$0.isMissing }.sorted { $0.rank < $1.rank } + values.filter(\.isMissing)
    }
  }

  /// The names of the columns that `transform` gives: `MSZoning_RL`.
  public var featureNames: [String] {
    zip(columnNames, categories).flatMap { name, values in
      values.map { "\(name)_\($0.isMissing ? "nan" : $0.description)" }
    }
  }

  /// The frame's columns as Float of 0 and 1, [rows, categories].
  ///
  /// Throws `DataError` for a value that was not fitted, unless those are ignored. Traps before `fit`, and where a fitted
  /// column is not in the frame.
  public func transform(_ frame: DataFrame) throws -> Tensor<Float> {
    require(!columnNames.isEmpty, "OneHotEncoder.transform: fit comes first")
    let width = categories.reduce(0) { $0 + $1.count }
    var values = [Float](repeating: 0, count: frame.rowCount * width)
    var first = 0
    for (name, known) in zip(columnNames, categories) {
      let column = frame[name]
      let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { (OneHotEncoder.key($1), $0) })
      let keys = Keys([column], droppingMissing: false)
      let found = keys.firstRows.map { places[OneHotEncoder.key(column.cell($0))] }
      for (row, key) in keys.codes.enumerated() {
        if let place = found[key] {
          values[row * width + first + place] = 1
        } else if unknown == .refuse {
          throw DataError.malformed(
            file: "OneHotEncoder", place: .part("column \(name), row \(row)"),
            reason: "'\(column.cell(row))' was not there in fitting")
        }
      }
      first += known.count
    }
    return Tensor(scalars: values, shape: [frame.rowCount, width])
  }

  /// The categories that the largest value of each row's columns stands for; missing where all are 0.
  ///
  /// Traps for another number of columns.
  public func inverse(_ x: Tensor<Float>) -> DataFrame {
    checkColumns(x, categories.reduce(0) { $0 + $1.count }, "OneHotEncoder.inverse")
    let (scalars, width) = (x.scalars, x.shape[1])
    var first = 0
    return DataFrame(
      zip(columnNames, categories).map { name, known in
        defer { first += known.count }
        let cells = (0..<x.shape[0]).map { row -> Cell in
          let line = scalars[(row * width + first)..<(row * width + first + known.count)]
          guard let best = line.indices.max(by: { line[$0] < line[$1] }), line[best] > 0 else { return .missing }
          return known[best - line.startIndex]
        }
        return (name: name, column: Column(cells))
      })
  }

  /// `fit`, then `transform`.
  public mutating func fitTransform(_ frame: DataFrame) throws -> Tensor<Float> {
    fit(frame)
    return try transform(frame)
  }

  /// 1 and 1.0 are the same category.
  private static func key(_ cell: Cell) -> Cell {
    cell.isMissing ? .missing : cell.number.map(Cell.double) ?? cell
  }
}
