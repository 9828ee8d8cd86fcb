extension DataFrame {
  /// A frame of what `transform` makes of each column, or of the named ones; the others stay as they are.
  ///
  ///     let logs = houses.apply(["LotArea", "SalePrice"]) { $0.map { Foundation.log($0) } }
  ///
  /// Traps where the results have different lengths. Equals pandas' `apply(axis=0)`.
  public func apply(_ names: [String]? = nil, _ transform: (Column) throws -> Column) rethrows -> DataFrame {
    let chosen = Set(positions(names, "apply"))
    return DataFrame(
      try columns.indices.map { position in
        let column = columns[position]
        return (name: columnNames[position], column: chosen.contains(position) ? try transform(column) : column)
      })
  }

  /// A column of what `transform` makes of each row; its type follows from the results.
  ///
  ///     houses["Area"] = houses.apply(rows: { row in .double((row["Length"].number ?? 0) * (row["Width"].number ?? 0)) })
  ///
  /// Equals pandas' `apply(axis=1)`.
  public func apply(rows transform: (Row) throws -> Cell) rethrows -> Column { Column(try rows.map(transform)) }
}
