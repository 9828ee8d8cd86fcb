/// The pixels that stamps are put on, and the part of them that may change.
struct StampTarget {
  let pixels: UnsafeMutablePointer<UInt32>
  let stride: Int
  let clip: (minX: Int, minY: Int, maxX: Int, maxY: Int)

  static func pixel(_ color: Color) -> UInt32 {
    func part(_ value: Float) -> UInt32 { UInt32(max(0, min(255, value * 255 + 0.5))) }
    return 0xff00_0000 | part(color.red) << 16 | part(color.green) << 8 | part(color.blue)
  }

  /// Puts a stamp's coverage, in a colour of an opacity 0 … 256, around a pixel.
  @inline(__always)
  func put(_ stamp: Stamp, mask: [UInt8], _ column: Int, _ row: Int, _ color: UInt32, alpha: UInt32) {
    let (left, top) = (column + stamp.x, row + stamp.y)
    let isWhole =
      left >= clip.minX && top >= clip.minY && left + stamp.width <= clip.maxX && top + stamp.height <= clip.maxY
    mask.withUnsafeBufferPointer { mask in
      guard let mask = mask.baseAddress else { return }
      if isWhole && alpha == 256 {
        putOpaque(stamp, mask, left, top, color)
      } else {
        putBlended(stamp, mask, left, top, color, alpha)
      }
    }
  }

  /// Puts the coverage of an outline, whose fully covered pixels are not those of the inside.
  func putBlended(_ stamp: Stamp, outline: [UInt8], _ column: Int, _ row: Int, _ color: UInt32, alpha: UInt32) {
    outline.withUnsafeBufferPointer { mask in
      guard let mask = mask.baseAddress else { return }
      putBlended(stamp, mask, column + stamp.x, row + stamp.y, color, alpha)
    }
  }

  private func putOpaque(_ stamp: Stamp, _ mask: UnsafePointer<UInt8>, _ left: Int, _ top: Int, _ color: UInt32) {
    stamp.rows.withUnsafeBufferPointer { rows in
      for y in 0..<stamp.height {
        let row = rows[y]
        let line = pixels + (top + y) * stride + left
        let cover = mask + y * stamp.width
        for x in Int(row.start)..<Int(row.solidStart) { line[x] = Self.blend(line[x], color, UInt32(cover[x])) }
        for x in Int(row.solidStart)..<Int(row.solidEnd) { line[x] = color }
        for x in Int(row.solidEnd)..<Int(row.end) { line[x] = Self.blend(line[x], color, UInt32(cover[x])) }
      }
    }
  }

  private func putBlended(
    _ stamp: Stamp, _ mask: UnsafePointer<UInt8>, _ left: Int, _ top: Int, _ color: UInt32, _ alpha: UInt32
  ) {
    let columns = max(0, clip.minX - left)..<max(max(0, clip.minX - left), min(stamp.width, clip.maxX - left))
    let first = max(0, clip.minY - top)
    for y in first..<max(first, min(stamp.height, clip.maxY - top)) {
      let line = pixels + (top + y) * stride + left
      let cover = mask + y * stamp.width
      for x in columns where cover[x] != 0 {
        line[x] = Self.blend(line[x], color, (UInt32(cover[x]) &* alpha) >> 8)
      }
    }
  }

  /// A colour over another, covering 0 … 255 of it; two channels at a time.
  @inline(__always)
  static func blend(_ under: UInt32, _ over: UInt32, _ cover: UInt32) -> UInt32 {
    let share = cover &+ (cover >> 7)
    let rest = 256 &- share
    let redBlue = ((under & 0xff00ff) &* rest &+ (over & 0xff00ff) &* share) >> 8 & 0xff00ff
    let green = ((under & 0xff00) &* rest &+ (over & 0xff00) &* share) >> 8 & 0xff00
    return 0xff00_0000 | redBlue | green
  }
}
