/// Lines of equal value, with the values written on them or not.
struct ContourMark: Mark {
  var grid: GridData
  var levels: [Double]
  var colors: ColorMapping?
  /// One colour for all lines; nil takes the colour map.
  var color: Color?
  var width: Double
  var hasLabels: Bool
  var labelSize: Double
  private let curves: [[[(x: Double, y: Double)]]]

  init(
    grid: GridData, levels: [Double], mapping: ColorMapping, color: Color?, width: Double, hasLabels: Bool,
    labelSize: Double
  ) {
    var tracer = ContourTracer(grid)
    (self.grid, self.levels, self.color, self.width) = (grid, levels, color, width)
    (self.hasLabels, self.labelSize) = (hasLabels, labelSize)
    curves = levels.map { tracer.curves(at: $0) }
    colors = color == nil ? mapping : nil
  }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent { grid.extent(xScale, yScale) }

  func draw(on canvas: Canvas) {
    var labels = ContourLabels(canvas: canvas, size: labelSize)
    let texts = TickLabels.together(levels)
    let view = canvas.plot.inset(by: -width - 2)
    var words: [Text] = []
    for (index, curves) in curves.enumerated() {
      let color = color.map(canvas.resolve) ?? colors?.color(levels[index]) ?? canvas.theme.ink
      var runs: [ArraySlice<Point>] = []
      for curve in curves {
        let points = curve.map { canvas.point($0.x, $0.y) }
        guard hasLabels, let label = labels.place(texts[index], on: points, color: color) else {
          runs += Polyline.runs(points, inside: view)
          continue
        }
        words.append(label.text)
        for part in label.rest { runs += Polyline.runs(part, inside: view) }
      }
      // Where colours do not tell heights apart, dashes tell those below zero, as in matplotlib.
      let style = self.color != nil && levels[index] < 0 ? LineStyle.dashed : .solid
      canvas.renderer.stroke(runs: runs, Stroke(color, width, style: style))
    }
    for text in words { canvas.renderer.draw(text) }
  }

  var note: String? { curves.allSatisfy(\.isEmpty) ? grid.note(of: "contour") : nil }

  func occupy(_ map: inout InkMap, on canvas: Canvas) {
    // A legend may hide some of the lines sooner than what is drawn over them.
    for curve in curves.joined() { map.add(curve: curve.map { canvas.point($0.x, $0.y) }, weight: 0.1) }
  }
}
