/// Pixels in memory, 0xAARRGGBB, opaque, row by row from the top.
final class PixelBuffer {
  static let largestSide = 32_767
  static let largestArea = 1 << 28

  let width: Int
  let height: Int
  private let memory: Workspace<UInt32>

  /// Throws where a side or the area is beyond what Cairo and a file can hold.
  init(width: Int, height: Int) throws {
    guard width <= Self.largestSide, height <= Self.largestSide, width * height <= Self.largestArea else {
      throw FigureError.tooLarge(width: width, height: height)
    }
    self.width = width
    self.height = height
    memory = Workspace(repeating: 0xffff_ffff, count: width * height)
  }

  var pixels: UnsafeMutablePointer<UInt32> { memory.start }

  /// The colour at a place, 0xRRGGBB.
  subscript(x: Int, y: Int) -> UInt32 { pixels[y * width + x] & 0xffffff }
}
