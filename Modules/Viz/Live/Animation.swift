#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Figures one after the other in a PNG file that moves (APNG); programs that do not know the format show the first.
///
/// ```swift
/// var animation = Animation(framesPerSecond: 12)
/// for step in 0..<60 { try animation.add(figure(after: step)) }
/// try animation.write(to: "descent.png")
/// ```
public struct Animation {
  /// How many figures are shown in a second.
  public var framesPerSecond: Double
  /// How often the animation runs; 0 for ever.
  public var repeats: Int
  /// For how many seconds the last figure stays before the animation begins again.
  public var lastFrameSeconds: Double

  private struct Frame {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var data: [UInt8]
  }

  private var frames: [Frame] = []
  private var head: [(name: String, content: [UInt8])] = []
  private var last: PixelBuffer?

  /// An animation without a figure. Traps unless the rate is positive and finite.
  public init(framesPerSecond: Double = 10, repeats: Int = 0, lastFrameSeconds: Double = 1) {
    require(
      framesPerSecond > 0 && framesPerSecond.isFinite, "Animation: \(framesPerSecond) frames per second is not a rate")
    self.framesPerSecond = framesPerSecond
    self.repeats = repeats
    self.lastFrameSeconds = lastFrameSeconds
  }

  /// How many figures there are.
  public var count: Int { frames.count }

  /// Adds a figure as it is now. Of the pixels only those that have changed are kept. Traps where its size in pixels is
  /// not that of the first one.
  public mutating func add(_ figure: Figure) throws {
    let buffer = try figure.pixels()
    if let last {
      require(
        last.width == buffer.width && last.height == buffer.height,
        "Animation: a figure of \(buffer.width) × \(buffer.height) pixels after one of \(last.width) × \(last.height)")
    }
    let (columns, rows) = Self.changed(buffer, last)
    let file = PNGFile.write(
      PackedRows(colorsOf: buffer, x: columns, y: rows), pixelsPerMeter: UInt32((figure.dpi / 0.0254).rounded()),
      texts: ["Software", "Martlet"])
    let chunks = PNGChunks.split(file)
    if frames.isEmpty {
      head = chunks.filter { $0.name != "IDAT" && $0.name != "IEND" }.map { ($0.name, Array($0.content)) }
    }
    frames.append(
      Frame(
        x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count,
        data: chunks.filter { $0.name == "IDAT" }.flatMap(\.content)))
    last = buffer
  }

  /// The smallest rectangle around what differs; a single pixel where nothing does, for a frame cannot be empty.
  private static func changed(_ buffer: PixelBuffer, _ last: PixelBuffer?) -> (Range<Int>, Range<Int>) {
    guard let last else { return (0..<buffer.width, 0..<buffer.height) }
    var (minX, maxX, minY, maxY) = (buffer.width, -1, buffer.height, -1)
    for y in 0..<buffer.height {
      for x in 0..<buffer.width where buffer[x, y] != last[x, y] {
        (minX, maxX) = (min(minX, x), max(maxX, x))
        (minY, maxY) = (min(minY, y), max(maxY, y))
      }
    }
    return maxX < 0 ? (0..<1, 0..<1) : (minX..<maxX + 1, minY..<maxY + 1)
  }

  /// The bytes of the file. Traps without a figure.
  public func encoded() -> [UInt8] {
    require(!frames.isEmpty, "Animation: no figure has been added")
    var file = PNGChunks.signature
    for (index, part) in head.enumerated() {
      file += PNGChunks.chunk(part.name, part.content)
      // The counts of frames and of runs follow the header.
      if index == 0 {
        file += PNGChunks.chunk(
          "acTL", PNGChunks.bytes(UInt32(frames.count)) + PNGChunks.bytes(UInt32(max(0, repeats))))
      }
    }
    var sequence: UInt32 = 0
    func next() -> [UInt8] {
      defer { sequence += 1 }
      return PNGChunks.bytes(sequence)
    }
    for (index, frame) in frames.enumerated() {
      let seconds = index == frames.count - 1 ? max(lastFrameSeconds, 1 / framesPerSecond) : 1 / framesPerSecond
      let milliseconds = UInt16(max(1, min(65_535, (seconds * 1000).rounded())))
      var control = next()
      for value in [frame.width, frame.height, frame.x, frame.y] { control += PNGChunks.bytes(UInt32(value)) }
      control += [UInt8(milliseconds >> 8), UInt8(milliseconds & 0xff), UInt8(1000 >> 8), UInt8(1000 & 0xff), 0, 0]
      file += PNGChunks.chunk("fcTL", control)
      file += index == 0 ? PNGChunks.chunk("IDAT", frame.data) : PNGChunks.chunk("fdAT", next() + frame.data)
    }
    return file + PNGChunks.chunk("IEND", [])
  }

  /// Writes the file whole or not at all. Throws ``FigureError``; traps without a figure.
  public func write(to path: String) throws { try PictureFile.write(encoded(), to: path) }

  /// Writes the file whole or not at all. Throws ``FigureError``; traps without a figure.
  public func write(to url: URL) throws { try write(to: url.path) }
}
