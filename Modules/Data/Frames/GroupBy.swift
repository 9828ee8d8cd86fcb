/// What is made of the values of a group. Missing values are left out.
public enum Aggregate: String, Sendable {
  /// The sum.
  case sum
  /// The mean.
  case mean
  /// The standard deviation over n − 1.
  case std
  /// The median.
  case median
  /// The smallest.
  case min
  /// The largest.
  case max
  /// How many values are there.
  case count
  /// How many different ones.
  case unique
  /// The first value that is there.
  case first
  /// The last value that is there.
  case last

  func callAsFunction(_ column: Column) -> Cell {
    func present(_ rows: some Sequence<Int>) -> Cell {
      rows.first { !column.isMissing(at: $0) }.map(column.cell) ?? .missing
    }
    switch self {
    case .sum: return column.type == .int ? .int(column.ints.reduce(0) { $0 &+ ($1 ?? 0) }) : .double(column.sum())
    case .mean: return .double(column.mean())
    case .std: return .double(column.std())
    case .median: return .double(column.median())
    case .min: return column.min()
    case .max: return column.max()
    case .count: return .int(column.count - column.missingCount)
    case .unique: return .int(column.uniqueCount)
    case .first: return present(0..<column.count)
    case .last: return present((0..<column.count).reversed())
    }
  }
}

/// The rows of a frame by the values of some of its columns.
public struct GroupBy {
  let frame: DataFrame
  let names: [String]
  /// The rows of each group, groups in ascending order of their values.
  private let groups: [Buffer<Int>]
  private let firstRows: [Int]

  init(_ frame: DataFrame, _ names: [String]) {
    require(!names.isEmpty, "DataFrame.groupBy: at least one column is needed")
    self.frame = frame
    self.names = names
    let columns = frame.positions(names, "groupBy").map { frame.columns[$0] }
    let keys = Keys(columns, droppingMissing: true)
    var rows = keys.counts.map { count in
      var rows: [Int] = []
      rows.reserveCapacity(count)
      return rows
    }
    for (row, key) in keys.codes.enumerated() where key >= 0 { rows[key].append(row) }
    let sortKeys = columns.map { $0.sortKeys() }
    let order = rows.indices.sorted { left, right in
      for key in sortKeys {
        let (a, b) = (key[keys.firstRows[left]], key[keys.firstRows[right]])
        if a != b { return a < b }
      }
      return false
    }
    groups = order.map { Buffer(rows[$0]) }
    firstRows = order.map { keys.firstRows[$0] }
  }

  /// The number of groups.
  public var count: Int { groups.count }

  /// One row for each group: its values of the grouping columns, then what is made of other columns.
  ///
  ///     houses.groupBy("Neighborhood").aggregate(["SalePrice": .mean, "Id": .count])
  ///
  /// A column that is named twice gets the aggregate's name behind its own: `SalePrice_mean`. Groups are in ascending
  /// order; rows with a missing value in a grouping column are left out. Equals pandas' `groupby(…).agg`.
  public func aggregate(_ aggregates: KeyValuePairs<String, Aggregate>) -> DataFrame {
    var result = keyColumns
    let named = aggregates.map(\.key)
    for (name, aggregate) in aggregates {
      let column = frame[name]
      let cells = groups.map { aggregate(column.taking($0)) }
      let isRepeated = named.filter { $0 == name }.count > 1
      result.append((isRepeated ? "\(name)_\(aggregate.rawValue)" : name, Column(cells)))
    }
    return DataFrame(result)
  }

  /// One aggregate of every other numeric column.
  public func aggregate(_ aggregate: Aggregate) -> DataFrame {
    let others = zip(frame.columnNames, frame.columns).filter { !names.contains($0.0) && $0.1.isNumeric }
    return DataFrame(
      keyColumns
        + others.map { name, column in (name: name, column: Column(groups.map { aggregate(column.taking($0)) })) })
  }

  /// The number of rows of each group, in the column `size`.
  public func size() -> DataFrame {
    DataFrame(keyColumns + [(name: "size", column: Column(groups.map(\.count)))])
  }

  private var keyColumns: [(name: String, column: Column)] {
    names.map { (name: $0, column: frame[$0].taking(Buffer(firstRows))) }
  }
}

extension DataFrame {
  /// The rows by the values of some columns.
  ///
  /// Traps where there is no such column.
  public func groupBy(_ names: String...) -> GroupBy { GroupBy(self, names) }
}
