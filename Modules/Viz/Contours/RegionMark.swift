/// Areas of a grid, each in a colour: bands between contours, or the regions of a classifier.
struct RegionMark: Mark {
  struct Region {
    /// Closed curves; what an odd number of them encloses belongs to the region.
    var outlines: [[(x: Double, y: Double)]]
    var color: Color
    var label: String?
  }

  var grid: GridData
  var regions: [Region]
  var colors: ColorMapping?

  var layer: Layer { .image }
  var coversGrid: Bool { true }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent { grid.extent(xScale, yScale) }

  func draw(on canvas: Canvas) {
    let view = canvas.plot.inset(by: -50)
    for region in regions {
      var path = Path()
      for outline in region.outlines {
        path.append(
          Path(
            polygon: outline.dropLast().map { view.nearest(to: canvas.place($0.x, $0.y)) }))
      }
      if !path.isEmpty { canvas.renderer.fill(path, canvas.resolve(region.color), rule: .evenOdd) }
    }
  }

  var legend: LegendEntry? { nil }
  var note: String? {
    grid.rows < 2 || grid.columns < 2 || regions.allSatisfy(\.outlines.isEmpty) ? grid.note(of: "area") : nil
  }
}

extension GridData {
  /// Why nothing is drawn over a grid.
  func note(of part: String) -> String {
    guard let span = Interval(of: z) else { return "no data" }
    if rows < 2 || columns < 2 { return "no \(part): \(rows) × \(columns) points, at least 2 × 2 are needed" }
    if span.low == span.high { return "no \(part): z is \(TickLabels.number(span.low, digits: 4)) everywhere" }
    return "no \(part) between \(TickLabels.number(span.low, digits: 4)) and \(TickLabels.number(span.high, digits: 4))"
  }
}

extension Canvas {
  /// The place of a pair of values; what a log scale cannot show is beyond its lower end.
  func place(_ x: Double, _ y: Double) -> Point {
    Point(self.x.orBeyond(x), self.y.orBeyond(y))
  }
}

/// A class's entry in the legend, which draws nothing on the plot.
struct LegendOnlyMark: Mark {
  var entry: LegendEntry

  func extent(x: Scale, y: Scale) -> DataExtent { .none }
  func draw(on canvas: Canvas) {}
  var legend: LegendEntry? { entry }
}
