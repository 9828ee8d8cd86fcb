import Data
import Foundation
import Tensor
import Testing

@Suite struct NPZCompressedTests {
  /// `numpy.savez_compressed(file, a=arange(40, dtype="f4").reshape(8, 5), b=[[True, False]], c=zeros(3000, "i4"))`
  private static let file = """
    UEsDBC0AAAAIAAAAIQDeF0HW//////////8FABQAYS5ucHkBABAAIAEAAAAAAACoAAAAAAAAAJ3IoQ8BcRjG8dcmmAkXBEH4tR/bBYHNzIYLGl\
    MEiZu7m2DO7kwx20XRpogXRVEURVG8KIqiL3+CZ+/n2d7n0B/2BqOUrGWjHTecBrqhdNOralNpzw9Wgb0Y+4HjfveuPQ9d9nBmL13+Ut1UtbKp\
    turvZOWXqEW1OUSIcUUC6YgYUKigjQEmWCLCDnscEeOEMy644oY7HkjwxAtviCWSRgY5GMijgKL1AVBLAwQtAAAACAAAACEAEBk6Gf////////\
    //BQAUAGIubnB5AQAQAIIAAAAAAAAASAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBek2SorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ck\
    FqQC+RqGOgpGmjoKtQpkAy5GBgBQSwMELQAAAAgAAAAhAOxJNvX//////////wUAFABjLm5weQEAEABgLwAAAAAAAG8AAAAAAAAA7cixDsFQAE\
    DRWn3F2x5JhyZMYrZpLAaTNPqERFRexSK+wg+rXzAZztnufdfb9WY3Kh7FM7apP+S4CHF5nscyxGOX77m57rvcpu9fNZc+Db8/Nbc09GRWVVU5\
    LcMr/GpcAAAAAAAAAAAAAADAH/gAUEsBAi0DLQAAAAgAAAAhAN4XQdaoAAAAIAEAAAUAAAAAAAAAAAAAAIABAAAAAGEubnB5UEsBAi0DLQAAAA\
    gAAAAhABAZOhlIAAAAggAAAAUAAAAAAAAAAAAAAIAB3wAAAGIubnB5UEsBAi0DLQAAAAgAAAAhAOxJNvVvAAAAYC8AAAUAAAAAAAAAAAAAAIAB\
    XgEAAGMubnB5UEsFBgAAAAADAAMAmQAAAAQCAAAAAA==
    """

  private var bytes: [UInt8] { Array(Foundation.Data(base64Encoded: Self.file) ?? Foundation.Data()) }

  private func load(_ bytes: [UInt8]) throws -> NamedTensors {
    try TestData.withFolder { folder in
      let file = folder.appending(path: "c.npz")
      try Foundation.Data(bytes).write(to: file)
      let byPath = try NPZ.load(compressed: file.path), byURL = try NPZ.load(compressed: file)
      #expect(byPath.count == byURL.count)
      return byURL
    }
  }

  @Test func whatNumPyCompressedIsRead() throws {
    let arrays = try load(bytes)
    #expect(arrays.count == 3)
    let a: Tensor<Float> = try arrays.tensor("a")
    #expect(a.shape == [8, 5] && a.scalars == (0..<40).map(Float.init))
    let b: Tensor<Bool> = try arrays.tensor("b")
    #expect(b.scalars == [true, false])
    let c: Tensor<Int32> = try arrays.tensor("c")
    #expect(c.shape == [3000] && c.max().item() == 0)
  }

  @Test func storedEntriesAreReadToo() throws {
    try TestData.withFolder { folder in
      let file = folder.appending(path: "s.npz")
      try NPZ.save(["x": Tensor<Float>([1, 2])], to: file)
      #expect(try NPZ.load(compressed: file).tensor("x", as: Float.self).scalars == [1, 2])
    }
  }

  @Test func damageIsFound() throws {
    // Within the compressed content of the three entries.
    for place in [120, 300, 440] {
      var broken = bytes
      broken[place] ^= 0x55
      #expect(throws: TensorFileError.self, "byte \(place)") { try load(broken) }
    }
    for count in stride(from: 0, to: bytes.count, by: 37) {
      #expect(throws: TensorFileError.self, "\(count) bytes") { try load(Array(bytes.prefix(count))) }
    }
  }
}
