import Foundation
import Tensor
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  private let fixture = Fixtures("Tensor").file("tensors.safetensors")

  @Test func readsPyTorchs() throws {
    let tensors = try Safetensors.load(fixture)
    #expect(tensors.metadata == ["format": "pt", "note": "a \"quoted\" word, ü"])
    let whole: [Double] = [0, 1, 2, 3, 4, 5]
    for (name, tensor) in tensors where name != "number" && name != "empty" {
      let want =
        switch name {
        case "BOOL": whole.map { $0.truncatingRemainder(dividingBy: 2) }
        case let name where name.hasPrefix("U"): whole
        case let name where name.hasPrefix("I"): whole.map { $0 - 2 }
        default: whole.map { ($0 - 2) / 2 }
        }
      #expect(try tensor.tensor(as: Double.self) == Tensor(scalars: want, shape: [2, 3]), "\(name)")
    }
    let types: [String: ScalarType] = [
      "F16": .float, "BF16": .float, "F32": .float, "F64": .double, "I8": .int32, "I16": .int32, "U16": .int32,
      "I32": .int32, "U32": .int, "I64": .int, "U64": .int, "U8": .uint8, "BOOL": .bool,
    ]
    for (name, type) in types { #expect(tensors[name]?.scalarType == type, "\(name)") }
    #expect(try tensors.tensor("number", as: Float.self) == Tensor(2.5))
    #expect(try tensors.tensor("empty", as: Float.self).shape == [0, 3])
    #expect(tensors.count == 15)
  }

  @Test func roundTripsInOrder() throws {
    let folder = try TemporaryFolder()
    var tensors: NamedTensors = [
      "z.weight": Tensor<Float>([[1, 2], [3, 4]]).transposed(), "a": Tensor<Bool>([true, false, true]),
      "quote\"\\\n": Tensor<UInt8>([1]), "d": Tensor<Double>(2), "i": Tensor<Int>([-1]),
      "none": Tensor<Int32>.zeros([2, 0]),
    ]
    tensors.metadata = ["epoch": "3"]
    try Safetensors.save(tensors, to: folder.file("x.safetensors"))
    let back = try Safetensors.load(folder.file("x.safetensors"))
    #expect(back.names == tensors.names)
    #expect(back.metadata == tensors.metadata)
    for (name, tensor) in tensors {
      #expect(back[name]?.scalarType == tensor.scalarType)
      #expect(try back.tensor(name, as: Double.self) == tensor.tensor(as: Double.self))
    }
    let weights: [String: Tensor<Float>] = ["b": [2], "a": [1]]
    try Safetensors.save(NamedTensors(weights), to: folder.file("x.safetensors"))
    #expect(try Safetensors.load(folder.file("x.safetensors")).names == ["a", "b"])
  }

  @Test func aFaultLeavesWhatWasThere() throws {
    let folder = try TemporaryFolder()
    try Safetensors.save(["w": Tensor<Float>([1])], to: folder.file("x.safetensors"))
    #expect(throws: TensorFileError.self) {
      try Safetensors.save(["__metadata__": Tensor<Float>([1])], to: folder.file("x.safetensors"))
    }
    #expect(try Safetensors.load(folder.file("x.safetensors")).names == ["w"])
    #expect(folder.names == ["x.safetensors"])
  }

  @Test func malformed() throws {
    let folder = try TemporaryFolder()
    func read(_ header: String, _ bytes: Int, length: UInt64? = nil) throws -> NamedTensors {
      let count = length ?? UInt64(header.utf8.count)
      var data = Data((0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) })
      data += Data(header.utf8) + Data(count: bytes)
      try data.write(to: folder.file("x"))
      return try Safetensors.load(folder.file("x"))
    }
    func f32(_ name: String, _ shape: String, _ from: Int, _ to: Int, type: String = "F32") -> String {
      "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(from),\(to)]}"
    }
    #expect(try read("{\(f32("a", "[2]", 0, 8)),\(f32("b", "[]", 8, 12))}", 12).count == 2)
    #expect(try read("{}", 0).isEmpty)
    #expect(try read(" { } ", 0).isEmpty)
    let faults: [(String, Int)] = [
      ("{\(f32("a", "[2]", 0, 8))}", 7), ("{\(f32("a", "[2]", 0, 8))}", 9), ("{\(f32("a", "[2]", 0, 7))}", 7),
      ("{\(f32("a", "[2]", 0, 8)),\(f32("b", "[2]", 4, 12))}", 12),
      ("{\(f32("a", "[2]", 0, 8)),\(f32("b", "[2]", 0, 8))}", 8),
      ("{\(f32("a", "[2]", 0, 8)),\(f32("b", "[1]", 12, 16))}", 16),
      ("{\(f32("a", "[2]", 0, 8)),\(f32("a", "[1]", 8, 12))}", 12), ("{\(f32("a", "[2]", 8, 0))}", 8),
      ("{\(f32("a", "[1000000000000]", 0, 4_000_000_000_000))}", 8),
      ("{\(f32("a", "[4611686018427387904,4]", 0, 0))}", 0),
      ("{\(f32("a", "[-2]", 0, 8))}", 8), ("{\(f32("a", "2", 0, 8))}", 8), ("{\"a\":{}}", 0), ("{\"a\":1}", 0),
      ("[]", 0),
      ("{\(f32("a", "[2]", 0, 8))", 8), ("{\(f32("a", "[2]", 0, 8)),}", 8), ("{\(f32("a", "[2]", 0, 8))}x", 8), ("", 0),
      ("{\"__metadata__\":{\"a\":1}}", 0), ("{\"\\uD800\":{}}", 0),
    ]
    MemoryStatistics.resetPeak()
    let before = MemoryStatistics.current.peak
    for (header, bytes) in faults {
      #expect(throws: TensorFileError.self, "\(header)") { try read(header, bytes) }
    }
    for length: UInt64 in [3, 1 << 40, .max, 1 << 63] {
      #expect(throws: TensorFileError.self) { try read("{}", 0, length: length) }
    }
    // Other tests run beside this one; what is claimed is terabytes.
    #expect(MemoryStatistics.current.peak - before < 1 << 32)
    #expect { try read("{\(f32("a", "[2]", 0, 8)),\(f32("b", "[2]", 4, 12))}", 12) } throws: { error in
      "\(error)" == "\(folder.file("x").path): byte 62: tensor \"b\" overlaps the one before it"
    }
    let whole = try Data(contentsOf: fixture)
    for length in stride(from: 0, to: whole.count, by: 11) {
      try whole.prefix(length).write(to: folder.file("x"))
      #expect(throws: TensorFileError.self, "\(length) bytes") { try Safetensors.load(folder.file("x")) }
    }
  }

  @Test func draftsOfKilledWritersAreClearedAwayAndNoOthers() throws {
    let folder = try TemporaryFolder(), file = folder.file("x.safetensors")
    for name in ["x.safetensors.17.part", "x.safetensors.4000000000.part", "x.safetensors.old.part", "x.17.part"] {
      try Data("half".utf8).write(to: folder.file(name))
    }
    // As a writer holds it that is not done.
    let held = open(folder.file("x.safetensors.17.part").path, O_WRONLY)
    defer { close(held) }
    try #require(flock(held, LOCK_EX) == 0)
    try Safetensors.removeAbandonedDrafts(of: file)
    #expect(folder.names == ["x.17.part", "x.safetensors.17.part", "x.safetensors.old.part"])
    try Safetensors.save(["a": Tensor<Float>([1])], to: file)
    #expect(folder.names.count == 4)
  }

  @Test(.enabled("no Python with PyTorch and safetensors", { await Python.has("torch", "safetensors") }))
  func pytorchReadsWhatWeWrite() async throws {
    let folder = try TemporaryFolder()
    let tensors: NamedTensors = [
      "b": Tensor<Bool>([true]), "w": Tensor<Float>([[1, 2], [3, 4]]).transposed(), "n": Tensor<Int>(5),
      "u": Tensor<UInt8>([7, 8, 9]), "d": Tensor<Double>([0.1]), "i": Tensor<Int32>.zeros([0]),
    ]
    try Safetensors.save(tensors, to: folder.file("x.safetensors"))
    let program = """
      import sys
      from safetensors.torch import load_file
      for name, x in sorted(load_file(sys.argv[1]).items()): print(name, x.dtype, x.tolist())
      """
    #expect(
      try await Python.run(program, [folder.file("x.safetensors").path]) == """
        b torch.bool [True]
        d torch.float64 [0.1]
        i torch.int32 []
        n torch.int64 5
        u torch.uint8 [7, 8, 9]
        w torch.float32 [[1.0, 3.0], [2.0, 4.0]]

        """)
  }
}
