import Foundation
import Tensor
import TestSupport
import Testing

/// Numbers of files that no integer type here holds are said, never wrong.
@Suite struct WideIntegerTests {
  private let values: [UInt64] = [1, 1 << 63, .max, 0x7FFF_FFFF_FFFF_FFFF]

  private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return error is TensorFileError ? "\(error)" : "another error: \(error)" }
    return "nothing is thrown"
  }

  @Test(arguments: [false, true]) func npyBeyondInt(isBigEndian: Bool) throws {
    let folder = try TemporaryFolder()
    let bytes = FileBytes.npy(isBigEndian ? ">u8" : "<u8", "(2, 2)", FileBytes.words(values, isBigEndian: isBigEndian))
    let file = try folder.write(bytes, "u.npy"), first = bytes.count - 32
    let want =
      "\(file.path): byte \(first + 8): element 1 in the file's order is 9223372036854775808, which Int does not hold"
    #expect(message { _ = try Tensor<Int>(npy: file) } == want)
    #expect(message { _ = try Tensor<Int32>(npy: file) } == want)
    #expect(message { _ = try DynamicTensor(npy: file) } == want)
    // As numpy.load(…).astype(float) and .astype(numpy.float32) give them.
    #expect(try Tensor<Double>(npy: file) == [[1, 0x1p63], [0x1p64, 0x1p63]])
    #expect(try Tensor<Float>(npy: file) == [[1, 0x1p63], [0x1p64, 0x1p63]])
    let fitting = FileBytes.npy("<u8", "(2,)", FileBytes.words([0, UInt64(Int.max)]))
    #expect(try Tensor<Int>(npy: folder.write(fitting, "f.npy")).scalars == [0, .max])
  }

  @Test func npzBeyondInt() throws {
    let folder = try TemporaryFolder()
    let array = FileBytes.npy("<u8", "(4,)", FileBytes.words(values))
    let small = FileBytes.npy("<f4", "(1,)", [0, 0, 128, 63])
    let file = try folder.write(
      FileBytes.zip([("u.npy", "u.npy", array), ("x.npy", "x.npy", small)]), "a.npz")
    let all = try NPZ.load(file)
    #expect(all.names == ["x"] && all.unreadable.map(\.name) == ["u"])
    let want = "\"u\": element 1 in the file's order is 9223372036854775808, which Int does not hold"
    #expect(message { _ = try all.tensor("u", as: Int.self) }.hasSuffix(want))
    #expect(message { _ = try NPZ.load(file, "u", as: Int.self) }.hasSuffix(want))
    #expect(try NPZ.load(file, "u", as: Double.self).scalars == [1, 0x1p63, 0x1p64, 0x1p63])
  }

  @Test func safetensorsBeyondInt() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      FileBytes.safetensors([("u", "U64", [4], FileBytes.words(values)), ("b", "BOOL", [2], [2, 0])]), "a.safetensors")
    let all = try Safetensors.load(file)
    #expect(all.names == ["b"])
    #expect(try all.tensor("b", as: Bool.self).scalars == [true, false])
    #expect(try all.tensor("b", as: UInt8.self).scalars == [1, 0])
    #expect(
      message { _ = try all.tensor("u", as: Float.self) }.hasSuffix(
        "\"u\": element 1 in the file's order is 9223372036854775808, which Int does not hold"))
    #expect(try Safetensors.load(file, "u", as: Float.self).scalars == [1, 0x1p63, 0x1p64, 0x1p63])
  }

  /// The byte is that of the element in the file, whose first axis may run fastest.
  @Test func thePlaceIsThatInTheFile() throws {
    let folder = try TemporaryFolder()
    let elements: [UInt8] = [1, 0, 2, 0, 3, 0, 4, 0, 0, 1, 6, 0]
    for (isFortran, index, byte) in [(false, 4, 8), (true, 2, 8)] {
      let bytes = FileBytes.npy("<i2", "(2, 3)", elements, fortran: isFortran)
      let file = try folder.write(bytes, "i.npy")
      let want = "byte \(bytes.count - 12 + byte): element \(index) is 256, which UInt8 does not hold"
      #expect(message { _ = try Tensor<UInt8>(npy: file) }.hasSuffix(want), "\(isFortran)")
    }
  }

  /// The limits of every integer type of files, in both byte orders, as what they are read as and as Double.
  @Test func limitsOfEveryIntegerType() throws {
    let folder = try TemporaryFolder()
    for (type, size) in [("i1", 1), ("i2", 2), ("i4", 4), ("i8", 8), ("u1", 1), ("u2", 2), ("u4", 4)] {
      let top = UInt64.max >> (64 - size * 8)
      let words: [UInt64] = type.hasPrefix("u") ? [0, top, top >> 1] : [top / 2 + 1, top, top >> 1]
      let want = words.map {
        type.hasPrefix("u") ? Int($0) : Int(truncatingIfNeeded: $0 << (64 - size * 8)) >> (64 - size * 8)
      }
      for order in ["<", ">"] {
        let elements = words.flatMap { word in
          let bytes = (0..<size).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
          return order == ">" ? bytes.reversed() : bytes
        }
        let file = try folder.write(FileBytes.npy(order + type, "(3,)", elements), "x.npy")
        #expect(try Tensor<Int>(npy: file).scalars == want, "\(order)\(type)")
        #expect(try Tensor<Double>(npy: file).scalars == want.map { Double($0) }, "\(order)\(type)")
      }
    }
  }
}
