/// What a reader of pieces has to know: the dialect, and for each field of a row where its values go.
struct CSVPlan: Sendable {
  /// What the values of a column have been so far.
  enum Kind: UInt8, Sendable {
    /// Nobody wants the column.
    case skip
    /// Only missing values.
    case unknown
    case bool
    case int
    /// Integers of which one or more do not fit `Int`; held as doubles until it is known whether there are fractions too.
    case wide
    case double
    case string
    /// Strings, which the pass over the file that found it out did not store.
    case unstoredString

    /// What holds the values of both; of numbers that is the wider kind, everything else that differs becomes text.
    func joined(_ other: Kind) -> Kind {
      if self == other || other == .unknown { return self }
      if self == .unknown { return other }
      let isNumeric = [self, other].allSatisfy { $0 == .int || $0.isHeldAsDouble }
      return isNumeric ? (rawValue > other.rawValue ? self : other) : .unstoredString
    }

    var isHeldAsDouble: Bool { self == .wide || self == .double }
  }

  struct Field: Sendable {
    var name: String
    var kind: Kind
    /// The type was asked for, so a value that does not fit is an error.
    var isFixed = false
    /// The memory for all rows: eight bytes each for numbers, four for codes, one for truth values.
    // Pieces write to disjoint rows; the owner keeps the memory alive and looks at it after they are done.
    nonisolated(unsafe) var memory: UnsafeMutableRawPointer?
  }

  let dialect: CSVDialect
  let missing: CSVMissing
  let raggedRows: CSVFormat.RaggedRows
  let replacesInvalidUTF8: Bool
  var fields: [Field]
}

/// The strings that stand for a missing value.
struct CSVMissing: Sendable {
  let index: StringIndex
  let isEmptyMissing: Bool
  private let longest: Int

  init(_ strings: [String]) {
    var index = StringIndex()
    for string in strings { _ = index.insert(string) }
    self.index = index
    isEmptyMissing = strings.contains("")
    longest = strings.map(\.utf8.count).max() ?? -1
  }

  @inline(__always)
  func contains(_ text: StringTable.Text) -> Bool {
    if text.isEmpty { return isEmptyMissing }
    return text.count <= longest && index.code(text) != nil
  }
}

/// What is wrong with a piece: where, and with which field of its row.
struct CSVFailure: Error {
  /// From the beginning of the piece.
  let offset: Int
  /// Counted from 0; nil for the row as a whole.
  let field: Int?
  let reason: String
}

/// What reading a piece gives, beside the values that are in memory already.
struct CSVPieceResult: Sendable {
  struct Field: Sendable {
    var kind: CSVPlan.Kind
    /// The rows of the piece that have no value, for truth values and integers.
    var missingRows: [Int32] = []
    /// The strings of the piece, by the codes that are in memory.
    var strings = StringTable()
    var isDictionary = true
  }

  /// Where its rows are in the memory.
  var firstRow = 0
  var rows = 0
  var fields: [Field]
}
