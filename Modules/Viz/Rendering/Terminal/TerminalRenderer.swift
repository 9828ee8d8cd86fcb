import Tensor

/// Draws with characters. A cell is 6 × 12 points, so an 80 × 24 terminal is about as large as a figure on paper.
final class TerminalRenderer: Renderer {
  static let cell = Size(width: 6, height: 12)

  let size: Size
  private(set) var grid: TerminalGrid
  private let theme: Theme
  private var clip: Rect

  init(columns: Int, rows: Int, theme: Theme) {
    grid = TerminalGrid(columns: columns, rows: rows)
    size = Size(width: Double(columns) * Self.cell.width, height: Double(rows) * Self.cell.height)
    clip = Rect(x: 0, y: 0, width: size.width, height: size.height)
    self.theme = theme
  }

  /// The theme's ink is the terminal's own colour.
  private func shown(_ color: Color) -> Color? { color.opacity(1) == theme.ink.opacity(1) ? nil : color.opacity(1) }

  func extent(of text: Text) -> TextExtent {
    let lines = text.lines.map(\.visible)
    let width = lines.map { TerminalText.width($0[...]) }.max() ?? 0
    if TerminalText.isUpright(text) {
      return TextExtent(width: Double(lines.count) * Self.cell.width, height: Double(width) * Self.cell.height)
    }
    return TextExtent(width: Double(width) * Self.cell.width, height: Double(lines.count) * Self.cell.height)
  }

  func draw(_ text: Text) {
    guard text.origin.isFinite else { return }
    let extent = extent(of: text)
    let isUpright = TerminalText.isUpright(text)
    // Where the text's box begins; a text that is turned has its sides changed about.
    var (x, y) = (text.origin.x, text.origin.y)
    switch text.horizontal {
    case .left: if isUpright { y -= extent.height }
    case .center: if isUpright { y -= extent.height / 2 } else { x -= extent.width / 2 }
    case .right: if !isUpright { x -= extent.width }
    }
    switch text.vertical {
    case .top: break
    case .middle: if isUpright { x -= extent.width / 2 } else { y -= extent.height / 2 }
    case .baseline, .bottom: if isUpright { x -= extent.width } else { y -= extent.height }
    }
    // What ends at a line, as a title does at the frame, must not stand in the line's own cells.
    let isAbove = text.vertical == .bottom && !isUpright
    let column = Int((x / Self.cell.width).rounded())
    let row = Int((y / Self.cell.height).rounded(isAbove ? .down : .toNearestOrAwayFromZero))
    let color = shown(text.color)
    // Names of columns and files become labels: what a terminal would obey is written out.
    for (index, line) in text.lines.map({ $0.visible[...] }).enumerated() {
      let slack = text.horizontal == .center ? (Int(extent.width / Self.cell.width) - TerminalText.width(line)) / 2 : 0
      if isUpright {
        write(line, column + index, row, color, downwards: true)
      } else {
        write(line, column + max(0, slack), row + index, color, downwards: false)
      }
    }
  }

  private func write(_ line: Substring, _ column: Int, _ row: Int, _ color: Color?, downwards: Bool) {
    var (column, row) = (column, row)
    for letter in line {
      let width = TerminalText.width(of: letter)
      if width > 0, grid.contains(column, row), grid.contains(column + width - 1, row) {
        grid[column, row].letter = letter
        grid[column, row].color = color
        if width == 2 { grid[column + 1, row].isContinuation = true }
      }
      if downwards { row += 1 } else { column += width }
    }
  }

  func fill(_ path: Path, _ color: Color, rule: FillRule) {
    guard color.alpha > 0 else { return }
    let polygons = path.polygons()
    if color.opacity(1) == theme.paper.opacity(1) {
      clear(polygons)
      return
    }
    for (x, y) in halves(polygons, rule) { grid.setHalf(x, y, color) }
  }

  /// The page's colour takes away what is there.
  private func clear(_ polygons: [[Point]]) {
    for (x, y) in halves(polygons, .nonZero) where grid.contains(x, y / 2) {
      let color = grid[x, y / 2]
      var cell = TerminalGrid.Cell()
      cell.halves = y % 2 == 0 ? (nil, color.halves.1) : (color.halves.0, nil)
      grid[x, y / 2] = cell
    }
  }

  /// The half cells whose middles are inside.
  private func halves(_ polygons: [[Point]], _ rule: FillRule) -> [(Int, Int)] {
    let (width, height) = (Self.cell.width, Self.cell.height / 2)
    let ys = polygons.joined().map(\.y)
    guard let low = ys.min(), let high = ys.max(), low.isFinite, high.isFinite else { return [] }
    let first = max(0, Int((max(low, clip.minY, 0) / height - 0.5).rounded(.up)))
    let last = Int((min(high, clip.maxY, size.height) / height - 0.5).rounded(.down))
    guard first <= last else { return [] }
    var found: [(Int, Int)] = []
    for row in first...last {
      let y = (Double(row) + 0.5) * height
      for (from, to) in Scanline.spans(polygons, at: y, rule) {
        let start = max(0, Int((max(from, clip.minX) / width - 0.5).rounded(.up)))
        let end = min(grid.columns - 1, Int((min(to, clip.maxX) / width - 0.5).rounded(.up)) - 1)
        if start <= end { for column in start...end { found.append((column, row)) } }
      }
    }
    return found
  }

  func stroke(_ path: Path, _ stroke: Stroke) {
    guard stroke.color.alpha > 0 else { return }
    for run in path.polygons() {
      for (a, b) in zip(run, run.dropFirst()) {
        if stroke.isSnapped && (a.x == b.x || a.y == b.y) {
          frame(a, b, shown(stroke.color))
        } else {
          dots(a, b, stroke)
        }
      }
    }
  }

  func stroke(runs: [ArraySlice<Point>], _ stroke: Stroke) {
    for run in runs {
      if run.count == 1, let point = run.first { dots(point, point, stroke) }
      for (a, b) in zip(run, run.dropFirst()) { dots(a, b, stroke) }
    }
  }

  /// A line of a frame, joined to those that it meets.
  private func frame(_ a: Point, _ b: Point, _ color: Color?) {
    func cell(_ point: Point) -> (Int, Int) {
      (
        min(grid.columns - 1, Int((max(0, point.x) / Self.cell.width).rounded(.down))),
        min(grid.rows - 1, Int((max(0, point.y) / Self.cell.height).rounded(.down)))
      )
    }
    let (from, to) = (cell(Point(min(a.x, b.x), min(a.y, b.y))), cell(Point(max(a.x, b.x), max(a.y, b.y))))
    func mark(_ column: Int, _ row: Int, _ sides: UInt8) {
      grid[column, row].frame |= sides
      grid[column, row].color = color
    }
    if from == to {
      mark(from.0, from.1, a.y == b.y ? (a.x > b.x ? 1 : 2) : (a.y > b.y ? 4 : 8))
    } else if a.y == b.y {
      for column in from.0...to.0 { mark(column, from.1, (column > from.0 ? 1 : 0) | (column < to.0 ? 2 : 0)) }
    } else {
      for row in from.1...to.1 { mark(from.0, row, (row > from.1 ? 4 : 0) | (row < to.1 ? 8 : 0)) }
    }
  }

  private func dots(_ a: Point, _ b: Point, _ stroke: Stroke) {
    guard a.isFinite, b.isFinite, let (from, to) = Polyline.clipped(a, b, to: clip) else { return }
    let scale = 2 / Self.cell.width
    let steps = max(1, Int((max(abs(to.x - from.x), abs(to.y - from.y)) * scale).rounded(.up)))
    let color = shown(stroke.color)
    let (on, off) = stroke.dashes.isEmpty ? (1, 0) : stroke.dashes[0] > 3 * stroke.width ? (3, 2) : (1, 1)
    for step in 0...steps {
      let point = from + (to - from) * (Double(step) / Double(steps))
      let (x, y) = (Int(point.x * scale), Int(point.y * scale))
      // Dashes are counted by place, so that they go on evenly from segment to segment.
      if off > 0, max(x, y) % (on + off) >= on { continue }
      grid.setDot(x, y, color)
    }
  }

  func draw(_ batch: MarkerBatch) {
    let sign = batch.points.count <= 100 ? TerminalText.sign(batch.marker) : nil
    for (index, point) in batch.points.enumerated() where point.isFinite && clip.contains(point) {
      let color = shown(batch.fills[index])
      let (column, row) = (Int(point.x / Self.cell.width), Int(point.y / Self.cell.height))
      if let sign, grid.contains(column, row) {
        grid[column, row].letter = sign
        grid[column, row].color = color
      } else {
        grid.setDot(Int(point.x * 2 / Self.cell.width), Int(point.y * 4 / Self.cell.height), color)
      }
    }
  }

  func draw(_ mesh: Mesh) {
    for facet in mesh.facets {
      let c = facet.corners
      fill(Path(polygon: [c.0, c.1, c.2, c.3]), facet.color, rule: .nonZero)
      guard let edge = mesh.edge else { continue }
      let stroke = Stroke(edge.color, edge.width)
      for (a, b) in [(c.0, c.1), (c.1, c.2), (c.2, c.3), (c.3, c.0)] { dots(a, b, stroke) }
    }
  }

  func draw(_ image: PixelImage, in rect: Rect) {
    for (x, y) in halves([rect.corners + [rect.corners[0]]], .nonZero) {
      let across = ((Double(x) + 0.5) * Self.cell.width - rect.minX) / rect.width
      let down = ((Double(y) + 0.5) * Self.cell.height / 2 - rect.minY) / rect.height
      let column = max(0, min(image.width - 1, Int(across * Double(image.width))))
      let row = max(0, min(image.height - 1, Int(down * Double(image.height))))
      let parts = image.rgba[(row * image.width + column) * 4..<(row * image.width + column) * 4 + 4].map {
        Double($0) / 255
      }
      if parts[3] > 0 { grid.setHalf(x, y, Color(red: parts[0], green: parts[1], blue: parts[2], alpha: parts[3])) }
    }
  }

  func clipped(to rect: Rect, _ body: () -> Void) {
    let outer = clip
    clip = rect
    body()
    clip = outer
  }
}
