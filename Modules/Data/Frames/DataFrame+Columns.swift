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

  /// The position of a column that has to be there.
  func position(_ name: String, _ operation: StaticString) -> Int {
    guard let position = columnIndex(name) else {
      fail("DataFrame.\(operation): there is no column '\(name)'; there are \(columnNames.joined(separator: ", "))")
    }
    return position
  }
}
