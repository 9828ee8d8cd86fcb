import Tensor
import Testing

/// As PyTorch computes them, places beyond the type among them.
@Suite struct BitsTests {
  private let a = Tensor<Int32>([12, -7, 255]), b = Tensor<Int32>([10, 3, 1])

  @Test func bits() {
    #expect((a & b).scalars == [8, 1, 1] && (a | b).scalars == [14, -5, 255] && (a ^ b).scalars == [6, -6, 254])
    #expect((~a).scalars == [-13, 6, -256] && (a & 6).scalars == [4, 0, 6] && (1 | a).scalars == [13, -7, 255])
    #expect((Tensor<UInt8>([[1], [2]]) | Tensor<UInt8>([4, 8])).scalars == [5, 9, 6, 10])
    #expect(
      (~Tensor<UInt8>([200, 1])).scalars == [55, 254] && (Tensor<Int>([1 << 40]) ^ Tensor<Int>(1)).item() == 1 << 40 + 1
    )
    #expect((a.reshaped(3, 1).transposed() & b).scalars == [8, 1, 1])
  }

  @Test func shifts() {
    #expect((a << 2).scalars == [48, -28, 1020] && (a >> 1).scalars == [6, -4, 127])
    let places = Tensor<Int32>([40, -1, 31])
    #expect((a << places).scalars == [0, 0, Int32.min] && (a >> places).scalars == [0, -1, 0])
    #expect((Tensor<UInt8>([200, 1]) << 1).scalars == [144, 2] && (Tensor<UInt8>([200, 1]) >> 9).scalars == [0, 0])
    #expect((1 << Tensor<Int>([0, 5, 63])).scalars == [1, 32, Int.min])
  }

  @Test func inPlace() async {
    var x = a
    x &= b
    x |= 2
    x ^= Tensor<Int32>(1)
    x <<= 1
    x >>= Tensor<Int32>([0, 1, 0])
    #expect(x.scalars == [22, 2, 4] && a.scalars == [12, -7, 255])
    await #expect(processExitsWith: .failure) {
      var x = Tensor<Int32>([1])
      x &= Tensor<Int32>([1, 2])
    }
  }
}
