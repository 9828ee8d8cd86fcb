import Synchronization

/// One pass over all pieces on all threads, and the columns that come of it.
struct CSVPass {
  /// nil where a column is skipped, or turned out to be text and was not stored.
  private(set) var columns: [Column?] = []

  private let plan: CSVPlan
  private let results: [CSVPieceResult]
  private let memory: [BufferStorage?]
  /// Whether every piece but the last held as many rows as it could, so that there are no gaps in the memory.
  private let isDense: Bool
  private let rowCount: Int
  /// Rows that there would have to be memory for, where there was too little.
  let lackedCapacity: Int?
  /// Rows that there has to be memory for, of a file that has just been read.
  let capacity: Int

  init(_ reader: CSVReader, from start: Int, _ plan: CSVPlan, names: [String], capacity: Int) throws {
    var plan = plan
    memory = plan.fields.map { field in
      let size = CSVPieceParser.size(of: field.kind)
      return size == 0 ? nil : BufferStorage(byteCount: capacity * size)
    }
    for index in plan.fields.indices { plan.fields[index].memory = memory[index]?.base }

    let pieces = CSVPieces(
      reader.source, from: start, dialect: reader.dialect, limit: reader.format.limit, capacity: capacity,
      blockSize: reader.blockSize)
    let results = Mutex([CSVPieceResult?](repeating: nil, count: pieces.count))
    let failure = FirstFailure()
    let pass = plan
    Workers.run(pieces: pieces.count) { claim in
      var text = CSVPieceText()
      while !failure.isSet, let number = claim() {
        failure.catching(at: number) {
          guard let piece = try pieces.take(number, &text) else { return }
          let parser = CSVPieceParser(pass, start: text.start, firstRow: piece.firstRow)
          do {
            var result = try parser.parse(count: text.count, limit: piece.rows)
            result.firstRow = piece.firstRow
            results.withLock { $0[number] = result }
          } catch let failure as CSVFailure {
            throw try failure.located(in: reader.source, from: piece.bytes.lowerBound, names: names)
          }
        }
      }
    }
    try failure.rethrow()
    self.plan = plan
    self.results = results.withLock { $0.compactMap { $0 } }
    self.capacity = pieces.rows
    rowCount = self.results.reduce(0) { $0 + $1.rows }
    isDense = zip(self.results, self.results.dropFirst()).allSatisfy { $0.firstRow + $0.rows == $1.firstRow }
    if pieces.rows > capacity {
      lackedCapacity = pieces.rows
      return
    }
    lackedCapacity = nil
    columns = plan.fields.indices.map(column)
  }

  private func column(_ index: Int) -> Column? {
    guard let memory = memory[index] else { return nil }
    let planned = plan.fields[index].kind
    let kind = results.reduce(CSVPlan.Kind.unknown) { $0.joined($1.fields[index].kind) }
    switch kind == .unknown ? planned : kind {
    case .skip, .wide, .unstoredString: return nil
    case .string: return stringColumn(index, memory)
    case .bool: return Column(.bool(gather(index, memory, kind: .bool)), missing: missingMask(index))
    case .int: return Column(.int(gather(index, memory, kind: .int)), missing: missingMask(index))
    case .unknown: return Column(repeating: nil, count: rowCount)
    case .double:
      widen(index, memory)
      return Column(.double(gather(index, memory, kind: .double)))
    }
  }

  /// Makes doubles of the pieces that held integers, or nothing.
  private func widen(_ index: Int, _ memory: BufferStorage) {
    Workers.run(pieces: results.count) { claim in
      while let number = claim() {
        let field = results[number].fields[index]
        let start = memory.base + results[number].firstRow * 8
        if field.kind == .int { CSVPieceParser.widenToDoubles(start, count: results[number].rows) }
        if field.kind == .int || field.kind == .unknown {
          for row in field.missingRows { start.storeBytes(of: .nan, toByteOffset: Int(row) * 8, as: Double.self) }
        }
      }
    }
  }

  /// The values without gaps.
  private func gather<Value: BitwiseCopyable & Sendable>(
    _ index: Int, _ memory: BufferStorage, kind: CSVPlan.Kind
  ) -> Buffer<Value> {
    let planned = CSVPieceParser.size(of: plan.fields[index].kind)
    let size = MemoryLayout<Value>.stride
    if planned == size, isDense { return Buffer(adopting: memory, count: rowCount) }
    return Buffer(count: rowCount) { target in
      var next = UnsafeMutableRawPointer(target)
      for result in results {
        if result.fields[index].kind == kind || planned == size {
          next.copyMemory(from: memory.base + result.firstRow * planned, byteCount: result.rows * size)
        } else {
          // Nothing but missing values: -1 is that of a string, others have their mask.
          let byte: UInt8 = kind == .string ? 0xff : 0
          next.initializeMemory(as: UInt8.self, repeating: byte, count: result.rows * size)
        }
        next += result.rows * size
      }
    }
  }

  private func missingMask(_ index: Int) -> Buffer<Bool>? {
    guard results.contains(where: { !$0.fields[index].missingRows.isEmpty }) else { return nil }
    var mask = Buffer<Bool>(repeating: false, count: rowCount)
    mask.withUnsafeMutable { mask in
      var first = 0
      for result in results {
        for row in result.fields[index].missingRows { mask[first + Int(row)] = true }
        first += result.rows
      }
    }
    return mask
  }

  /// Puts the pieces' strings into one table, and their codes in its terms.
  private func stringColumn(_ index: Int, _ memory: BufferStorage) -> Column {
    let isDictionary = results.allSatisfy { $0.fields[index].isDictionary }
    var translations: [[Int32]] = []
    var set = StringIndex()
    var table = StringTable()
    for result in results {
      let strings = result.fields[index].strings
      if isDictionary {
        translations.append((0..<strings.count).map { entry in strings.withText(entry) { set.insert($0) } })
      } else {
        translations.append((0..<strings.count).map { Int32(table.count + $0) })
        table.append(contentsOf: strings)
      }
    }
    let all = translations
    Workers.run(pieces: results.count) { claim in
      while let number = claim() {
        let translation = all[number]
        if results[number].fields[index].kind == .unknown { continue }
        if translation.enumerated().allSatisfy({ $0.offset == Int($0.element) }) { continue }
        let size = CSVPieceParser.size(of: plan.fields[index].kind)
        let codes = (memory.base + results[number].firstRow * size).assumingMemoryBound(to: Int32.self)
        translation.withUnsafeBufferPointer { translation in
          for row in 0..<results[number].rows where codes[row] >= 0 { codes[row] = translation[Int(codes[row])] }
        }
      }
    }
    let codes: Buffer<Int32> = gather(index, memory, kind: .string)
    return Column(
      .string(StringColumn(codes: codes, table: isDictionary ? set.table : table, isDictionary: isDictionary)))
  }
}
