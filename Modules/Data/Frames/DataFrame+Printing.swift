import Tensor

extension DataFrame: CustomStringConvertible {
  /// The frame as pandas prints it on a terminal, with a line of types under the names: at most 60 rows (of more, the
  /// first and last five), as many columns as 80 characters hold, and how many there are where some are left out.
  public var description: String { text() }

  /// The frame as text.
  ///
  /// Of more than `maxRows` rows the first and last five are shown; of more columns than `width` characters hold, the
  /// first and as many of the last, but never less than one of each. Equals pandas' `to_string` on a terminal.
  public func text(maxRows: Int = 60, width: Int = 80) -> String {
    if columns.isEmpty { return "Empty DataFrame\nColumns: []\nIndex: \(rowCount) rows" }
    let isLong = rowCount > maxRows
    func dots(_ width: Int) -> String { width > 3 ? "..." : ".." }
    let half = isLong ? Swift.max(1, Swift.min(5, maxRows / 2)) : rowCount
    let shown = isLong ? Array(0..<half) + Array(rowCount - half..<rowCount) : Array(0..<rowCount)
    var labels = shown.map(String.init)
    if isLong { labels.insert(dots(labels.map(\.count).max() ?? 0), at: half) }
    let index = Block(lines: (["", ""] + labels), leading: true)

    var blocks: [Int: Block] = [:]
    func block(_ position: Int) -> Block {
      if let known = blocks[position] { return known }
      let text = CellText(name: columnNames[position], column: columns[position], rows: shown)
      var lines = [text.header, text.type] + text.values
      if isLong { lines.insert(dots(text.width), at: 2 + half) }
      blocks[position] = Block(lines: lines, leading: false)
      return blocks[position]!
    }
    let gap = Block(lines: Array(repeating: " ...", count: index.lines.count), leading: false)
    let kept = columnsAtEachEnd(of: width, index: index.width, gap: gap.width) { block($0).width }
    let shownBlocks =
      kept.map { [index] + (0..<$0).map(block) + [gap] + (columns.count - $0..<columns.count).map(block) }
      ?? [index] + columns.indices.map(block)
    var lines = (0..<index.lines.count).map { line in
      shownBlocks.map { $0.padded(line) }.joined(separator: " ")
    }
    if isLong || kept != nil { lines += ["", "[\(rowCount) rows x \(columns.count) columns]"] }
    return lines.joined(separator: "\n")
  }

  /// How many columns are shown at each end of lines of `room` characters; nil where all fit.
  ///
  /// As in pandas, one character is left free, and columns are taken out of the middle one after the other until the
  /// others and the dots fit; where these are an odd number, one more goes.
  private func columnsAtEachEnd(of room: Int, index: Int, gap: Int, width: (Int) -> Int) -> Int? {
    let count = columns.count
    var widths = [index]
    if count > Swift.max(room, 2) {
      let half = Swift.max(room / 2, 1)
      widths += (0..<half).map(width) + [gap] + (count - half..<count).map(width)
    } else {
      widths += (0..<count).map(width)
    }
    var excess = widths.reduce(0) { $0 + $1 + 1 } - room
    if excess > 0 { excess += gap + 1 }
    while excess > 0, widths.count > 1 {
      excess -= widths.remove(at: Int((Double(widths.count) / 2).rounded(.toNearestOrEven))) + 1
    }
    let fitting = Swift.max(widths.count - 1, 2)
    return count <= fitting ? nil : fitting / 2
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
    let names = columnNames.map(\.visible)
    let counts = columns.map { "\($0.count - $0.missingCount) non-null" }
    func width(_ title: String, _ texts: [String]) -> Int { ([title] + texts).map(\.count).max() ?? 0 }
    let widths = (width(" # ", numbers), width("Column", names), width("Non-Null Count", counts))
    func line(_ a: String, _ b: String, _ c: String, _ d: String) -> String {
      func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: width - text.count) }
      return "\(pad(a, widths.0))  \(pad(b, widths.1))  \(pad(c, widths.2))  \(d)"
    }
    var lines = ["DataFrame: \(rowCount) rows", "Data columns (total \(columns.count) columns):"]
    lines.append(line(" # ", "Column", "Non-Null Count", "Type"))
    lines.append(line("---", "------", "--------------", "----"))
    for position in columns.indices {
      lines.append(line(numbers[position], names[position], counts[position], columns[position].type.description))
    }
    let types = Dictionary(grouping: columns, by: \.type).mapValues(\.count).sorted {
      $0.key.rawValue < $1.key.rawValue
    }
    lines.append("types: " + types.map { "\($0.key)(\($0.value))" }.joined(separator: ", "))
    lines.append("memory usage: \(DataFrame.size(byteCount))")
    return lines.joined(separator: "\n")
  }

  /// So many bytes in the largest unit of which they are one or more.
  private static func size(_ bytes: Int) -> String {
    let units = ["bytes", "KB", "MB", "GB", "TB"]
    var (size, unit) = (Double(bytes), 0)
    while size >= 1024, unit < units.count - 1 { (size, unit) = (size / 1024, unit + 1) }
    return "\(NumberFormat.fixed(size, digits: 1)) \(units[unit])"
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
    if isLong {
      let dots = right > 3 ? "..." : ".."
      // In the middle of the values, as Python centres a text.
      let free = right - dots.count
      lines.insert(String(repeating: " ", count: left + 3 + free / 2 + (free & right & 1)) + dots, at: 5)
    }
    return (lines + ["Count: \(count), type: \(type)"]).joined(separator: "\n")
  }
}
