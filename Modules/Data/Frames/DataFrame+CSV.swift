extension DataFrame {
  /// Reads a CSV file, plain or gzipped; types are inferred over the whole column.
  ///
  ///     let train = try DataFrame(csv: "train.csv")
  ///     let sales = try DataFrame(csv: url, missing: ["NA"], format: CSVFormat(delimiter: ";", decimal: ","))
  ///
  /// `missing` are the strings that stand for a missing value, exactly; by default those of pandas 2 and later. Throws
  /// `DataError` with the line and the number of the field: `houses.csv:17:5: 'abc' is not a number (column LotArea)`.
  /// Equals pandas' `read_csv`, but a ragged row is an error and an integer column with missing values stays one. Integers
  /// of which one does not fit `Int` keep their digits as text, unless fractions stand in the same column.
  public init(
    csv file: some FileLocation, missing: [String] = CSVFormat.missingStrings, format: CSVFormat = CSVFormat()
  ) throws {
    try self.init(CSVReader(try FileReader(file.filePath), format: format, missing: missing))
  }

  /// Reads CSV from text; `name` is what error messages call it.
  public init(
    csvText text: String, name: String = "text", missing: [String] = CSVFormat.missingStrings,
    format: CSVFormat = CSVFormat()
  ) throws {
    try self.init(csvBytes: Array(text.utf8), name: name, missing: missing, format: format)
  }

  /// Reads CSV from the bytes of a file, plain or gzipped.
  public init(
    csvBytes bytes: [UInt8], name: String = "text", missing: [String] = CSVFormat.missingStrings,
    format: CSVFormat = CSVFormat()
  ) throws {
    let source = MemorySource(name: name, bytes: Buffer(bytes))
    try self.init(CSVReader(source, format: format, missing: missing))
  }

  private init(_ reader: CSVReader) throws {
    let (names, columns) = try reader.read()
    self.init(names: names, columns: columns, rowCount: columns.first?.count ?? 0)
  }
}
