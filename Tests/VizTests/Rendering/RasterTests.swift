import Testing

@testable import Viz

@Suite struct RasterTests {
  private func scatter(_ x: [Double], _ y: [Double], alpha: Double) throws -> PixelBuffer {
    let figure = Figure(width: 3, height: 3)
    figure.axes.scatter(x, y, size: 25, color: "#d02050", alpha: alpha)
    (figure.axes.xLimits, figure.axes.yLimits) = (0...1, 0...1)
    return try figure.pixels()
  }

  /// Many points take another way than few: both must give the same picture.
  @Test(arguments: [1.0, 0.4])
  func manyPointsLookAsFewDo(alpha: Double) throws {
    let (x, y) = ((0..<40).map { Double($0 % 8) / 9 + 0.1 }, (0..<40).map { Double($0 / 8) / 6 + 0.1 })
    let few = try scatter(x, y, alpha: alpha)
    let far = Array(repeating: 7.0, count: 5000)
    let many = try scatter(x + far, y + far, alpha: alpha)
    for index in 0..<few.width * few.height {
      for shift: UInt32 in [0, 8, 16] {
        let difference = Int(few.pixels[index] >> shift & 255) - Int(many.pixels[index] >> shift & 255)
        guard abs(difference) > 2 else { continue }
        Issue.record("pixel \(index % few.width), \(index / few.width) differs by \(difference)")
        return
      }
    }
  }

  @Test func placesOfColumnsAreThoseOfAList() {
    let values = (0..<5000).map { $0 % 7 == 0 ? Double.nan : Double($0) - 100 }
    for scale in Scale.allCases {
      let x = AxisMap(.linear, Interval(-100, 5000), from: 10, to: 400)
      let y = AxisMap(scale, Interval(0.5, 5000), from: 300, to: 5)
      let places = MarkerPlaces(values, values, x, y)
      var chunked: [Point] = []
      places.forEachChunk { chunked += $0 }
      #expect(places.count == 5000 && chunked.count == 5000)
      #expect(zip(places, chunked).allSatisfy { "\($0)" == "\($1)" })
      #expect(chunked[1000] == Point(x(900), y(900)) && chunked[7].x.isNaN)
      #expect(chunked[50].y.isNaN == (scale == .log))
    }
  }

  @Test func transparentMarkersAddUp() throws {
    let buffer = try scatter(Array(repeating: 0.5, count: 10_000), Array(repeating: 0.5, count: 10_000), alpha: 0.1)
    #expect((0..<buffer.width * buffer.height).contains { buffer.pixels[$0] & 0xffffff == 0xd02050 })
  }

  @Test func neighbouringFacetsMeetWithoutASeam() throws {
    let buffer = try PixelBuffer(width: 60, height: 60)
    let renderer = CairoRenderer(buffer, scale: 1, warn: { _ in })
    let color = Color(red: 0.2, green: 0.4, blue: 0.6, alpha: 0.5)
    var facets: [Mesh.Facet] = []
    for row in 0..<5 {
      for column in 0..<5 {
        func corner(_ i: Int, _ j: Int) -> Point { Point(7.3 + Double(column + i) * 8.7, 6.1 + Double(row + j) * 9.3) }
        facets.append(Mesh.Facet(corners: (corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)), color: color))
      }
    }
    renderer.draw(Mesh(facets: facets, edge: nil))
    renderer.finish()
    let inside = Set((10..<48).flatMap { x in (10..<48).map { buffer[x, $0] } })
    #expect(inside.count == 1)
  }

  @Test func lineCoversItsWidthAlongAndAcross() throws {
    let clip = (minX: 0, minY: 0, maxX: 100, maxY: 100)
    for (from, to) in [
      (Point(20, 50.3), Point(80, 50.3)), (Point(40.7, 20), Point(40.7, 80)), (Point(20, 20), Point(80, 77)),
    ] {
      let buffer = try PixelBuffer(width: 100, height: 100)
      var raster = try #require(LineRaster([[from, to]], width: 3, clip: clip))
      raster.draw([from, to], dashes: [])
      raster.blend(Color(gray: 0), onto: StampTarget(pixels: buffer.pixels, stride: 100, clip: clip))
      let ink = (0..<10_000).reduce(0.0) { $0 + 1 - Double(buffer.pixels[$1] & 255) / 255 }
      // A bar of the line's width with half a disc at each end.
      let expected = (to - from).length * 3 + .pi * 1.5 * 1.5
      #expect(abs(ink / expected - 1) < 0.03)
    }
  }

  @Test func dashesAndGapsHaveTheirLengths() throws {
    let clip = (minX: 0, minY: 0, maxX: 120, maxY: 20)
    let buffer = try PixelBuffer(width: 120, height: 20)
    let run = [Point(10, 10), Point(50, 10), Point(110, 10)]
    var raster = try #require(LineRaster([run], width: 2, clip: clip))
    raster.draw(run, dashes: [12, 8])
    raster.blend(Color(gray: 0), onto: StampTarget(pixels: buffer.pixels, stride: 120, clip: clip))
    let dark = (0..<120).map { buffer[$0, 9] < 0x808080 }
    #expect((10..<110).allSatisfy { dark[$0] == (($0 - 10) % 20 < 12) })
  }

  @Test func noisyCurveKeepsItsExtremesWhenThinned() {
    let points = (0..<100_000).map { Point(Double($0) / 1000, $0 == 51_234 ? -50 : Double($0 % 7)) }
    let thin = Polyline.thinned(points, width: 100)
    #expect(thin.count < 2000)
    #expect(thin.contains { $0.y == -50 })
  }

  @Test func runsAreCutAtGapsAndAtTheEdge() {
    let rect = Rect(x: 0, y: 0, width: 10, height: 10)
    let points = [Point(-1e9, 5), Point(5, 5), Point(.nan, 0), Point(6, 6), Point(6, 1e300), Point(20, 20)]
    let runs = Polyline.runs(points, inside: rect)
    #expect(runs.count == 2)
    #expect(runs.joined().allSatisfy { rect.inset(by: -1e-6).contains($0) })
  }
}
