extension DataFrame: CustomStringConvertible {
  /// The frame as pandas prints it, with a line of types under the names: at most 60 rows (of more, the first and last
  /// five), as many columns as 80 characters hold.
  public var description: String { text() }

  /// The frame as text.
  ///
  /// Of more than `maxRows` rows the first and last five are shown; of more columns than `width` characters hold, the
  /// first and the last.
  public func text(maxRows: Int = 60, width: Int = 80) -> String {
    if columns.isEmpty { return "Empty DataFrame\nColumns: []\nIndex: \(rowCount) rows" }
    let isLong = rowCount > maxRows
    let half = isLong ? Swift.max(1, Swift.min(5, maxRows / 2)) : rowCount
    let shown = isLong ? Array(0..<half) + Array(rowCount - half..<rowCount) : Array(0..<rowCount)
    var labels = shown.map(String.init)
    if isLong { labels.insert("...", at: half) }
    let index = Block(lines: (["", ""] + labels), leading: true)

    var blocks: [Int: Block] = [:]
    func block(_ position: Int) -> Block {
      if let known = blocks[position] { return known }
      let text = CellText(name: columnNames[position], column: columns[position], rows: shown)
      var lines = [text.header, text.type] + text.values
      if isLong { lines.insert(text.width > 3 ? "..." : "..", at: 2 + half) }
      blocks[position] = Block(lines: lines, leading: false)
      return blocks[position]!
    }
    let (head, tail) = fitting(width - index.width) { block($0).width }
    var shownBlocks = [index] + head.map(block)
    if head.count + tail.count < columns.count {
      shownBlocks.append(Block(lines: Array(repeating: "...", count: index.lines.count), leading: false))
    }
    shownBlocks += tail.map(block)
    var lines = (0..<index.lines.count).map { line in
      shownBlocks.map { $0.padded(line) }.joined(separator: " ")
    }
    lines.append("")
    lines.append("[\(rowCount) rows x \(columns.count) columns]")
    return lines.joined(separator: "\n")
  }

  /// The columns that fit, from both ends in turn, as pandas leaves out the middle.
  private func fitting(_ room: Int, width: (Int) -> Int) -> (head: Range<Int>, tail: Range<Int>) {
    let count = columns.count
    var (used, shown) = (0, 0)
    while shown < count, used <= room {
      used += width(shown) + 1
      shown += 1
    }
    if shown == count, used <= room { return (0..<count, count..<count) }
    var (head, tail, left) = (0, count, room - 4)
    while head < tail {
      let takesHead = head <= count - tail
      let next = width(takesHead ? head : tail - 1) + 1
      if next > left { break }
      left -= next
      if takesHead { head += 1 } else { tail -= 1 }
    }
    return (0..<Swift.max(head, 1), Swift.max(tail, Swift.max(head, 1))..<count)
  }

  private struct Block {
    let lines: [String]
    let leading: Bool
    let width: Int

    init(lines: [String], leading: Bool) {
      self.lines = lines
      self.leading = leading
      width = lines.map(\.count).max() ?? 0
    }

    func padded(_ line: Int) -> String {
      let blanks = String(repeating: " ", count: width - lines[line].count)
      return leading ? lines[line] + blanks : blanks + lines[line]
    }
  }

  /// What pandas' `info` prints: rows, columns with their types and counts of values, memory.
  public func info() -> String {
    let numbers = columns.indices.map { " \($0)" }
    let counts = columns.map { "\($0.count - $0.missingCount) non-null" }
    func width(_ title: String, _ texts: [String]) -> Int { ([title] + texts).map(\.count).max() ?? 0 }
    let widths = (width(" # ", numbers), width("Column", columnNames), width("Non-Null Count", counts))
    func line(_ a: String, _ b: String, _ c: String, _ d: String) -> String {
      func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: width - text.count) }
      return "\(pad(a, widths.0))  \(pad(b, widths.1))  \(pad(c, widths.2))  \(d)"
    }
    var lines = ["DataFrame: \(rowCount) rows", "Data columns (total \(columns.count) columns):"]
    lines.append(line(" # ", "Column", "Non-Null Count", "Type"))
    lines.append(line("---", "------", "--------------", "----"))
    for position in columns.indices {
      lines.append(line(numbers[position], columnNames[position], counts[position], columns[position].type.description))
    }
    let types = Dictionary(grouping: columns, by: \.type).mapValues(\.count).sorted {
      $0.key.rawValue < $1.key.rawValue
    }
    lines.append("types: " + types.map { "\($0.key)(\($0.value))" }.joined(separator: ", "))
    lines.append("memory usage: \(NumberFormat.fixed(Double(byteCount) / 1024, digits: 1)) KB")
    return lines.joined(separator: "\n")
  }

  /// Bytes that the values take.
  public var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }
}

extension Column {
  /// Bytes that the values take.
  var byteCount: Int {
    let mask = missing?.count ?? 0
    switch storage {
    case .int(let values): return values.count * 8 + mask
    case .double(let values): return values.count * 8
    case .float(let values): return values.count * 4
    case .bool(let values): return values.count + mask
    case .string(let values): return values.count * 4 + values.table.bytes.count + values.table.count * 8
    }
  }
}

extension Column: CustomStringConvertible {
  /// The values, one a line, the first and last five of more than 60; then count and type.
  public var description: String {
    let isLong = count > 60
    let shown = isLong ? Array(0..<5) + Array(count - 5..<count) : Array(0..<count)
    let text = CellText(name: "", column: self, rows: shown)
    let labels = shown.map(String.init)
    let (left, right) = (labels.map(\.count).max() ?? 0, text.values.map(\.count).max() ?? 0)
    var lines = zip(labels, text.values).map { label, value in
      label + String(repeating: " ", count: left - label.count + 3)
        + String(repeating: " ", count: right - value.count) + value
    }
    if isLong { lines.insert("...", at: 5) }
    return (lines + ["Count: \(count), type: \(type)"]).joined(separator: "\n")
  }
}
