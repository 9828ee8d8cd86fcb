import Tensor

/// Writes columns as delimited text, in blocks, so that memory does not grow with the number of rows.
struct CSVWriter {
  let frame: DataFrame
  let delimiter: UInt8
  let missing: [UInt8]

  private static let block = 1 << 20

  init(_ frame: DataFrame, delimiter: Character, missing: String) {
    self.frame = frame
    self.delimiter = CSVDialect(CSVFormat(delimiter: delimiter)).delimiter
    self.missing = Array(missing.utf8)
  }

  /// Hands over the text, a block at a time.
  func write(to body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    var text: [UInt8] = []
    for (position, name) in frame.columnNames.enumerated() {
      if position > 0 { text.append(delimiter) }
      append(name, to: &text)
    }
    protectBlanks(from: 0, in: &text)
    text.append(CSVDialect.newline)
    for row in 0..<frame.rowCount {
      let start = text.count
      for (position, column) in frame.columns.enumerated() {
        if position > 0 { text.append(delimiter) }
        append(column, row, to: &text)
      }
      protectBlanks(from: start, in: &text)
      text.append(CSVDialect.newline)
      if text.count >= CSVWriter.block {
        try text.withUnsafeBytes(body)
        text.removeAll(keepingCapacity: true)
      }
    }
    try text.withUnsafeBytes(body)
  }

  /// Puts quotes around a line of blanks, which would be skipped in reading without them.
  private func protectBlanks(from start: Int, in text: inout [UInt8]) {
    guard frame.columns.count == 1, text[start...].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return }
    text.insert(0x22, at: start)
    text.append(0x22)
  }

  private func append(_ column: Column, _ row: Int, to text: inout [UInt8]) {
    if column.isMissing(at: row) { return text.append(contentsOf: missing) }
    switch column.storage {
    case .int(let values): text.append(contentsOf: String(values[row]).utf8)
    case .double(let values): text.append(contentsOf: values[row].description.utf8)
    case .float(let values): text.append(contentsOf: values[row].description.utf8)
    case .bool(let values): text.append(contentsOf: (values[row] ? "True" : "False").utf8)
    case .string(let values): append(values.table[Int(values.codes[row])], to: &text)
    }
  }

  /// A string, in quotes where it has to be.
  private func append(_ string: String, to text: inout [UInt8]) {
    let bytes = string.utf8
    let needsQuotes = bytes.contains {
      $0 == delimiter || $0 == 0x22 || $0 == CSVDialect.newline || $0 == CSVDialect.carriageReturn
    }
    guard needsQuotes else { return text.append(contentsOf: bytes) }
    text.append(0x22)
    for byte in bytes {
      if byte == 0x22 { text.append(0x22) }
      text.append(byte)
    }
    text.append(0x22)
  }
}

extension DataFrame {
  /// Writes the frame as CSV: names first, LF after every row, quotes where RFC 4180 wants them.
  ///
  /// `missing` stands for a missing value. Numbers are as short as they can be and still read back the same. The file is
  /// written beside its name and renamed when it is complete. Throws `DataError.unwritable`. Equals pandas'
  /// `to_csv(index=False)`.
  public func write(csv file: some FileLocation, delimiter: Character = ",", missing: String = "") throws {
    try WholeFile.write(file.filePath) { output in
      try CSVWriter(self, delimiter: delimiter, missing: missing).write { try output.append($0) }
    }
  }

  /// The frame as the text of a CSV file.
  public func csvText(delimiter: Character = ",", missing: String = "") -> String {
    var bytes: [UInt8] = []
    CSVWriter(self, delimiter: delimiter, missing: missing).write { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
