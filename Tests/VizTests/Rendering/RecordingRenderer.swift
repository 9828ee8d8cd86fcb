@testable import Viz

/// A backend that draws nothing and remembers everything; letters are 0.6 em wide.
final class RecordingRenderer: Renderer {
  let size: Size
  private(set) var texts: [Text] = []
  private(set) var runs: [[Point]] = []
  private(set) var runStrokes: [Stroke] = []
  private(set) var markers: [MarkerBatch] = []
  private(set) var fills: [(path: Path, color: Color)] = []
  private(set) var strokes: [(path: Path, stroke: Stroke)] = []
  private(set) var images: [Rect] = []
  private(set) var facets: [Mesh.Facet] = []
  /// How many texts were there when facets were last drawn.
  private(set) var textsUnderFacets = 0

  init(width: Double = 460.8, height: Double = 345.6) { size = Size(width: width, height: height) }

  func extent(of text: Text) -> TextExtent {
    let width = (text.lines.map(\.count).max() ?? 0)
    return TextExtent(
      width: Double(width) * 0.6 * text.size, height: TextMetrics.height(lines: text.lines.count) * text.size
    ).turned(by: text.rotation)
  }

  /// The rectangle that a level or upright text takes.
  func box(_ text: Text) -> Rect {
    let extent = extent(of: text)
    let top = TextMetrics.top(lines: text.lines.count, text.vertical) * text.size
    let shift: Double =
      switch text.horizontal {
      case .left: 0
      case .center: 0.5
      case .right: 1
      }
    guard text.rotation != 0 else {
      return Rect(
        x: text.origin.x - shift * extent.width, y: text.origin.y + top, width: extent.width, height: extent.height)
    }
    return Rect(
      x: text.origin.x + top, y: text.origin.y - (1 - shift) * extent.height, width: extent.width,
      height: extent.height)
  }

  func draw(_ text: Text) { if !text.string.isEmpty { texts.append(text) } }
  func fill(_ path: Path, _ color: Color, rule: FillRule) { fills.append((path, color)) }
  func stroke(_ path: Path, _ stroke: Stroke) { strokes.append((path, stroke)) }
  func stroke(runs: [ArraySlice<Point>], _ stroke: Stroke) {
    self.runs += runs.map(Array.init)
    runStrokes.append(stroke)
  }
  func draw(_ batch: MarkerBatch) { markers.append(batch) }
  func draw(_ mesh: Mesh) {
    facets += mesh.facets
    textsUnderFacets = texts.count
  }
  func draw(_ image: PixelImage, in rect: Rect) { images.append(rect) }
  func clipped(to rect: Rect, _ body: () -> Void) { body() }
}
