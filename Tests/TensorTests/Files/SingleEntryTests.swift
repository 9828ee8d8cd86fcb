import Foundation
import Tensor
import TestSupport
import Testing

/// A file with something that tensors do not hold: the rest of it is read.
@Suite struct SingleEntryTests {
  private let one: [UInt8] = [0, 0, 128, 63]

  private func npz(_ folder: TemporaryFolder) throws -> URL {
    let axes = "(" + String(repeating: "1, ", count: 9) + ")"
    let arrays = [
      ("text", FileBytes.npy("<U2", "(1,)", [UInt8](repeating: 65, count: 8))),
      ("x", FileBytes.npy("<f4", "(1,)", one)),
      ("deep", FileBytes.npy("<f4", axes, one)),
      ("record", FileBytes.npy("[('a', '<i4'), ('b', '<f8', (2,))]", "(0,)", [])),
    ]
    return try folder.write(FileBytes.zip(arrays.map { ($0.0 + ".npy", $0.0 + ".npy", $0.1) }), "a.npz")
  }

  private func safetensors(_ folder: TemporaryFolder) throws -> URL {
    let nine = [Int](repeating: 1, count: 9)
    return try folder.write(
      FileBytes.safetensors([("small", "F8_E4M3", [4], one), ("x", "F32", [1], one), ("deep", "F32", nine, one)]),
      "a.safetensors")
  }

  @Test func theOthersAreReadAndTheReasonIsKept() throws {
    let folder = try TemporaryFolder()
    let arrays = try NPZ.load(npz(folder)), tensors = try Safetensors.load(safetensors(folder))
    #expect(arrays.names == ["x"] && arrays.unreadable.map(\.name) == ["text", "deep", "record"])
    #expect(tensors.names == ["x"] && tensors.unreadable.map(\.name) == ["small", "deep"])
    for (all, name, reason) in [
      (arrays, "text", "elements of type '<U2' are not supported"), (arrays, "deep", "9 axes, at most 8 are supported"),
      (arrays, "record", "records are not supported"),
      (tensors, "small", "\"small\" holds F8_E4M3, which is not supported"),
      (tensors, "deep", "\"deep\" has 9 axes, at most 8 are supported"),
    ] {
      #expect { try all.tensor(name, as: Float.self) } throws: { "\($0)".hasSuffix(reason) }
      #expect(all[name] == nil)
    }
    #expect(throws: TensorFileError.missing(file: folder.file("a.npz").path, name: "y")) {
      try arrays.tensor("y", as: Float.self)
    }
  }

  @Test func oneByName() throws {
    let folder = try TemporaryFolder()
    let arrays = try npz(folder), tensors = try safetensors(folder)
    let x: Tensor<Float> = try NPZ.load(arrays, "x"), y: Tensor<Float> = try Safetensors.load(tensors, "x")
    #expect(x.scalars == [1] && y.scalars == [1])
    #expect(try NPZ.load(arrays, ["x"]).names == ["x"] && Safetensors.load(tensors, ["x"]).names == ["x"])
    #expect { try NPZ.load(arrays, ["x", "text"]) } throws: { "\($0)".contains("'<U2'") }
    #expect { try Safetensors.load(tensors, "small", as: Float.self) } throws: { "\($0)".contains("F8_E4M3") }
    #expect(throws: TensorFileError.missing(file: tensors.path, name: "z")) { try Safetensors.load(tensors, ["z"]) }
    #expect(throws: TensorFileError.missing(file: arrays.path, name: "z")) {
      try NPZ.load(arrays, "z", as: Float.self)
    }
  }

  /// The elements of others are not touched: those of a large one are not there to be read.
  @Test func othersAreNotRead() throws {
    let folder = try TemporaryFolder()
    let large = FileBytes.npy("<f4", "(1,)", one), small = FileBytes.npy("<f4", "(1,)", [0, 0, 0, 64])
    var bytes = FileBytes.zip([("large.npy", "large.npy", large), ("x.npy", "x.npy", small)])
    // The checksum of the first is wrong from here on.
    bytes[30 + 9 + large.count - 1] ^= 1
    let file = try folder.write(bytes, "a.npz")
    #expect(try NPZ.load(file, "x", as: Float.self).scalars == [2])
    #expect { try NPZ.load(file) } throws: { "\($0)".hasSuffix("the checksum of \"large.npy\" is wrong") }
    #expect(throws: TensorFileError.self) { try NPZ.load(file, "large", as: Float.self) }
  }

  @Test func entriesAreListed() throws {
    let folder = try TemporaryFolder()
    #expect(
      try NPZ.entries(of: npz(folder)).map(\.description) == [
        "text: <U2, shape [1], cannot be read: elements of type '<U2' are not supported", "x: float, shape [1]",
        "deep: <f4, shape [1, 1, 1, 1, 1, 1, 1, 1, 1], cannot be read: 9 axes, at most 8 are supported",
        "record: [('a', '<i4'), ('b', '<f8', (2,))], shape [0], cannot be read: records are not supported",
      ])
    let entries = try Safetensors.entries(of: safetensors(folder))
    #expect(entries.map(\.name) == ["small", "x", "deep"] && entries.map(\.type) == ["F8_E4M3", "F32", "F32"])
    #expect(entries.map(\.scalarType) == [nil, .float, nil] && entries[0].shape == [4])
    #expect(entries[1].failure == nil && entries[2].failure != nil)
    let evil = try folder.write(
      FileBytes.safetensors([("a\\u001b[2J\\n", "F32", [1], one)]), "b.safetensors")
    #expect(try Safetensors.entries(of: evil).map(\.description) == ["a\\u{1b}[2J\\n: float, shape [1]"])
  }

  @Test func nothingIsLostInWriting() throws {
    let folder = try TemporaryFolder()
    var tensors = try Safetensors.load(safetensors(folder))
    let copy = folder.file("copy.safetensors")
    #expect { try Safetensors.save(tensors, to: copy) } throws: {
      "\($0)".contains("\"small\" of ") && "\($0)".hasSuffix("would be lost; setting it to nil leaves it out")
    }
    #expect(throws: TensorFileError.self) { try NPZ.save(tensors, to: copy) }
    (tensors["small"], tensors["deep"]) = (nil, nil)
    try Safetensors.save(tensors, to: copy)
    #expect(try Safetensors.load(copy).names == ["x"])
  }
}
