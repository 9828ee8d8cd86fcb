import Data
import Tensor
import Testing

@Suite struct IDXTests {
  /// A file with the given element type and lengths, then the elements.
  private func file(_ type: UInt8, _ lengths: [Int], _ elements: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(lengths.count)]
      + lengths.flatMap { length in (0..<4).reversed().map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } }
      + elements
  }

  @Test(arguments: [false, true]) func allElementTypes(gzipped: Bool) throws {
    func load<Scalar>(_ type: UInt8, _ elements: [UInt8]) throws -> Tensor<Scalar> {
      let bytes = file(type, [2, 1], elements)
      return try Tensor(idxBytes: gzipped ? Gzip.compress(bytes) : bytes)
    }
    let bytes: Tensor<UInt8> = try load(0x08, [7, 255])
    #expect(bytes.shape == [2, 1])
    #expect(bytes.scalars == [7, 255])
    #expect(try (load(0x09, [127, 128]) as Tensor<Int32>).scalars == [127, -128])
    #expect(try (load(0x0b, [0x12, 0x34, 0xff, 0xfe]) as Tensor<Int32>).scalars == [0x1234, -2])
    #expect(try (load(0x0c, [0, 0, 1, 0, 0xff, 0xff, 0xff, 0xff]) as Tensor<Int32>).scalars == [256, -1])
    #expect(try (load(0x0d, [0x3f, 0xc0, 0, 0, 0x80, 0, 0, 0]) as Tensor<Float>).scalars == [1.5, -0.0])
    let double: [UInt8] = [0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0]
    #expect(try (load(0x0e, double) as Tensor<Double>).scalars == [.pi, .infinity])
  }

  @Test func anyRank() throws {
    let scalar = try Tensor<UInt8>(idxBytes: file(0x08, [], [9]))
    #expect(scalar.shape == [] && scalar.item() == 9)
    let deep = try Tensor<UInt8>(idxBytes: file(0x08, [1, 2, 1, 2, 1, 1, 1, 1], [1, 2, 3, 4]))
    #expect(deep.shape == [1, 2, 1, 2, 1, 1, 1, 1])
    let empty = try Tensor<Double>(idxBytes: file(0x0e, [0, 28, 28], []))
    #expect(empty.shape == [0, 28, 28])
  }

  @Test func encodeIsReadBack() throws {
    let tensor = Tensor<Int32>(scalars: [1, -2, .max, .min, 0, 70_000], shape: [2, 3])
    let back = try Tensor<Int32>(idxBytes: IDX.encode(tensor))
    #expect(back.shape == tensor.shape && back.scalars == tensor.scalars)
  }

  @Test(
    arguments: [
      ([1, 2, 3, 4], "i.idx: byte 0: not an IDX file: it starts with 0x01020304"),
      ([0, 0, 8], "i.idx: byte 3: the content ends here, 1 bytes early"),
      ([0, 0, 8, 1, 0, 0, 0, 3, 1, 2], "i.idx: byte 8: shape [3] of uint8 takes 3 bytes, the file has 2"),
      ([0, 0, 8, 1, 0, 0, 0, 1, 1, 2], "i.idx: byte 8: shape [1] of uint8 takes 1 bytes, the file has 2"),
      ([0, 0, 13, 1, 0, 0, 0, 0], "i.idx: byte 2: the elements are float, which is read as float, not as uint8"),
      ([0, 0, 8, 9], "i.idx: byte 3: 9 axes, at most 8 are supported"),
    ] as [([UInt8], String)])
  func brokenFiles(bytes: [UInt8], message: String) {
    #expect { try Tensor<UInt8>(idxBytes: bytes, name: "i.idx") } throws: { "\($0)" == message }
  }

  @Test func lengthsBeyondReasonAreNotBelieved() {
    let huge = file(0x0e, [0, 1 << 31, 1 << 31, 1 << 31], [])
    #expect(throws: DataError.self) { try Tensor<Double>(idxBytes: huge) }
    let packed = Gzip.compress(file(0x08, [1 << 31, 1 << 10], [1]))
    #expect(throws: DataError.self) { try Tensor<UInt8>(idxBytes: packed) }
    let cut = Gzip.compress(file(0x08, [100], [1, 2, 3]))
    #expect { try Tensor<UInt8>(idxBytes: cut, name: "c.gz") } throws: {
      "\($0)" == "c.gz: byte 11: the content ends here, 97 bytes early (after unpacking)"
    }
  }
}
