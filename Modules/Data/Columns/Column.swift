/// The values of one type that a data frame holds under one name: a value with copy-on-write storage.
///
///     let area = Column([8450, 9600, nil])        // Int with a missing value
///     area.mean()                                 // 9025.0
///
/// An integer column with missing values stays one; in floating-point columns NaN is the missing value.
public struct Column: Sendable {
  enum Storage: Sendable {
    case int(Buffer<Int>)
    case double(Buffer<Double>)
    case float(Buffer<Float>)
    case bool(Buffer<Bool>)
    case string(StringColumn)
  }

  var storage: Storage
  /// Which values are missing, for integers and truth values; nil where none is. Floating-point columns have NaN for
  /// it, strings a code of their own.
  var missing: Buffer<Bool>?

  init(_ storage: Storage, missing: Buffer<Bool>? = nil) {
    self.storage = storage
    self.missing = missing
  }

  /// The number of values, missing ones included.
  public var count: Int {
    switch storage {
    case .int(let values): values.count
    case .double(let values): values.count
    case .float(let values): values.count
    case .bool(let values): values.count
    case .string(let values): values.count
    }
  }

  /// What the values are.
  public var type: ColumnType {
    switch storage {
    case .int: .int
    case .double: .double
    case .float: .float
    case .bool: .bool
    case .string: .string
    }
  }

  /// Whether the values are integers or floating-point numbers; truth values are not numbers here.
  public var isNumeric: Bool {
    switch storage {
    case .int, .double, .float: true
    case .bool, .string: false
    }
  }
}

/// Strings as codes into a table; -1 is a missing value.
struct StringColumn: Sendable {
  var codes: Buffer<Int32>
  var table: StringTable
  /// Whether all strings of the table differ, so that equal codes are equal strings and the other way round. Where
  /// nearly every value is different, looking for equal ones does not pay, and each row has an entry of its own.
  var isDictionary: Bool

  var count: Int { codes.count }

  /// The same column with a table whose strings all differ.
  func asDictionary() -> StringColumn {
    if isDictionary { return self }
    var index = StringIndex()
    let translation = (0..<table.count).map { entry in table.withText(entry) { index.insert($0) } }
    let codes = Buffer<Int32>(count: count) { target in
      for row in 0..<count { target[row] = self.codes[row] < 0 ? -1 : translation[Int(self.codes[row])] }
    }
    return StringColumn(codes: codes, table: index.table, isDictionary: true)
  }
}
