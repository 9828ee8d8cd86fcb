import PNG

/// PNG files, written and read by libpng.
enum PNGFile {
  /// The file's bytes: pixels, dots per inch, the software that wrote it, the title where there is one.
  static func encode(_ buffer: PixelBuffer, dpi: Double, title: String) -> [UInt8] {
    var texts = ["Software", "Martlet"]
    if !title.isEmpty { texts += ["Title", title] }
    let rows = PackedRows(buffer)
    return write(rows, pixelsPerMeter: UInt32((dpi / 0.0254).rounded()), texts: texts)
  }

  static func write(_ rows: PackedRows, pixelsPerMeter: UInt32, texts: [String]) -> [UInt8] {
    var output = martlet_png_bytes()
    defer { free(output.data) }
    let palette = rows.palette.map { color in
      png_color(red: UInt8(color >> 16 & 0xff), green: UInt8(color >> 8 & 0xff), blue: UInt8(color & 0xff))
    }
    let strings = texts.map { strdup($0) }
    defer { for string in strings { free(string) } }
    let pointers = strings.map { $0.map { UnsafePointer($0) } }
    let succeeded = martlet_png_write(
      &output, rows.bytes.start, rows.stride, UInt32(rows.width), UInt32(rows.height), Int32(rows.channels), palette,
      Int32(palette.count), pixelsPerMeter, pointers, Int32(texts.count / 2), 1, PNG_FILTER_NONE)
    guard succeeded == 1 else { misuse("libpng: a picture of \(rows.width) × \(rows.height) could not be encoded") }
    return Array(UnsafeBufferPointer(start: output.data, count: output.count))
  }

  /// Reads a file's pixels as red, green, blue, alpha; nil where the bytes are not a whole PNG file.
  static func decode(_ bytes: [UInt8]) -> PixelImage? {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    guard png_image_begin_read_from_memory(&image, bytes, bytes.count) != 0 else { return nil }
    image.format = UInt32(PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_COLOR)
    let (width, height) = (Int(image.width), Int(image.height))
    guard width * height <= PixelBuffer.largestArea else { return nil }
    var rgba = [UInt8](repeating: 0, count: width * height * 4)
    guard png_image_finish_read(&image, nil, &rgba, Int32(width * 4), nil) != 0 else { return nil }
    return PixelImage(width: width, height: height, rgba: rgba)
  }
}
