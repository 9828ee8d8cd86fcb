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
    let sheet = Sheet(
      columns: columns, rows: rows, stride: stride, laneCount: first.laneCount, height: first.height,
      // Quarters of a pixel, whose low two bits choose the stamp.
      scale: scale * Double(StampCache.phases), left: Double((left - first.x) * StampCache.phases),
      top: Double((top - first.y) * StampCache.phases))
    var seen = [UInt16](repeating: 0, count: isOnce ? columns * rows : 0)
    let layers = stamps.flatMap { $0.cover(alpha: alpha) }
    layers.withUnsafeBufferPointer { layers in
      seen.withUnsafeMutableBufferPointer { seen in
        guard let layers = layers.baseAddress else { return }
        let marks = isOnce ? seen.baseAddress : nil
        points.forEachChunk { sheet.put(layers, at: $0, on: share.start, seen: marks) }
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
  /// As many pixels as one instruction takes.
  typealias Lanes = SIMD8<UInt16>
  static let lanes = Lanes.scalarCount

  /// How many groups of pixels a row takes.
  var laneCount: Int { (width + Self.lanes - 1) / Self.lanes }

  /// What this coverage in an opacity keeps of the light, row by row in groups, in parts of 65,535.
  func cover(alpha: Float) -> [Lanes] {
    (0..<height).flatMap { row in
      (0..<laneCount).map { lane in
        var group = Lanes.zero
        for part in 0..<Self.lanes where lane * Self.lanes + part < width {
          group[part] = UInt16(alpha * Float(inside[row * width + lane * Self.lanes + part]) * 257 + 0.5)
        }
        return group
      }
    }
  }
}

extension SIMD8<UInt16> {
  /// The upper halves of the products.
  @inline(__always)
  fileprivate func high(times other: Self) -> Self {
    Self(
      truncatingIfNeeded: (SIMD8<UInt32>(truncatingIfNeeded: self) &* SIMD8<UInt32>(truncatingIfNeeded: other)) &>> 16)
  }
}

/// The measures of an area that stamps are put on.
private struct Sheet {
  /// Where the corner of a stamp may lie.
  let columns: Int
  let rows: Int
  /// Numbers to a row of the area.
  let stride: Int
  /// The size of a stamp.
  let laneCount: Int
  let height: Int
  /// From points to quarters of a pixel.
  let scale: Double
  let left: Double
  let top: Double

  /// Takes from what shines through under the stamp of each point. Apart from its caller, so that everything it needs
  /// stays in registers.
  @inline(never)
  func put(
    _ layers: UnsafePointer<Stamp.Lanes>, at points: UnsafeBufferPointer<Point>, on share: UnsafeMutableRawPointer,
    seen: UnsafeMutablePointer<UInt16>?
  ) {
    let (laneCount, height, columns, size) = (laneCount, height, columns, laneCount &* height)
    let step = stride &* MemoryLayout<UInt16>.stride
    let (right, bottom) = (Double(columns * StampCache.phases), Double(rows * StampCache.phases))
    for point in points {
      let (x, y) = (point.x * scale - left, point.y * scale - top)
      guard x >= 0, x < right, y >= 0, y < bottom else { continue }
      let (across, down) = (Int(x), Int(y))
      let (column, row) = (across >> 2, down >> 2)
      let phase = (down & 3) << 2 | across & 3
      if let seen {
        let bit: UInt16 = 1 &<< UInt16(truncatingIfNeeded: phase)
        let cell = seen + (row &* columns &+ column)
        if cell.pointee & bit != 0 { continue }
        cell.pointee |= bit
      }
      var source = layers + phase &* size
      var place = share + (row &* step &+ column &* MemoryLayout<UInt16>.stride)
      for _ in 0..<height {
        var target = place
        for _ in 0..<laneCount {
          let under = target.loadUnaligned(as: Stamp.Lanes.self)
          target.storeBytes(of: under &- under.high(times: source.pointee), as: Stamp.Lanes.self)
          source += 1
          target += MemoryLayout<Stamp.Lanes>.size
        }
        place += step
      }
    }
  }
}
