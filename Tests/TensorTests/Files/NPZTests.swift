import Foundation
import Tensor
import TestSupport
import Testing

@Suite struct NPZTests {
  private let fixtures = Fixtures("Tensor")

  @Test func readsNumPys() throws {
    let arrays = try NPZ.load(fixtures.file("arrays.npz"))
    #expect(arrays.names == ["x", "y", "z"])
    #expect(try arrays.tensor("x", as: Float.self).scalars == [-1, -0.5, 0, 0.5, 1, 1.5])
    #expect(try arrays.tensor("y", as: Int.self).scalars == [-2, -1, 0, 1, 2, 3])
    #expect(try arrays.tensor("z", as: Double.self) == Tensor(scalars: [-1, -0.5, 0, 0.5, 1, 1.5], shape: [2, 3]))
    #expect(arrays["y"]?.scalarType == .int)
    #expect(throws: TensorFileError.missing(file: fixtures.file("arrays.npz").path, name: "w")) {
      try arrays.tensor("w", as: Float.self)
    }
  }

  @Test func compressedNeedsADecoder() throws {
    #expect { try NPZ.load(fixtures.file("compressed.npz")) } throws: { error in
      "\(error)".contains("\"x.npy\" is compressed: NPZ.load(compressed:) of module Data reads it")
    }
    var asked: [Int] = []
    #expect(throws: TensorFileError.self) {
      try NPZ.load(fixtures.file("compressed.npz")) { _, size, _ in
        asked.append(size)
        return Array(repeating: 0, count: size)
      }
    }
    #expect(asked == [152])
  }

  @Test func roundTrips() throws {
    let folder = try TemporaryFolder()
    let x: Tensor<Float> = [[1, 2], [3, 4]], mask: Tensor<Bool> = [true, false]
    try NPZ.save(["x": x.transposed(), "mäsk": mask, "none": Tensor<Int32>.zeros([0])], to: folder.file("a.npz"))
    let back = try NPZ.load(folder.file("a.npz"))
    #expect(back.names == ["x", "mäsk", "none"])
    #expect(try back.tensor("x") == x.transposed())
    #expect(try back.tensor("mäsk") == mask)
    #expect(try back.tensor("none", as: Int32.self).shape == [0])
    #expect(folder.names == ["a.npz"])
    try NPZ.save([:], to: folder.file("empty.npz"))
    #expect(try NPZ.load(folder.file("empty.npz")).isEmpty)
  }

  @Test func malformed() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: fixtures.file("arrays.npz"))
    func read(_ data: Data) throws -> NamedTensors {
      try data.write(to: folder.file("x.npz"))
      return try NPZ.load(folder.file("x.npz"))
    }
    for length in stride(from: 0, to: whole.count, by: 7) {
      #expect(throws: TensorFileError.self, "\(length) bytes") { try read(whole.prefix(length)) }
    }
    // A byte changed, here and there: it throws, or the change was in a field that says nothing about the arrays.
    let want = try read(whole)
    for index in stride(from: 0, to: whole.count, by: 5) {
      var bytes = whole
      bytes[index] ^= 0x41
      guard let got = try? read(bytes) else { continue }
      for (name, tensor) in got {
        guard let original = want[name] else { continue }
        #expect(try tensor.tensor(as: Double.self) == original.tensor(as: Double.self), "byte \(index)")
      }
    }
  }

  @Test(.enabled("no Python with NumPy", { await Python.has("numpy") }))
  func numpyReadsWhatWeWrite() async throws {
    let folder = try TemporaryFolder()
    try NPZ.save(["x": Tensor<Double>([1, 2]), "y": Tensor<UInt8>([[3]])], to: folder.file("a.npz"))
    let program = """
      import numpy, sys
      for name, x in numpy.load(sys.argv[1]).items(): print(name, x.dtype, x.tolist())
      """
    #expect(try await Python.run(program, [folder.file("a.npz").path]) == "x float64 [1.0, 2.0]\ny uint8 [[3]]\n")
  }
}
