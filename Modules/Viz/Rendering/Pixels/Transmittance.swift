import Kernels

/// How much of the page shines through many markers of one colour: for each pixel the product of what each lets through.
///
/// The product does not depend on the order, so the colour is laid on once, at the end.
struct Transmittance {
  private static let whole: UInt16 = 65_535

  private let left: Int
  private let top: Int
  private let width: Int
  private let height: Int
  private let stride: Int
  /// In parts of 65,535.
  private let share: Workspace<UInt16>

  /// Room for a clip and for stamps that reach over its edges.
  init(clip: (minX: Int, minY: Int, maxX: Int, maxY: Int), reach: Int) {
    (left, top) = (clip.minX - reach, clip.minY - reach)
    (width, height) = (max(0, clip.maxX + reach - left), max(0, clip.maxY + reach - top))
    stride = width + Stamp.lanes
    share = Workspace(repeating: Self.whole, count: stride * height)
  }

  /// Puts stamps at points, in pixels. `isOnce` leaves out what falls on the same quarter of a pixel again: of an opaque
  /// marker it would change nothing.
  func put(_ stamps: [Stamp], at points: MarkerPlaces, scale: Double, alpha: Float, isOnce: Bool) {
    guard let first = stamps.first, width > 0, height > 0 else { return }
    let (columns, rows) = (width - first.width, height - first.height)
    guard columns > 0, rows > 0 else { return }
    var sheet = mk_sheet(
      columns: columns, rows: rows, stride: stride, groups: first.groupCount, height: first.height,
      // Quarters of a pixel, whose low two bits choose the stamp.
      scale: scale * Double(StampCache.phases), left: Double((left - first.x) * StampCache.phases),
      top: Double((top - first.y) * StampCache.phases))
    var seen = [UInt16](repeating: 0, count: isOnce ? columns * rows : 0)
    let covers = stamps.flatMap { $0.cover(alpha: alpha) }
    covers.withUnsafeBufferPointer { covers in
      seen.withUnsafeMutableBufferPointer { seen in
        let marks = isOnce ? seen.baseAddress : nil
        points.forEachChunk { chunk in
          chunk.withMemoryRebound(to: Double.self) {
            mk_put_stamps(&sheet, covers.baseAddress, $0.baseAddress, chunk.count, share.start, marks)
          }
        }
      }
    }
  }

  /// Lays a colour on pixels as thickly as the markers have been put.
  func blend(_ color: Color, onto target: StampTarget) {
    let pixel = StampTarget.pixel(color)
    let clip = target.clip
    let share = share.start
    for y in clip.minY..<max(clip.minY, clip.maxY) {
      let line = target.pixels + y * target.stride
      let row = (y - top) * stride - left
      for x in clip.minX..<max(clip.minX, clip.maxX) where share[row + x] < Self.whole {
        line[x] = StampTarget.blend(line[x], pixel, 255 &- (UInt32(share[row + x]) &+ 128) / 257)
      }
    }
  }
}

extension Stamp {
  /// How many numbers are computed at once.
  static let lanes = 8

  /// How many groups of numbers a row takes.
  var groupCount: Int { (width + Self.lanes - 1) / Self.lanes }

  /// What this coverage in an opacity keeps of the light, row by row in whole groups, in parts of 65,535.
  func cover(alpha: Float) -> [UInt16] {
    var cover = [UInt16](repeating: 0, count: groupCount * Self.lanes * height)
    for row in 0..<height {
      for column in 0..<width {
        cover[row * groupCount * Self.lanes + column] = UInt16(alpha * Float(inside[row * width + column]) * 257 + 0.5)
      }
    }
    return cover
  }
}
