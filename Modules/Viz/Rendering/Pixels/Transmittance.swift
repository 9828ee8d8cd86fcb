/// How much of the page shines through many markers of one colour: for each pixel the product of what each lets through.
///
/// The product does not depend on the order, so the colour is laid on once, at the end.
struct Transmittance {
  private let left: Int
  private let top: Int
  private let width: Int
  private let height: Int
  private let stride: Int
  private var share: [Float]

  /// Room for a clip and for stamps that reach over its edges.
  init(clip: (minX: Int, minY: Int, maxX: Int, maxY: Int), reach: Int) {
    (left, top) = (clip.minX - reach, clip.minY - reach)
    (width, height) = (max(0, clip.maxX + reach - left), max(0, clip.maxY + reach - top))
    stride = width + Stamp.lanes
    share = [Float](repeating: 1, count: stride * height)
  }

  /// Puts stamps at points, in pixels. `isOnce` leaves out what falls on the same quarter of a pixel again: of an opaque
  /// marker it would change nothing.
  mutating func put(_ stamps: [Stamp], at points: [Point], scale: Double, alpha: Float, isOnce: Bool) {
    guard let first = stamps.first, width > 0, height > 0 else { return }
    let layers = stamps.map { $0.rest(alpha: alpha) }
    let (columns, rows) = (width - first.width, height - first.height)
    guard columns > 0, rows > 0 else { return }
    let (laneCount, stampHeight) = (first.laneCount, first.height)
    let (offsetX, offsetY) = (Double(left - first.x), Double(top - first.y))
    let phases = StampCache.phases
    var seen = [UInt16](repeating: 0, count: isOnce ? columns * rows : 0)
    let joined = layers.flatMap { $0 }
    let floor = SIMD4<Float>(repeating: 1e-20)
    let layerSize = laneCount * stampHeight
    share.withUnsafeMutableBytes { share in
      joined.withUnsafeBufferPointer { joined in
        seen.withUnsafeMutableBufferPointer { seen in
          for point in points {
            let (x, y) = (point.x * scale - offsetX, point.y * scale - offsetY)
            guard x >= 0, y >= 0, x < Double(columns), y < Double(rows) else { continue }
            let (column, row) = (Int(x), Int(y))
            let phase = Int((y - Double(row)) * Double(phases)) * phases + Int((x - Double(column)) * Double(phases))
            if isOnce {
              let bit: UInt16 = 1 << UInt16(truncatingIfNeeded: phase)
              let cell = row * columns + column
              if seen[cell] & bit != 0 { continue }
              seen[cell] |= bit
            }
            var source = joined.baseAddress! + phase * layerSize
            var offset = row * stride + column
            for _ in 0..<stampHeight {
              for lane in 0..<laneCount {
                let place = (offset + lane * Stamp.lanes) * MemoryLayout<Float>.stride
                let under = share.loadUnaligned(fromByteOffset: place, as: SIMD4<Float>.self)
                // Products that underflow would slow the processor down a hundredfold.
                let rest = pointwiseMax(under * source[lane], floor)
                share.storeBytes(of: rest, toByteOffset: place, as: SIMD4<Float>.self)
              }
              source += laneCount
              offset += stride
            }
          }
        }
      }
    }
  }

  /// Lays a colour on pixels as thickly as the markers have been put.
  func blend(_ color: Color, onto target: StampTarget) {
    let pixel = StampTarget.pixel(color)
    let clip = target.clip
    share.withUnsafeBufferPointer { share in
      for y in clip.minY..<max(clip.minY, clip.maxY) {
        let line = target.pixels + y * target.stride
        let row = (y - top) * stride - left
        for x in clip.minX..<max(clip.minX, clip.maxX) where share[row + x] < 1 {
          line[x] = StampTarget.blend(line[x], pixel, UInt32((1 - share[row + x]) * 255 + 0.5))
        }
      }
    }
  }
}

extension Stamp {
  static let lanes = 4

  /// How many groups of four pixels a row takes.
  var laneCount: Int { (width + Self.lanes - 1) / Self.lanes }

  /// What an opacity and this coverage let through, row by row in groups of four.
  func rest(alpha: Float) -> [SIMD4<Float>] {
    (0..<height).flatMap { row in
      (0..<laneCount).map { lane in
        var group = SIMD4<Float>(repeating: 1)
        for part in 0..<Self.lanes where lane * Self.lanes + part < width {
          group[part] = 1 - alpha * Float(inside[row * width + lane * Self.lanes + part]) / 255
        }
        return group
      }
    }
  }
}
