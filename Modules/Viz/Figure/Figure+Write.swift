#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A format that a picture can be written in.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// Pixels, compressed without loss.
  case png
  /// Scalable, for web pages.
  case svg
  /// Scalable, for print.
  case pdf

  /// The format that a path's ending names, in any case of letters; nil for any other ending.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}

extension Figure {
  /// Writes the figure as PNG, SVG or PDF by the path's ending.
  ///
  /// The file appears whole or not at all: it is written beside its place and then renamed. Throws ``FigureError``.
  public func write(to path: String) throws {
    guard let format = PictureFormat(path: path) else { throw FigureError.unknownFormat(path: path) }
    try PictureFile.write(encoded(as: format), to: path)
  }

  /// Writes the figure as PNG, SVG or PDF by the URL's ending; see ``write(to:)-(String)``.
  public func write(to url: URL) throws { try write(to: url.path) }

  /// The bytes of the figure in a format.
  public func encoded(as format: PictureFormat) throws -> [UInt8] {
    switch format {
    case .png: try PNGFile.encode(pixels(), dpi: dpi, title: title.isEmpty ? axes.title : title)
    case .svg: try CairoDocument.render(self, as: .svg)
    case .pdf: try CairoDocument.render(self, as: .pdf)
    }
  }

  /// The figure as pixels at its dpi.
  func pixels() throws -> PixelBuffer {
    let scale = dpi / 72
    let size = Size(width: width * 72, height: height * 72)
    let buffer = try PixelBuffer(
      width: Int(min(1e6, max(1, (size.width * scale).rounded()))),
      height: Int(min(1e6, max(1, (size.height * scale).rounded()))))
    let renderer = CairoRenderer(buffer, scale: scale, warn: warn)
    draw(on: renderer)
    renderer.finish()
    return buffer
  }
}
