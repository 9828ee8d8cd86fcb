/// Pictures as sixels: columns of six pixels, one colour after the other.
enum Sixel {
  static func encode(_ buffer: PixelBuffer) -> String {
    let (codes, palette) = reduced(buffer)
    var text = "\u{1b}P0;1;0q\"1;1;\(buffer.width);\(buffer.height)"
    for (index, color) in palette.enumerated() {
      func percent(_ shift: UInt32) -> UInt32 { ((color >> shift & 0xff) * 100 + 127) / 255 }
      text += "#\(index);2;\(percent(16));\(percent(8));\(percent(0))"
    }
    for top in stride(from: 0, to: buffer.height, by: 6) {
      let rows = min(6, buffer.height - top)
      var used = Set<UInt8>()
      for index in top * buffer.width..<(top + rows) * buffer.width { used.insert(codes[index]) }
      for (order, code) in used.sorted().enumerated() {
        text += (order > 0 ? "$" : "") + "#\(code)"
        var (last, count) = (UInt8(0), 0)
        func flush() {
          let letter = Character(Unicode.Scalar(63 + last))
          text += count > 3 ? "!\(count)\(letter)" : String(repeating: letter, count: count)
        }
        for x in 0..<buffer.width {
          var bits: UInt8 = 0
          for row in 0..<rows where codes[(top + row) * buffer.width + x] == code { bits |= 1 << UInt8(row) }
          if bits != last {
            flush()
            (last, count) = (bits, 0)
          }
          count += 1
        }
        if last != 0 { flush() }
      }
      text += "-"
    }
    return text + "\u{1b}\\"
  }

  /// At most 256 colours: the most frequent of 32 steps of each part, and for each pixel the nearest of them.
  private static func reduced(_ buffer: PixelBuffer) -> (codes: [UInt8], palette: [UInt32]) {
    let count = buffer.width * buffer.height
    func key(_ color: UInt32) -> Int {
      let (red, green, blue) = (color >> 9 & 0x7c00, color >> 6 & 0x3e0, color >> 3 & 0x1f)
      return Int(red | green | blue)
    }
    var (frequency, first) = ([Int](repeating: 0, count: 1 << 15), [UInt32](repeating: 0, count: 1 << 15))
    for index in 0..<count {
      let color = buffer.pixels[index] & 0xffffff
      if frequency[key(color)] == 0 { first[key(color)] = color }
      frequency[key(color)] += 1
    }
    let common = frequency.indices.filter { frequency[$0] > 0 }.sorted { frequency[$0] > frequency[$1] }.prefix(256)
    let palette = common.map { first[$0] }
    var codeOfKey = [UInt8?](repeating: nil, count: 1 << 15)
    for (code, key) in common.enumerated() { codeOfKey[key] = UInt8(code) }
    let codes = (0..<count).map { index -> UInt8 in
      let color = buffer.pixels[index] & 0xffffff
      if let code = codeOfKey[key(color)] { return code }
      func distance(_ other: UInt32) -> Int {
        var sum = 0
        for shift: UInt32 in [16, 8, 0] {
          let difference = Int(color >> shift & 0xff) - Int(other >> shift & 0xff)
          sum += difference * difference
        }
        return sum
      }
      let nearest = palette.indices.min { distance(palette[$0]) < distance(palette[$1]) } ?? 0
      codeOfKey[key(color)] = UInt8(nearest)
      return UInt8(nearest)
    }
    return (codes, palette)
  }
}

/// Pictures by kitty's protocol: a PNG file in base 64, in pieces.
enum KittyPicture {
  static func encode(_ png: [UInt8], rows: Int) -> String {
    let text = Array(base64(png))
    var (result, start) = ("", 0)
    repeat {
      let end = min(start + 4096, text.count)
      let control = start == 0 ? "a=T,f=100,q=2,r=\(rows)," : ""
      result += "\u{1b}_G\(control)m=\(end < text.count ? 1 : 0);" + String(decoding: text[start..<end], as: UTF8.self)
      result += "\u{1b}\\"
      start = end
    } while start < text.count
    return result
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let value = part.reduce(0) { $0 << 8 | Int($1) } << ((3 - part.count) * 8)
      for place in 0..<4 {
        text.append(place <= part.count ? letters[value >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
