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
}

extension Canvas {
  /// The place of a pair of values; what a log scale cannot show is at its lower end.
  func place(_ x: Double, _ y: Double) -> Point {
    let point = point(x, y)
    return Point(point.x.isNaN ? self.x.start : point.x, point.y.isNaN ? self.y.start : point.y)
  }
}

/// A class's entry in the legend, which draws nothing on the plot.
struct LegendOnlyMark: Mark {
  var entry: LegendEntry

  func extent(x: Scale, y: Scale) -> DataExtent { .none }
  func draw(on canvas: Canvas) {}
  var legend: LegendEntry? { entry }
}
