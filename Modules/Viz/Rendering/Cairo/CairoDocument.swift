import Cairo

/// Figures as SVG and PDF.
enum CairoDocument {
  enum Kind { case svg, pdf }

  private final class Output { var bytes: [UInt8] = [] }

  static func render(_ figure: Figure, as kind: Kind) throws -> [UInt8] {
    let size = Size(width: figure.width * 72, height: figure.height * 72)
    let output = Output()
    let write: cairo_write_func_t = { closure, data, count in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue().bytes += UnsafeBufferPointer(
        start: data, count: Int(count))
      return CAIRO_STATUS_SUCCESS
    }
    let target = Unmanaged.passUnretained(output).toOpaque()
    let surface: OpaquePointer
    switch kind {
    case .svg: surface = cairo_svg_surface_create_for_stream(write, target, size.width, size.height)
    case .pdf:
      surface = cairo_pdf_surface_create_for_stream(write, target, size.width, size.height)
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Martlet")
      let title = figure.title.isEmpty ? figure.axes.title : figure.title
      if !title.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
    }
    let renderer = CairoRenderer(document: surface, size: size, warn: figure.warn)
    figure.draw(on: renderer)
    renderer.finish()
    return withExtendedLifetime(output) { kind == .svg ? SVGText.described(output.bytes, figure) : output.bytes }
  }
}
