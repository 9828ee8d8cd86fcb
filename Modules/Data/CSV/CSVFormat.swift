import Tensor

/// How a delimited text file is written; the defaults are those of pandas' `read_csv`, except where a row is ragged.
public struct CSVFormat: Sendable {
  /// Where the names of the columns come from.
  public enum Header: Sendable, Equatable {
    /// The first row that is not skipped.
    case firstRow
    /// There is none: columns are named `0`, `1`, …
    case none
    /// There is none: these are the names.
    case names([String])
  }

  /// What becomes of a row with more or fewer fields than there are columns.
  public enum RaggedRows: Sendable {
    /// It is an error, with its line.
    case error
    /// Missing values fill a short row, as in pandas; a long row is still an error.
    case fill
    /// Missing values fill a short row, and what a long row has too much is left out.
    case fillAndCut
  }

  /// What becomes of bytes that are not UTF-8.
  public enum InvalidUTF8: Sendable {
    /// They are an error, with their offset.
    case error
    /// They are read as U+FFFD.
    case replace
  }

  /// Between two fields: `,` `;` tab `|`, any ASCII character but a quote or a line end.
  public var delimiter: Character
  /// Around a field that holds delimiters, line ends or quotes (doubled); nil where quotes mean nothing.
  public var quote: Character?
  /// Where the names come from.
  public var header: Header
  /// The names of the columns to read, in the order of the file; all where nil.
  public var columns: [String]?
  /// Types by column name, where they shall not be inferred. A value that does not fit is an error.
  public var types: [String: ColumnType]
  /// Lines left out at the beginning.
  public var skipRows: Int
  /// At most so many rows are read.
  public var limit: Int?
  /// What starts a comment, up to the end of the line.
  public var comment: Character?
  /// What separates groups of digits, as in `1,234`.
  public var thousands: Character?
  /// The decimal point.
  public var decimal: Character
  /// What becomes of ragged rows.
  public var raggedRows: RaggedRows
  /// What becomes of bytes that are not UTF-8.
  public var invalidUTF8: InvalidUTF8

  /// A format; what is left out is as RFC 4180 and pandas have it.
  public init(
    delimiter: Character = ",", quote: Character? = "\"", header: Header = .firstRow, columns: [String]? = nil,
    types: [String: ColumnType] = [:], skipRows: Int = 0, limit: Int? = nil, comment: Character? = nil,
    thousands: Character? = nil, decimal: Character = ".", raggedRows: RaggedRows = .error,
    invalidUTF8: InvalidUTF8 = .error
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.header = header
    self.columns = columns
    self.types = types
    self.skipRows = skipRows
    self.limit = limit
    self.comment = comment
    self.thousands = thousands
    self.decimal = decimal
    self.raggedRows = raggedRows
    self.invalidUTF8 = invalidUTF8
  }

  /// What pandas 2 and later reads as a missing value, the empty field included.
  public static let missingStrings = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
    "NULL", "NaN", "None", "n/a", "nan", "null",
  ]
}

/// The characters of a format as bytes, checked.
struct CSVDialect: Sendable {
  let delimiter: UInt8
  /// 0 where there is none, as for the other optional characters: a NUL byte means nothing in a text file.
  let quote: UInt8
  let comment: UInt8
  let thousands: UInt8
  let decimal: UInt8

  static let newline = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")

  init(_ format: CSVFormat) {
    func byte(_ character: Character?, _ what: String) -> UInt8 {
      guard let character else { return 0 }
      guard let byte = character.asciiValue, byte != 0, byte != Self.newline, byte != Self.carriageReturn else {
        fail("CSVFormat: \(what) \(String(reflecting: character)): an ASCII character is needed, not a line end")
      }
      return byte
    }
    delimiter = byte(format.delimiter, "delimiter")
    quote = byte(format.quote, "quote")
    comment = byte(format.comment, "comment")
    thousands = byte(format.thousands, "thousands")
    decimal = byte(format.decimal, "decimal")
    require(delimiter != quote && delimiter != comment, "CSVFormat: the delimiter has another meaning too")
    require(quote != comment || quote == 0, "CSVFormat: quote and comment are the same character")
  }

  /// Whether numbers are written as Swift writes them, so that they can be read where they stand.
  var hasPlainNumbers: Bool { thousands == 0 && decimal == UInt8(ascii: ".") }

  @inline(__always)
  func isEndOfField(_ byte: UInt8) -> Bool { byte == delimiter || byte == Self.newline || byte == Self.carriageReturn }
}
