import Tensor

extension DataFrame {
  /// How `concat` puts frames together.
  public enum Axis: Sendable {
    /// One below the other, by column names.
    case rows
    /// One beside the other.
    case columns
  }

  /// Frames one below the other, or beside each other.
  ///
  /// Rows are put together by column name, in the order of the first appearance; a column that a frame does not have is
  /// missing there. Columns of integers and floating-point numbers together are Double, other mixtures text. Traps where
  /// frames beside each other differ in the number of rows or share a name. Equals pandas' `concat`.
  public static func concat(_ frames: [DataFrame], axis: Axis = .rows) -> DataFrame {
    switch axis {
    case .rows: return below(frames)
    case .columns:
      for frame in frames {
        require(
          frame.rowCount == frames[0].rowCount,
          "DataFrame.concat: \(frames[0].rowCount) and \(frame.rowCount) rows do not fit side by side")
      }
      return DataFrame(frames.flatMap { zip($0.columnNames, $0.columns).map { (name: $0, column: $1) } })
    }
  }

  private static func below(_ frames: [DataFrame]) -> DataFrame {
    var names: [String] = []
    var seen = Set<String>()
    for name in frames.lazy.flatMap(\.columnNames) where seen.insert(name).inserted { names.append(name) }
    let rows = frames.reduce(0) { $0 + $1.rowCount }
    let all = names
    let columns = Workers.map(all.count, work: all.count * rows) { position in
      Column.concat(
        frames.map { frame in
          frame.columnIndex(all[position]).map { frame.columns[$0] } ?? Column(repeating: nil, count: frame.rowCount)
        })
    }
    return DataFrame(names: names, columns: columns, rowCount: rows)
  }
}
