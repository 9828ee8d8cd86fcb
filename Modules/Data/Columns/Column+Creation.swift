extension Column {
  /// Integers.
  public init(_ values: [Int]) { self.init(.int(Buffer(values))) }
  /// Double-precision numbers; NaN is a missing value.
  public init(_ values: [Double]) { self.init(.double(Buffer(values))) }
  /// Single-precision numbers; NaN is a missing value.
  public init(_ values: [Float]) { self.init(.float(Buffer(values))) }
  /// Truth values.
  public init(_ values: [Bool]) { self.init(.bool(Buffer(values))) }
  /// Strings.
  public init(_ values: [String]) { self.init(values.map(Optional.some)) }

  /// Integers, nil where there is none.
  public init(_ values: [Int?]) {
    self.init(.int(Buffer(values.map { $0 ?? 0 })), missing: Column.mask(values))
  }
  /// Double-precision numbers, nil where there is none.
  public init(_ values: [Double?]) { self.init(.double(Buffer(values.map { $0 ?? .nan }))) }
  /// Truth values, nil where there is none.
  public init(_ values: [Bool?]) {
    self.init(.bool(Buffer(values.map { $0 ?? false })), missing: Column.mask(values))
  }
  /// Strings, nil where there is none.
  public init(_ values: [String?]) {
    var index = StringIndex()
    let codes = Buffer<Int32>(values.map { $0.map { index.insert($0) } ?? -1 })
    self.init(.string(StringColumn(codes: codes, table: index.table, isDictionary: true)))
  }

  /// The same value `count` times; nil gives a `Double` column of missing values. Traps for a negative count.
  public init(repeating value: Cell, count: Int) {
    require(count >= 0, "Column: a value cannot be repeated \(count) times")
    switch value {
    case .int(let value): self.init(.int(Buffer(repeating: value, count: count)))
    case .double(let value): self.init(.double(Buffer(repeating: value, count: count)))
    case .bool(let value): self.init(.bool(Buffer(repeating: value, count: count)))
    case .string(let value):
      let codes = Buffer<Int32>(repeating: 0, count: count)
      self.init(.string(StringColumn(codes: codes, table: StringTable([value]), isDictionary: true)))
    case .missing: self.init(.double(Buffer(repeating: .nan, count: count)))
    }
  }

  /// Cells of any kind: the narrowest type that holds them all, as reading a CSV file would give it.
  public init(_ cells: [Cell]) {
    let values = cells.filter { !$0.isMissing }
    func all(_ test: (Cell) -> Bool) -> Bool { values.allSatisfy(test) }
    if values.isEmpty {
      self.init(repeating: nil, count: cells.count)
    } else if all({ if case .int = $0 { true } else { false } }) {
      self.init(cells.map { if case .int(let value) = $0 { value } else { nil } })
    } else if all({ if case .bool = $0 { true } else { false } }) {
      self.init(cells.map { if case .bool(let value) = $0 { value } else { nil } })
    } else if all({ if case .string = $0 { false } else { $0.number != nil } }), !values.contains(where: \.isBool) {
      self.init(cells.map(\.number))
    } else {
      self.init(cells.map { $0.isMissing ? nil : $0.description })
    }
  }

  private static func mask<Value>(_ values: [Value?]) -> Buffer<Bool>? {
    values.contains { $0 == nil } ? Buffer(values.map { $0 == nil }) : nil
  }
}

extension Cell {
  var isBool: Bool { if case .bool = self { true } else { false } }
}
