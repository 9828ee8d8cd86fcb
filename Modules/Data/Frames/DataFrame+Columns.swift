import Tensor

extension DataFrame {
  /// The column with this name. Setting it replaces the column, or adds one at the end.
  ///
  /// Traps where there is no such column, and where the new one has another length.
  public subscript(name: String) -> Column {
    get { columns[position(name, "subscript")] }
    set {
      if let position = columnIndex(name) {
        require(newValue.count == rowCount, "DataFrame: column '\(name)' has \(newValue.count) rows, not \(rowCount)")
        columns[position] = newValue
      } else {
        append(name, newValue)
      }
    }
  }

  /// The names of the columns that pass a test.
  ///
  ///     let numeric = all.columnNames(where: \.isNumeric)
  public func columnNames(where test: (Column) throws -> Bool) rethrows -> [String] {
    try zip(columnNames, columns).filter { try test($1) }.map(\.0)
  }

  /// The type of each column.
  public var columnTypes: [ColumnType] { columns.map(\.type) }

  /// The frame without some columns. Traps where there is none of that name.
  public func dropping(_ names: [String]) -> DataFrame {
    let dropped = Set(names.map { position($0, "dropping") })
    return self[columns: columns.indices.filter { !dropped.contains($0) }]
  }

  /// The frame with other names for some columns, new by old.
  ///
  /// Traps where there is no column of an old name, or two columns would have the same.
  public func renaming(_ names: [String: String]) -> DataFrame {
    for name in names.keys { _ = position(name, "renaming") }
    return DataFrame(zip(columnNames, columns).map { (name: names[$0] ?? $0, column: $1) })
  }

  /// The position of a column that has to be there.
  func position(_ name: String, _ operation: StaticString) -> Int {
    guard let position = columnIndex(name) else {
      let known = columnNames.prefix(20).joined(separator: ", ") + (columnNames.count > 20 ? ", …" : "")
      fail("DataFrame.\(operation): there is no column '\(name)'; there are \(known)")
    }
    return position
  }
}

extension DataFrame: Equatable {
  /// Whether names, types and values are the same; missing equals missing.
  public static func == (left: DataFrame, right: DataFrame) -> Bool {
    left.columnNames == right.columnNames && left.columns == right.columns
  }
}
