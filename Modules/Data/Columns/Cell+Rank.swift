extension Cell {
  /// The place of a value in an ascending order: numbers, then text by code points; missing ones have none.
  enum Rank: Comparable {
    /// Apart from the others, since not every integer is a Double.
    case integer(Int)
    case number(Double)
    case text([UInt8])

    static func < (left: Rank, right: Rank) -> Bool {
      switch (left, right) {
      case (.integer(let left), .integer(let right)): left < right
      case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
      case (_, .text): true
      case (.text, _): false
      default: left.number < right.number
      }
    }

    static func == (left: Rank, right: Rank) -> Bool {
      switch (left, right) {
      case (.integer(let left), .integer(let right)): left == right
      case (.text(let left), .text(let right)): left == right
      case (_, .text), (.text, _): false
      default: left.number == right.number
      }
    }

    private var number: Double {
      switch self {
      case .integer(let value): Double(value)
      case .number(let value): value
      case .text: .nan
      }
    }
  }

  var rank: Rank {
    switch self {
    case .int(let value): .integer(value)
    case .string(let value): .text(Array(value.utf8))
    default: .number(number ?? .nan)
    }
  }
}
