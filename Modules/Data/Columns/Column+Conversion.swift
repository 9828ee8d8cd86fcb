public import Tensor

extension Column {
  /// The same values as another type: numbers as text, integers as floating-point numbers, text as numbers.
  ///
  /// Traps where a value does not fit, as pandas' `astype` throws.
  public func converted(to type: ColumnType) -> Column {
    if type == self.type { return self }
    switch type {
    case .double:
      if case .string(let values) = storage { return Column(.double(values.numbers())) }
      return Column(.double(doubleBuffer("converted")))
    case .float:
      if case .string = storage { return converted(to: .double).converted(to: .float) }
      return Column(.float(floatBuffer("converted")))
    case .int:
      if case .string(let values) = storage { return Column(values.integers()) }
      return Column(converted(to: .double).ints)
    case .bool:
      return Column(
        doubleBuffer("converted").map { value -> Bool? in
          if value.isNaN { return nil }
          guard value == 0 || value == 1 else { fail("Column.converted: \(value) is not a truth value") }
          return value == 1
        })
    case .string: return Column(strings)
    }
  }

  /// The values as floats, NaN where missing.
  func floatBuffer(_ operation: StaticString) -> Buffer<Float> {
    if case .float(let values) = storage { return values }
    let doubles = doubleBuffer(operation)
    return doubles.withUnsafe { doubles0 in
      Buffer(count: doubles.count) { target in for row in 0..<doubles.count { target[row] = Float(doubles0[row]) } }
    }
  }

  /// The elements of a tensor, in row-major order; bytes and 32-bit integers become `Int`.
  public init<Scalar>(_ tensor: Tensor<Scalar>) {
    self = tensor.withUnsafeScalars { scalars in
      switch Scalar.scalarType {
      case .float: Column(.float(Buffer(scalars.map { $0 as! Float })))
      case .double: Column(.double(Buffer(scalars.map { $0 as! Double })))
      case .int: Column(.int(Buffer(scalars.map { $0 as! Int })))
      case .int32: Column(.int(Buffer(scalars.map { Int($0 as! Int32) })))
      case .uint8: Column(.int(Buffer(scalars.map { Int($0 as! UInt8) })))
      case .bool: Column(.bool(Buffer(scalars.map { $0 as! Bool })))
      }
    }
  }

  /// The values as a tensor of shape [count]: NaN where one is missing, 1 and 0 for truth values.
  ///
  /// Traps for strings, and for missing values where `Scalar` has no NaN.
  public func tensor<Scalar: NumericScalar>(as scalar: Scalar.Type) -> Tensor<Scalar> {
    let values = doubleBuffer("tensor")
    let hasNaN = Scalar.self == Float.self || Scalar.self == Double.self
    require(hasNaN || missingCount == 0, "Column.tensor: \(missingCount) values are missing, \(Scalar.self) has no NaN")
    if let same = values as? Buffer<Scalar> { return Tensor(scalars: same, shape: [count]) }
    if case .int(let ints) = storage, let result = Tensor<Int>(scalars: ints, shape: [count]) as? Tensor<Scalar> {
      return result
    }
    return Tensor(shape: [count]) { target in
      values.withUnsafe { for row in 0..<values.count { target[row] = Scalar(nearest: $0[row]) } }
    }
  }

  /// The values as a tensor of `Float`, of shape [count]: NaN where one is missing, 1 and 0 for truth values.
  ///
  /// Traps for strings.
  public func tensor() -> Tensor<Float> {
    let values = floatBuffer("tensor")
    return Tensor(shape: [count]) { target in
      values.withUnsafe { target.baseAddress?.update(from: $0, count: values.count) }
    }
  }
}

extension StringColumn {
  /// The strings as numbers, NaN where one is missing.
  func numbers() -> Buffer<Double> {
    let entries = (0..<table.count).map { entry in
      table.withText(entry) { text -> Double in
        guard let value = NumberText.parseDouble(text) else {
          fail("Column.converted: '\(table[entry])' is not a number")
        }
        return value
      }
    }
    return Buffer(count: count) { target in
      for row in 0..<count { target[row] = codes[row] < 0 ? .nan : entries[Int(codes[row])] }
    }
  }

  /// The strings as integers, nil where one is missing.
  func integers() -> [Int?] {
    let entries = (0..<table.count).map { entry in
      table.withText(entry) { text -> Int in
        guard let value = NumberText.parseInt(text) ?? NumberText.parseDouble(text).flatMap(Int.init(exactly:)) else {
          fail("Column.converted: '\(table[entry])' is not an integer")
        }
        return value
      }
    }
    return codes.map { $0 < 0 ? nil : entries[Int($0)] }
  }
}
