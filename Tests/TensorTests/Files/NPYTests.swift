import Foundation
import Tensor
import TestSupport
import Testing

@Suite struct NPYTests {
  private let fixtures = Fixtures("Tensor")

  /// Every numeric type that NumPy writes, in either byte order.
  @Test(arguments: ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"])
  func numpyTypes(_ kind: String) throws {
    let isSigned = kind.first != "u"
    let want = (0..<6).map { (Double($0) - (isSigned ? 2 : 0)) / (kind.first == "f" ? 2 : 1) }
    for name in [kind, kind + "-big"] where name != "i1-big" && name != "u1-big" {
      #expect(try Tensor<Double>(npy: fixtures.file("\(name).npy")) == Tensor(scalars: want, shape: [2, 3]))
      #expect(try Tensor<Float>(npy: fixtures.file("\(name).npy")).scalars == want.map { Float($0) })
      if kind.first != "f" {
        #expect(try Tensor<Int32>(npy: fixtures.file("\(name).npy")).scalars == want.map { Int32($0) })
        #expect(try Tensor<Int>(npy: fixtures.file("\(name).npy")).scalars == want.map { Int($0) })
      }
    }
  }

  @Test func orderShapesAndTruth() throws {
    let want: [Float] = [-1, -0.5, 0, 0.5, 1, 1.5]
    #expect(try Tensor<Float>(npy: fixtures.file("fortran.npy")) == Tensor(scalars: want, shape: [2, 3]))
    #expect(try Tensor<Int32>(npy: fixtures.file("fortran-big.npy")) == Tensor.arange(24).reshaped(2, 3, 4))
    #expect(try Tensor<Double>(npy: fixtures.file("number.npy")) == Tensor(2.5))
    #expect(try Tensor<Float>(npy: fixtures.file("empty.npy")) == .zeros([0, 3]))
    #expect(try Tensor<Bool>(npy: fixtures.file("b1.npy")).scalars == [false, true, false, true, false, true])
    #expect(try Tensor<UInt8>(npy: fixtures.file("b1.npy")).scalars == [0, 1, 0, 1, 0, 1])
  }

  @Test func halfPrecisionIsExact() throws {
    // 65504, the least subnormal, infinity and NaN.
    let bits: [UInt16] = [0x7BFF, 0x0001, 0x03FF, 0x0400, 0x7C00, 0xFC00, 0x7E00, 0x8000]
    let folder = try TemporaryFolder()
    var bytes = Array("\u{0}NUMPY".utf8)
    bytes[0] = 0x93
    let header = "{'descr': '<f2', 'fortran_order': False, 'shape': (8,)}\n"
    bytes +=
      [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + bits.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    try Data(bytes).write(to: folder.file("h.npy"))
    let got = try Tensor<Float>(npy: folder.file("h.npy")).scalars
    #expect(got[0] == 65504 && got[1] == 0x1p-24 && got[2] == 0x3FFp-24 && got[3] == 0x1p-14)
    #expect(got[4] == .infinity && got[5] == -.infinity && got[6].isNaN && got[7].sign == .minus && got[7] == 0)
  }

  @Test func whatDoesNotFitThrows() throws {
    func message(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return "nothing is thrown"
    }
    let i8 = fixtures.file("i8.npy").path
    #expect(message { _ = try Tensor<UInt8>(npy: i8) } == "\(i8): byte 128: element 0 is -2, which UInt8 does not hold")
    #expect(
      message { _ = try Tensor<Int>(npy: fixtures.file("f4.npy")) }.hasSuffix("byte 128: holds Float, which is not Int")
    )
    #expect(message { _ = try Tensor<Bool>(npy: fixtures.file("u1.npy")) }.hasSuffix("holds UInt8, which is not Bool"))
    #expect(
      message { _ = try Tensor<Float>(npy: fixtures.file("text.npy")) }.contains(
        "elements of type '<U1' are not supported"))
    #expect(message { _ = try Tensor<Float>(npy: fixtures.file("complex.npy")) }.contains("'<c8'"))
    #expect(message { _ = try Tensor<Float>(npy: fixtures.file("record.npy")) }.contains("records are not supported"))
    #expect(
      message { _ = try Tensor<Float>(npy: "/no/such.npy") }
        == "/no/such.npy: cannot be read: No such file or directory")
    #expect(message { _ = try Tensor<Float>(npy: "/tmp") } == "/tmp: cannot be read: not a regular file")
    #expect(
      message { try Tensor<Float>([1]).save(npy: "/no/such/x.npy") }.hasPrefix("/no/such/x.npy: cannot be written"))
  }

  /// What is no regular file is written into; a rename would replace it.
  @Test func aPipeStaysAPipe() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "pipe.npy").path(percentEncoded: false)
    try #require(mkfifo(path, 0o600) == 0)
    // Open at both ends, so that nobody waits; the content is less than a pipe holds.
    let reader = open(path, O_RDWR)
    defer { close(reader) }
    let tensor: Tensor<Float> = [[1, 2], [3, 4]]
    try tensor.save(npy: path)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(reader, &bytes, bytes.count)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    let copy = folder.appending(path: "copy.npy")
    try Data(bytes[..<count]).write(to: copy)
    #expect(try Tensor<Float>(npy: copy.path(percentEncoded: false)) == tensor)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).count == 2)
  }

  @Test func roundTripsEveryLayout() throws {
    let folder = try TemporaryFolder()
    func check<Scalar: TensorScalar>(_ tensor: Tensor<Scalar>) throws {
      try tensor.save(npy: folder.file("x.npy"))
      #expect(try Tensor<Scalar>(npy: folder.file("x.npy")) == tensor)
    }
    for example in Layouts.numbers(Float.self) { try check(example.tensor) }
    for example in Layouts.numbers(Int.self) { try check(example.tensor) }
    try check(Tensor<Bool>([true, false]))
    try check(Tensor<UInt8>([0, 255]))
    try check(Tensor<Double>(.infinity))
    try check(Tensor<Int32>([.min, .max]))
    #expect(folder.names == ["x.npy"])
  }

  @Test func locations() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a b%ü.npy").path
    try Tensor<Float>([1]).save(npy: path)
    #expect(folder.names == ["a b%ü.npy"])
    #expect(try Tensor<Float>(npy: URL(fileURLWithPath: path)).scalars == [1])
    #expect(try Tensor<Float>(npy: URL(fileURLWithPath: path).absoluteString).scalars == [1])
    #expect(
      try Tensor<Float>(
        npy: URL(string: "a%20b%25%C3%BC.npy", relativeTo: URL(fileURLWithPath: folder.url.path, isDirectory: true))!
      ).scalars == [1])
    #expect(try Tensor<Float>(npy: path[...]).scalars == [1])
    #expect(throws: TensorFileError.self) { try Tensor<Float>(npy: URL(string: "https://example.org/a.npy")!) }
    #expect(throws: TensorFileError.self) { try Tensor<Float>(npy: "file://elsewhere/a.npy") }
  }

  /// A file that breaks off anywhere, goes on too long, or says what is not so, throws and allocates nothing for it.
  @Test func malformed() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: fixtures.file("f4.npy"))
    func read(_ data: Data) throws -> Tensor<Float> {
      try data.write(to: folder.file("x.npy"))
      return try Tensor<Float>(npy: folder.file("x.npy"))
    }
    for length in 0..<whole.count {
      #expect(throws: TensorFileError.self, "\(length) bytes") { try read(whole.prefix(length)) }
    }
    #expect(throws: TensorFileError.self) { try read(whole + [0]) }
    MemoryStatistics.resetPeak()
    let before = MemoryStatistics.current.peak
    for shape in [
      "(1000000000000,)", "(4611686018427387904, 4)", "(99999999999999999999,)", "(2, -3)", "(2, 4)", "(2, 2)",
      "(1,1,1,1,1,1,1,1,6)", "6", "(2 3)",
    ] {
      var header = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
      header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
      #expect(throws: TensorFileError.self, "\(shape)") {
        try read(whole.prefix(8) + Data([118, 0]) + Data(header.utf8) + whole.suffix(24))
      }
    }
    // Other tests run beside this one; what is claimed is terabytes.
    #expect(MemoryStatistics.current.peak - before < 1 << 32)
  }

  @Test(.enabled("no Python with NumPy", { await Python.has("numpy") }))
  func numpyReadsWhatWeWrite() async throws {
    let folder = try TemporaryFolder()
    try Tensor<Float>([[1, 2.5], [-3, 4]]).transposed().save(npy: folder.file("a.npy"))
    try Tensor<Bool>([true, false]).save(npy: folder.file("b.npy"))
    try Tensor<Int>(7).save(npy: folder.file("c.npy"))
    let program = """
      import numpy, sys
      for n in 'abc':
          x = numpy.load(f'{sys.argv[1]}/{n}.npy', allow_pickle=False)
          print(x.dtype, x.shape, x.tolist())
      """
    #expect(
      try await Python.run(program, [folder.url.path])
        == "float32 (2, 2) [[1.0, -3.0], [2.5, 4.0]]\nbool (2,) [True, False]\nint64 () 7\n")
  }
}
