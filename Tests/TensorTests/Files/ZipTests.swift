import Foundation
import Tensor
import TestSupport
import Testing

@Suite struct ZipTests {
  private let array = FileBytes.npy("<f4", "(1,)", [0, 0, 128, 63])

  private func message(_ bytes: [UInt8]) throws -> String {
    let folder = try TemporaryFolder()
    let file = try folder.write(bytes, "a.npz")
    do { return "\(try NPZ.load(file).names)" } catch { return "\(error)".replacing(file.path, with: "") }
  }

  @Test func partsThatContradictEachOtherAreRefused() throws {
    #expect(try message(FileBytes.zip([("x.npy", "x.npy", array)])) == "[\"x\"]")
    #expect(
      try message(FileBytes.zip([("x.npy", "y.npy", array)]))
        == ": byte 0: \"x.npy\" is called \"y.npy\" in its own header")
    #expect(
      try message(FileBytes.zip([("x.npy", "\u{1b}.npy", array)]))
        == ": byte 0: \"x.npy\" is called \"\\u{1b}.npy\" in its own header")
    #expect(try message(FileBytes.zip([("x\0.npy", "x\0.npy", array)])).contains("has a zero byte"))
    // Flags, method, checksum, sizes of the entry's own header.
    for (place, mask) in [(6, 1), (8, 8), (14, 1), (18, 1), (22, 1)] as [(Int, UInt8)] {
      var bytes = FileBytes.zip([("x.npy", "x.npy", array)])
      bytes[place] ^= mask
      #expect(try message(bytes) == ": byte 0: \"x.npy\" is described otherwise in its own header", "byte \(place)")
    }
  }

  @Test func withoutADirectoryItIsNoArchive() throws {
    let whole = FileBytes.zip([("x.npy", "x.npy", array)])
    #expect(try message(Array(whole[..<(35 + array.count)])).hasSuffix("the record at its end is missing"))
  }

  /// As in the archives of D. Fifield, whose entries share their bytes.
  @Test func overlappingEntriesAreRefused() throws {
    var bytes = FileBytes.zip([("x.npy", "x.npy", array), ("y.npy", "y.npy", array)])
    let second = bytes.count - 22 - 51
    bytes.replaceSubrange((second + 42)..<(second + 46), with: [0, 0, 0, 0])
    #expect(try message(bytes).hasSuffix("overlaps another part of the archive"))
  }

  @Test(.enabled("no Python with NumPy", { await Python.has("numpy") })) func everyWriterOfPythonIsRead() async throws {
    let folder = try TemporaryFolder()
    let program = """
      import io, numpy, sys, zipfile
      # Into a pipe: sizes stand behind the content. And with sizes of 64 bits.
      class Pipe(io.RawIOBase):
          def __init__(self): self.bytes = b''
          def writable(self): return True
          def write(self, b): self.bytes += bytes(b); return len(b)
      pipe = Pipe()
      with zipfile.ZipFile(pipe, 'w') as z:
          with z.open('x.npy', 'w', force_zip64=True) as f: numpy.lib.format.write_array(f, numpy.ones(2))
      open(sys.argv[1] + '/pipe.npz', 'wb').write(pipe.bytes)
      numpy.savez(sys.argv[1] + '/a.npz', x=numpy.ones(2))
      """
    try await Python.run(program, [folder.url.path])
    for name in ["pipe.npz", "a.npz"] {
      #expect(try NPZ.load(folder.file(name), "x", as: Double.self).scalars == [1, 1], "\(name)")
    }
  }
}
