import Kernels

/// A picture's rows as PNG stores them: one byte for a pixel where there are at most 256 colours, else three.
struct PackedRows {
  let width: Int
  let height: Int
  let channels: Int
  let bytes: Workspace<UInt8>
  /// The colours that the bytes count through, as 0xRRGGBB; empty where the bytes are colours themselves.
  let palette: [UInt32]

  var stride: Int { width * channels }

  /// The colours themselves, of a part of the picture: frames of an animation have one format.
  init(colorsOf buffer: PixelBuffer, x: Range<Int>, y: Range<Int>) {
    (width, height, channels, palette) = (x.count, y.count, 3, [])
    bytes = Self.colors(buffer, x: x, y: y)
  }

  init(_ buffer: PixelBuffer) {
    width = buffer.width
    height = buffer.height
    if let (bytes, palette) = Self.indexed(buffer) {
      (self.bytes, self.palette, channels) = (bytes, palette, 1)
    } else {
      (bytes, palette, channels) = (Self.colors(buffer, x: 0..<width, y: 0..<height), [], 3)
    }
  }

  /// nil as soon as a 257th colour turns up.
  private static func indexed(_ buffer: PixelBuffer) -> (Workspace<UInt8>, [UInt32])? {
    let slots = 1024
    var keys = [UInt32](repeating: .max, count: slots)
    var codes = [UInt8](repeating: 0, count: slots)
    var palette: [UInt32] = []
    let count = buffer.width * buffer.height
    var isIndexed = true
    let bytes = Workspace<UInt8>(count: count) { bytes in
      var (last, lastCode) = (UInt32.max, UInt8(0))
      var index = 0
      while index < count {
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
        let run = mk_color_run(buffer.pixels + index, count - index, color)
        (bytes + index).update(repeating: lastCode, count: run)
        index += run
      }
    }
    return isIndexed ? (bytes, palette) : nil
  }

  private static func colors(_ buffer: PixelBuffer, x: Range<Int>, y: Range<Int>) -> Workspace<UInt8> {
    Workspace(count: x.count * y.count * 3) { bytes in
      var out = UnsafeMutableRawPointer(bytes)
      for row in y {
        let line = buffer.pixels + row * buffer.width
        var column = x.lowerBound
        // Four pixels are three whole numbers.
        while column + 4 <= x.upperBound {
          let (a, b) = (blueGreenRed(line[column]), blueGreenRed(line[column + 1]))
          let (c, d) = (blueGreenRed(line[column + 2]), blueGreenRed(line[column + 3]))
          out.storeBytes(of: (a | b << 24).littleEndian, as: UInt32.self)
          out.storeBytes(of: (b >> 8 | c << 16).littleEndian, toByteOffset: 4, as: UInt32.self)
          out.storeBytes(of: (c >> 16 | d << 8).littleEndian, toByteOffset: 8, as: UInt32.self)
          out += 12
          column += 4
        }
        for column in column..<x.upperBound {
          let color = blueGreenRed(line[column])
          for part in 0..<3 {
            out.storeBytes(of: UInt8(color >> (8 * part) & 0xff), toByteOffset: part, as: UInt8.self)
          }
          out += 3
        }
      }
    }
  }

  /// 0xBBGGRR of 0xAARRGGBB.
  @inline(__always)
  private static func blueGreenRed(_ pixel: UInt32) -> UInt32 { (pixel << 8).byteSwapped }
}
