/// Numbers written on the cells of a coloured matrix, dark on light cells and light on dark ones.
struct CellNumbersMark: Mark {
  var values: [Double]
  var columns: Int
  var decimals: Int?
  var mapping: ColorMapping

  var layer: Layer { .text }
  var coversGrid: Bool { true }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    let rows = columns > 0 ? values.count / columns : 0
    return values.isEmpty
      ? .none
      : DataExtent(
        x: Interval(0, Double(columns - 1)), y: Interval(0, Double(rows - 1)), isWholeX: true, isWholeY: true)
  }

  var note: String? { values.allSatisfy(\.isNaN) ? "no data" : nil }

  func draw(on canvas: Canvas) {
    let texts = values.map { value in
      value.isNaN ? "" : decimals.map { TickLabels.fixed(value, decimals: $0) } ?? TickLabels.number(value, digits: 3)
    }
    let cell = Size(width: abs(canvas.x(1) - canvas.x(0)), height: abs(canvas.y(1) - canvas.y(0)))
    // One size for all, as large as the widest number allows.
    let full = canvas.metrics.fontSize
    let widest = texts.map { canvas.renderer.extent(of: Text($0, size: full, color: .ink)).width }.max() ?? 0
    let size = min(full, widest > 0 ? full * cell.width * 0.86 / widest : full, cell.height * 0.7)
    guard size >= 3.5 else { return }
    for (index, text) in texts.enumerated() where !text.isEmpty {
      let center = canvas.point(Double(index % columns), Double(index / columns))
      let background = mapping.color(values[index]) ?? canvas.theme.paper
      let color = background.luminance > 0.36 ? Color(gray: 0.1) : Color(gray: 1)
      canvas.renderer.draw(Text(text, size: size, color: color, at: center, .center, .middle))
    }
  }
}
