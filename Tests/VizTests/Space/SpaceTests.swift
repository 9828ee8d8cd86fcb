import Tensor
import Testing

@testable import Viz

@Suite struct SpaceTests {
  @Test func nearFacetsHideFarOnes() throws {
    // Two level sheets: seen from above the upper one hides the lower.
    let figure = Figure(width: 4, height: 4)
    func sheet(_ height: Double) -> Matrix2D {
      Matrix2D(values: Array(repeating: height, count: 4), rows: 2, columns: 2)
    }
    figure.axes.surface([0, 1], [0, 1], sheet(1), color: "#ff0000", isLit: false)
    figure.axes.surface([0, 1], [0, 1], sheet(0), color: "#0000ff", isLit: false)
    figure.axes.view = ViewAngle(elevation: 89, azimuth: -90)
    let buffer = try figure.pixels()
    #expect(buffer[200, 190] == 0xff0000)
    figure.axes.view = ViewAngle(elevation: -89, azimuth: -90)
    #expect(try figure.pixels()[200, 190] == 0x0000ff)
  }

  @Test func aPathOverASurfaceLeavesNoSeams() throws {
    let places = (0..<40).map(Double.init)
    func height(_ x: Double, _ y: Double) -> Double { (x - 20) * (x - 20) + y * y / 4 }
    let heights = places.map { y in places.map { x in height(x, y) } }
    func buffer(hasPath: Bool) throws -> PixelBuffer {
      let figure = Figure(width: 3, height: 3)
      figure.axes.surface(places, places, Tensor(heights), color: "#0000ff", isLit: false)
      if hasPath {
        let x = (0..<200).map { Double($0) / 5.2 }
        figure.axes.plot3D(x, x, x.map { height($0, $0) }, color: "#ff0000")
      }
      return try figure.pixels()
    }
    let plain = try buffer(hasPath: false), path = try buffer(hasPath: true)
    let pixels = 0..<plain.width * plain.height
    let inside = pixels.filter { plain.pixels[$0] & 0xffffff == 0x0000ff }
    #expect(inside.count > 5000)
    // Neither the surface nor the path has any green: where it shows, the page shows through.
    #expect(inside.filter { path.pixels[$0] >> 8 & 0xff > 8 }.isEmpty)
    #expect(inside.contains { path.pixels[$0] & 0xffffff == 0xff0000 })
  }

  @Test func boxFillsItsPlaceFromEveryAngle() {
    for elevation in stride(from: -90.0, through: 90, by: 30) {
      for azimuth in stride(from: -180.0, to: 180, by: 45) {
        let rect = Rect(x: 10, y: 20, width: 200, height: 150)
        let unit = Interval(0, 1)
        let map = SpaceMap(unit, unit, unit, ViewAngle(elevation: elevation, azimuth: azimuth), in: rect)
        let points = SpaceMap.corners.map { map.project($0).point }
        for point in points { #expect(rect.inset(by: -0.01).contains(point)) }
        let width = (points.map(\.x).max() ?? 0) - (points.map(\.x).min() ?? 0)
        let height = (points.map(\.y).max() ?? 0) - (points.map(\.y).min() ?? 0)
        #expect(abs(width - 200) < 0.01 || abs(height - 150) < 0.01)
      }
    }
  }

  /// From wherever it is seen, the box with all that is written around it is as large as the page allows, and no larger.
  @Test func numbersAroundTheBoxStayOnThePageAndUseIt() {
    for elevation in [-40.0, 10, 30, 75] {
      for azimuth in stride(from: -160.0, to: 180, by: 40) {
        let figure = Figure(width: 4, height: 3)
        figure.axes.scatter3D([0, 1000], [-0.001, 0.002], [1e6, 2e6])
        (figure.axes.xLabel, figure.axes.yLabel, figure.axes.zLabel) = ("width", "a rather long name", "loss")
        figure.axes.view = ViewAngle(elevation: elevation, azimuth: azimuth)
        let renderer = RecordingRenderer(width: 288, height: 216)
        figure.draw(on: renderer)
        let page = Rect(x: 0, y: 0, width: 288, height: 216)
        // A turned text stands around its middle.
        let boxes = renderer.texts.map { text in
          let extent = renderer.extent(of: text)
          return Rect(
            x: text.origin.x - extent.width / 2, y: text.origin.y - extent.height / 2, width: extent.width,
            height: extent.height)
        }
        for box in boxes { #expect(box.corners.allSatisfy(page.contains), "\(elevation)°, \(azimuth)°: \(box)") }
        let (xs, ys) = (boxes.flatMap { [$0.minX, $0.maxX] }, boxes.flatMap { [$0.minY, $0.maxY] })
        let frame: [Point] = renderer.strokes.flatMap(\.path.elements).compactMap { element in
          switch element {
          case .move(let point), .line(let point): point
          default: nil
          }
        }
        let wide = ((xs + frame.map(\.x)).max() ?? 0) - ((xs + frame.map(\.x)).min() ?? 0)
        let high = ((ys + frame.map(\.y)).max() ?? 0) - ((ys + frame.map(\.y)).min() ?? 0)
        #expect(wide > 260 || high > 190, "\(elevation)°, \(azimuth)°: \(wide) × \(high)")
      }
    }
  }

  @Test func dividedGridKeepsItsPointsAndHoles() {
    let grid = GridData(rows: 2, columns: 3, x: [0, 1, 2, 0, 1, 2], y: [0, 0, 0, 1, 1, 1], z: [0, 1, .nan, 2, 3, 4])
    let fine = grid.divided(into: 2)
    #expect(fine.rows == 3 && fine.columns == 5)
    #expect(fine.z[0] == 0 && fine.z[2] == 1 && fine.z[10] == 2 && fine.z[6] == 1.5)
    #expect(fine.z[3].isNaN && fine.z[4].isNaN && fine.z[12] == 3)
  }

  @Test func numbersAtTheCornersKeepApart() {
    let figure = Figure()
    let z = Matrix2D(values: (0..<9).map(Double.init), rows: 3, columns: 3)
    figure.axes.surface([-1, 0, 1], [-2, 0, 2], z)
    let renderer = RecordingRenderer()
    figure.draw(on: renderer)
    let boxes = renderer.texts.map { renderer.box($0) }
    #expect(boxes.count > 8 && !renderer.facets.isEmpty)
    #expect(renderer.textsUnderFacets == 0, "a surface may hide numbers")
    let page = Rect(x: 0, y: 0, width: renderer.size.width, height: renderer.size.height).inset(by: -1)
    for first in boxes.indices {
      for second in boxes.indices where second > first { #expect(!boxes[first].intersects(boxes[second])) }
    }
    for box in boxes { #expect(page.contains(Point(box.minX, box.minY)) && page.contains(Point(box.maxX, box.maxY))) }
  }

  @Test func missingAndExtremeValuesDraw() throws {
    for z in [[Double.nan, .nan, .nan, .nan], [1e300, -1e300, 0, 1], [5, 5, 5, 5], [.infinity, 0, 1, 2]] {
      let figure = Figure(width: 3, height: 3)
      figure.axes.surface([0, 1], [0, 1], Matrix2D(values: z, rows: 2, columns: 2))
      figure.axes.wireframe([0, 1], [0, 1], Matrix2D(values: z, rows: 2, columns: 2)).scatter3D([0], [0], [z[0]])
      let buffer = try figure.pixels()
      #expect(Set((0..<buffer.width * buffer.height).map { buffer.pixels[$0] }).count > 3)
    }
  }

  @Test func planeAndSpaceDoNotMix() async {
    await #expect(processExitsWith: .failure) {
      Figure().axes.plot([1, 2], [1, 2]).scatter3D([1], [1], [1])
    }
  }
}
