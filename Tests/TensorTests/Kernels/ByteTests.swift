import Kernels
import Testing

/// Loops over bytes and pixels, which have no levels.
@Suite struct ByteTests {
  @Test func kernelsAreOptimizedInDebugBuildsToo() { #expect(mk_is_optimized() == 1) }

  @Test(arguments: [0, 1, 63, 64, 65, 200, 16_320, 16_384, 40_000])
  func countsBytes(count: Int) {
    let mixed = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 11) }
    #expect(mk_count_byte(mixed, count, 10) == mixed.count { $0 == 10 })
    #expect(mk_count_byte([UInt8](repeating: 10, count: count), count, 10) == count)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 31, 100])
  func colorRunsEndWithTheColor(length: Int) {
    var pixels = [UInt32](repeating: 0xff12_3456, count: 120)
    pixels[length] = 0xff12_3457
    #expect(mk_color_run(pixels, 120, 0x12_3456) == length)
    #expect(mk_color_run(pixels, length, 0x12_3456) == length)
    pixels[length] = 0x0012_3456
    #expect(mk_color_run(pixels, 120, 0x12_3456) == 120)
  }
}
