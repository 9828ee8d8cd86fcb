/// A picture whose pixels fill the cells of a grid.
struct ImageMark: Mark {
  var image: PixelImage
  /// The outer edges in data units: where the first column begins and the last ends, the first row and the last.
  var x: (Double, Double)
  var y: (Double, Double)
  var colors: ColorMapping?
  var isSquare = true

  var layer: Layer { .image }
  var coversGrid: Bool { true }

  func extent(x xScale: Scale, y yScale: Scale) -> DataExtent {
    DataExtent(
      x: Interval(min(x.0, x.1), max(x.0, x.1)), y: Interval(min(y.0, y.1), max(y.0, y.1)), fixedX: [x.0, x.1],
      fixedY: [y.0, y.1], isWholeX: true, isWholeY: true, isSquare: isSquare)
  }

  var note: String? { stride(from: 3, to: image.rgba.count, by: 4).contains { image.rgba[$0] > 0 } ? nil : "no data" }

  func draw(on canvas: Canvas) {
    let (a, b) = (canvas.point(x.0, y.0), canvas.point(x.1, y.1))
    guard a.isFinite, b.isFinite else { return }
    var image = image
    if a.x > b.x { image.flip(columns: true) }
    if a.y > b.y { image.flip(columns: false) }
    canvas.renderer.draw(
      image, in: Rect(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(b.x - a.x), height: abs(b.y - a.y)))
  }

  func occupy(_ map: inout InkMap, on canvas: Canvas) { map.add(canvas.plot) }
}

extension PixelImage {
  mutating func flip(columns: Bool) {
    var flipped = rgba
    for row in 0..<height {
      for column in 0..<width {
        let source = columns ? row * width + width - 1 - column : (height - 1 - row) * width + column
        for part in 0..<4 { flipped[(row * width + column) * 4 + part] = rgba[source * 4 + part] }
      }
    }
    rgba = flipped
  }
}

/// Values as pictures.
enum Raster {
  /// A grey or colour-mapped picture of values in rows; missing values are transparent.
  static func mapped(_ values: [Double], width: Int, height: Int, _ mapping: ColorMapping) -> PixelImage {
    let palette = mapping.map.colors.map(\.bytes)
    var rgba = [UInt8](repeating: 0, count: width * height * 4)
    for (index, value) in values.enumerated() {
      guard let position = mapping.position(value) else { continue }
      let color = palette[Int(position * 255 + 0.5)]
      for part in 0..<4 { rgba[index * 4 + part] = color[part] }
    }
    return PixelImage(width: width, height: height, rgba: rgba)
  }

  /// A picture from red, green, blue and perhaps opacity, interleaved; 0 … 1, or 0 … 255 where any value exceeds 1.
  static func colored(_ values: [Double], width: Int, height: Int, channels: Int) -> PixelImage {
    let scale = values.contains { $0 > 1 } ? 1.0 : 255.0
    var rgba = [UInt8](repeating: 255, count: width * height * 4)
    for pixel in 0..<width * height {
      for channel in 0..<channels {
        let value = values[pixel * channels + channel]
        rgba[pixel * 4 + channel] = value.isFinite ? UInt8(max(0, min(255, (value * scale).rounded()))) : 0
      }
    }
    return PixelImage(width: width, height: height, rgba: rgba)
  }
}
