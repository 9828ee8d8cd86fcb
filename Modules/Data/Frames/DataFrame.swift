/// Columns of equal length under names of their own: a table whose columns have types.
///
/// A value with copy-on-write columns: assigning copies nothing. Rows have positions, counted from 0; there is no index
/// of labels beside them.
public struct DataFrame: Sendable {
  /// The names of the columns, in order; all differ.
  public private(set) var columnNames: [String]
  var columns: [Column]
  /// The number of rows.
  public private(set) var rowCount: Int
  private var positions: [String: Int]

  /// Columns that are known to fit.
  init(names: [String], columns: [Column], rowCount: Int) {
    columnNames = names
    self.columns = columns
    self.rowCount = rowCount
    positions = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
  }

  /// Columns under their names, in order.
  ///
  /// Traps where two names are the same or a column has another length than the first.
  public init(_ columns: KeyValuePairs<String, Column>) {
    self.init(columns.map { ($0.key, $0.value) })
  }

  /// Columns under their names, in order.
  ///
  /// Traps where two names are the same or a column has another length than the first.
  public init(_ columns: [(name: String, column: Column)]) {
    let count = columns.first?.column.count ?? 0
    var seen = Set<String>()
    for (name, column) in columns {
      require(column.count == count, "DataFrame: column '\(name)' has \(column.count) rows, the first one \(count)")
      require(seen.insert(name).inserted, "DataFrame: there are two columns '\(name)'")
    }
    self.init(names: columns.map(\.name), columns: columns.map(\.column), rowCount: count)
  }

  /// Rows and columns.
  public var shape: (rows: Int, columns: Int) { (rowCount, columns.count) }

  /// The position of the column with this name, or nil.
  public func columnIndex(_ name: String) -> Int? { positions[name] }

  /// Adds a column at the end; its name is known to be new.
  mutating func append(_ name: String, _ column: Column) {
    require(
      columns.isEmpty || column.count == rowCount,
      "DataFrame: column '\(name)' has \(column.count) rows, not \(rowCount)")
    if columns.isEmpty { rowCount = column.count }
    positions[name] = columns.count
    columnNames.append(name)
    columns.append(column)
  }
}
