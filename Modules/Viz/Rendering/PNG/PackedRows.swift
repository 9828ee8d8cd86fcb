/// A picture's rows as PNG stores them: one byte for a pixel where there are at most 256 colours, else three.
struct PackedRows {
  let width: Int
  let height: Int
  let channels: Int
  let bytes: [UInt8]
  /// The colours that the bytes count through, as 0xRRGGBB; empty where the bytes are colours themselves.
  let palette: [UInt32]

  var stride: Int { width * channels }

  /// The colours themselves, of a part of the picture: frames of an animation have one format.
  init(colorsOf buffer: PixelBuffer, x: Range<Int>, y: Range<Int>) {
    (width, height, channels, palette) = (x.count, y.count, 3, [])
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * 3)
    for row in y {
      for column in x {
        let color = buffer[column, row]
        bytes.append(UInt8(color >> 16))
        bytes.append(UInt8(color >> 8 & 0xff))
        bytes.append(UInt8(color & 0xff))
      }
    }
    self.bytes = bytes
  }

  init(_ buffer: PixelBuffer) {
    width = buffer.width
    height = buffer.height
    if let (bytes, palette) = Self.indexed(buffer) {
      (self.bytes, self.palette, channels) = (bytes, palette, 1)
    } else {
      (bytes, palette, channels) = (Self.colors(buffer), [], 3)
    }
  }

  /// nil as soon as a 257th colour turns up.
  private static func indexed(_ buffer: PixelBuffer) -> ([UInt8], [UInt32])? {
    let slots = 1024
    var keys = [UInt32](repeating: .max, count: slots)
    var codes = [UInt8](repeating: 0, count: slots)
    var palette: [UInt32] = []
    let count = buffer.width * buffer.height
    var isIndexed = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
      var (last, lastCode) = (UInt32.max, UInt8(0))
      var index = 0
      while index < count {
        // Most of a page is long stretches of one colour.
        let group = UnsafeRawPointer(buffer.pixels + index)
        if index + 8 <= count, !palette.isEmpty,
          group.loadUnaligned(as: SIMD8<UInt32>.self) == SIMD8(repeating: last | 0xff00_0000)
        {
          UnsafeMutableRawPointer(bytes.baseAddress! + index).storeBytes(
            of: SIMD8<UInt8>(repeating: lastCode), as: SIMD8<UInt8>.self)
          index += 8
          continue
        }
        let color = buffer.pixels[index] & 0xffffff
        if color != last {
          var slot = Int((color &* 0x9e37_79b1) >> 22)
          while keys[slot] != color && keys[slot] != .max { slot = (slot + 1) & (slots - 1) }
          if keys[slot] == .max {
            guard palette.count < 256 else {
              isIndexed = false
              return
            }
            keys[slot] = color
            codes[slot] = UInt8(palette.count)
            palette.append(color)
          }
          (last, lastCode) = (color, codes[slot])
        }
        bytes[index] = lastCode
        index += 1
      }
      written = count
    }
    return isIndexed ? (bytes, palette) : nil
  }

  private static func colors(_ buffer: PixelBuffer) -> [UInt8] {
    let count = buffer.width * buffer.height
    return [UInt8](unsafeUninitializedCapacity: count * 3) { bytes, written in
      for index in 0..<count {
        let color = buffer.pixels[index]
        bytes[index * 3] = UInt8(truncatingIfNeeded: color >> 16)
        bytes[index * 3 + 1] = UInt8(truncatingIfNeeded: color >> 8)
        bytes[index * 3 + 2] = UInt8(truncatingIfNeeded: color)
      }
      written = count * 3
    }
  }
}
