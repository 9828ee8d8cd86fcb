public import Tensor

extension DataFrame {
  /// Rows, by range, positions, truth values or a tensor of positions.
  ///
  ///     train[rows: 0..<4]
  ///     train[rows: train["LotArea"] .> 10_000]
  ///
  /// Traps where one is out of range.
  public subscript(rows rows: some RowSelection) -> DataFrame {
    if let range = rows as? Range<Int>, range.lowerBound >= 0, range.upperBound <= rowCount {
      return DataFrame(names: columnNames, columns: columns.map { $0.taking(range) }, rowCount: range.count)
    }
    return taking(Buffer(rows.positions(of: rowCount)))
  }

  /// Columns, by range, positions or names.
  ///
  /// Traps where there is no such column.
  public subscript(columns selection: some ColumnSelection) -> DataFrame {
    let chosen = selection.positions(in: self)
    require(Set(chosen).count == chosen.count, "DataFrame: a column is chosen twice")
    return DataFrame(names: chosen.map { columnNames[$0] }, columns: chosen.map { columns[$0] }, rowCount: rowCount)
  }

  /// Rows and columns.
  public subscript(rows rows: some RowSelection, columns selection: some ColumnSelection) -> DataFrame {
    self[columns: selection][rows: rows]
  }

  /// One value.
  ///
  /// Traps where there is no such row or column.
  public subscript(row: Int, column: some ColumnKey) -> Cell {
    columns[column.position(in: self)].cell(resolve(row, rowCount, "row"))
  }

  /// Rows that are there, -1 for one of missing values.
  func taking(_ rows: Buffer<Int>) -> DataFrame {
    DataFrame(names: columnNames, columns: columns.map { $0.taking(rows) }, rowCount: rows.count)
  }

  /// The first rows.
  public func head(_ count: Int = 5) -> DataFrame { self[rows: 0..<Swift.max(0, Swift.min(count, rowCount))] }

  /// The last rows.
  public func tail(_ count: Int = 5) -> DataFrame {
    self[rows: Swift.max(0, rowCount - Swift.max(count, 0))..<rowCount]
  }

  /// One row of a frame, its values by column name.
  public struct Row {
    let frame: DataFrame
    /// The row's position.
    public let position: Int

    /// The value in a column; traps where there is none of that name.
    public subscript(name: String) -> Cell { frame[position, name] }

    /// All values in the order of the columns.
    public var cells: [Cell] { frame.columns.map { $0.cell(position) } }
  }

  /// The rows, one after the other.
  public var rows: some RandomAccessCollection<Row> { (0..<rowCount).lazy.map { Row(frame: self, position: $0) } }

  /// The rows that pass a test.
  public func filter(_ isIncluded: (Row) throws -> Bool) rethrows -> DataFrame {
    taking(Buffer(try rows.filter(isIncluded).map(\.position)))
  }

  /// So many rows chosen at random, each once, in a random order. Traps where there are not so many.
  public func sample(_ count: Int, using generator: inout RandomGenerator) -> DataFrame {
    require(count >= 0 && count <= rowCount, "DataFrame.sample: \(count) of \(rowCount) rows")
    let order = Tensor<Int32>.permutation(rowCount, using: &generator)
    return self[rows: order[0..<count]]
  }
}
