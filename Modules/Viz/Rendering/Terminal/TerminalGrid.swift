/// A page of characters: in each cell a letter, or lines of a frame, or eight dots, over two coloured halves.
struct TerminalGrid {
  struct Cell {
    var letter: Character?
    /// A letter twice as wide as others takes the next cell too.
    var isContinuation = false
    /// Sides to which a line of a frame goes from the middle: 1 left, 2 right, 4 up, 8 down.
    var frame: UInt8 = 0
    /// Dots as Unicode numbers those of braille.
    var dots: UInt8 = 0
    /// The colour of letter, frame and dots; nil for the terminal's own.
    var color: Color?
    /// The upper and the lower half; nil where the terminal shows through.
    var halves: (Color?, Color?) = (nil, nil)
  }

  let columns: Int
  let rows: Int
  private(set) var cells: [Cell]

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(repeating: Cell(), count: columns * rows)
  }

  func contains(_ column: Int, _ row: Int) -> Bool { column >= 0 && row >= 0 && column < columns && row < rows }

  subscript(column: Int, row: Int) -> Cell {
    get { cells[row * columns + column] }
    set { cells[row * columns + column] = newValue }
  }

  /// Sets one of 2 × 4 dots of a cell, counted over the whole page.
  mutating func setDot(_ x: Int, _ y: Int, _ color: Color?) {
    guard x >= 0, y >= 0, contains(x / 2, y / 4) else { return }
    let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    self[x / 2, y / 4].dots |= bits[(y % 4) * 2 + x % 2]
    self[x / 2, y / 4].color = color
  }

  /// Colours one of the 1 × 2 halves of a cell, over what is there.
  mutating func setHalf(_ x: Int, _ y: Int, _ color: Color) {
    guard x >= 0, y >= 0, contains(x, y / 2) else { return }
    func over(_ under: Color?) -> Color {
      under.map { $0.mixed(with: color.opacity(1), Double(color.alpha)) } ?? color
    }
    if y % 2 == 0 {
      self[x, y / 2].halves.0 = over(self[x, y / 2].halves.0)
    } else {
      self[x, y / 2].halves.1 = over(self[x, y / 2].halves.1)
    }
  }

  /// The page as text, colours as escape sequences, every line ended by a reset and a newline.
  func text(_ colors: TerminalOptions.Colors) -> String {
    var text = ""
    for row in 0..<rows {
      var line = "", style = ""
      for column in 0..<columns {
        let cell = self[column, row]
        if cell.isContinuation { continue }
        let (character, foreground, background) = shown(cell, colors)
        let wanted = TerminalColor.style(foreground, background, colors)
        if wanted != style {
          line += (style.isEmpty ? "" : "\u{1b}[0m") + wanted
          style = wanted
        }
        line.append(character)
      }
      if style.isEmpty {
        while line.last == " " { line.removeLast() }
      } else {
        line += "\u{1b}[0m"
      }
      text += line + "\n"
    }
    return text
  }

  private func shown(_ cell: Cell, _ colors: TerminalOptions.Colors) -> (Character, Color?, Color?) {
    let (upper, lower) = cell.halves
    let ground = upper.flatMap { upper in lower.map { upper.mixed(with: $0, 0.5) } } ?? upper ?? lower
    let background = colors == .none || upper == nil || lower == nil ? nil : ground
    if let letter = cell.letter { return (letter, cell.color, background) }
    if cell.frame != 0 { return (Self.frames[Int(cell.frame)], cell.color, background) }
    if cell.dots != 0 {
      return (Character(Unicode.Scalar(0x2800 + UInt32(cell.dots)) ?? " "), cell.color, background)
    }
    guard let ground else { return (" ", nil, nil) }
    if colors == .none {
      let shade = 1 - ground.luminance * Double(ground.alpha)
      return (shade > 0.8 ? "█" : shade > 0.55 ? "▓" : shade > 0.3 ? "▒" : "░", nil, nil)
    }
    switch (upper, lower) {
    case (let upper?, let lower?): return upper == lower ? ("█", upper, nil) : ("▀", upper, lower)
    case (let upper?, nil): return ("▀", upper, nil)
    default: return ("▄", lower, nil)
    }
  }

  /// Lines to the sides in the order of their bits: left, right, up, down.
  private static let frames: [Character] = Array(" ╴╶─╵┘└┴╷┐┌┬│┤├┼")
}

/// Colours as a terminal understands them.
enum TerminalColor {
  static func style(_ foreground: Color?, _ background: Color?, _ colors: TerminalOptions.Colors) -> String {
    guard colors != .none else { return "" }
    var codes: [String] = []
    for (color, code) in [(foreground, 38), (background, 48)] {
      guard let bytes = color?.bytes else { continue }
      codes.append(
        colors == .full
          ? "\(code);2;\(bytes[0]);\(bytes[1]);\(bytes[2])" : "\(code);5;\(index(bytes[0], bytes[1], bytes[2]))")
    }
    return codes.isEmpty ? "" : "\u{1b}[\(codes.joined(separator: ";"))m"
  }

  /// The nearest of xterm's colours: six steps of each part, or one of 24 greys.
  static func index(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
    let steps = [0, 95, 135, 175, 215, 255]
    func nearest(_ part: UInt8) -> Int {
      steps.indices.min { abs(steps[$0] - Int(part)) < abs(steps[$1] - Int(part)) } ?? 0
    }
    func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
      let (dr, dg, db) = (r - Int(red), g - Int(green), b - Int(blue))
      return dr * dr + dg * dg + db * db
    }
    let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
    let level = max(0, min(23, ((Int(red) + Int(green) + Int(blue)) / 3 - 3) / 10))
    let gray = 8 + 10 * level
    return distance(gray, gray, gray) < distance(steps[r], steps[g], steps[b])
      ? 232 + level : 16 + 36 * r + 6 * g + b
  }
}
