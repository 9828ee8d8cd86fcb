extension Column {
  /// How many values are missing.
  public var missingCount: Int {
    switch storage {
    case .int, .bool: missing?.reduce(0) { $0 + ($1 ? 1 : 0) } ?? 0
    case .double(let values): values.withUnsafe { values in (0..<count).reduce(0) { $0 + (values[$1].isNaN ? 1 : 0) } }
    case .float(let values): values.withUnsafe { values in (0..<count).reduce(0) { $0 + (values[$1].isNaN ? 1 : 0) } }
    case .string(let values):
      values.codes.withUnsafe { codes in (0..<count).reduce(0) { $0 + (codes[$1] < 0 ? 1 : 0) } }
    }
  }
}
