import Data
import Foundation
import Tensor
import TestSupport
import Testing

/// Full disks, killed writers, damaged files.
@Suite struct DataFaultTests {
  private static func frame(_ value: Int, rows: Int) -> DataFrame {
    DataFrame([
      "a": Column([Int](repeating: value, count: rows)), "b": Column([String](repeating: "x\(value)", count: rows)),
    ])
  }

  private static let tooLarge = "File too large"

  @Test func aFullDiskLeavesTheOldFiles() async throws {
    let folder = try TemporaryFolder()
    let table = folder.file("t.csv"), images = folder.file("i.idx")
    try Self.frame(1, rows: 3).write(csv: table)
    try WholeFile.write(IDX.encode(Tensor<UInt8>([1, 2])), to: images.path)
    await #expect(processExitsWith: .success) { [folder = folder.url.path as String] in
      Faults.limitFileSize(4096)
      let (table, images) = ("\(folder)/t.csv", "\(folder)/i.idx")
      #expect(throws: DataError.unwritable(file: table, reason: DataFaultTests.tooLarge)) {
        try DataFaultTests.frame(2, rows: 20_000).write(csv: table)
      }
      #expect(throws: DataError.unwritable(file: images, reason: DataFaultTests.tooLarge)) {
        try WholeFile.write(IDX.encode(Tensor<UInt8>.zeros([100, 100])), to: images)
      }
    }
    #expect(try DataFrame(csv: table) == Self.frame(1, rows: 3))
    #expect(try Tensor<UInt8>(idx: images).scalars == [1, 2])
    #expect(folder.names == ["i.idx", "t.csv"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"))
  func aFullDeviceIsSaid() {
    #expect(throws: DataError.unwritable(file: "/dev/full", reason: "No space left on device")) {
      try Self.frame(1, rows: 3).write(csv: "/dev/full")
    }
  }

  @Test(arguments: [0, 200, 700, 1900])
  func aKilledWriterLeavesOldOrNew(microseconds: Int) async throws {
    let folder = try TemporaryFolder(), table = folder.file("t.csv")
    try Self.frame(0, rows: 1000).write(csv: table)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = table.path as String, microseconds = microseconds as Int] in
      try Faults.writeUntilKilled(after: microseconds) { value in
        try DataFaultTests.frame(value, rows: 1000 + value).write(csv: path)
      }
    }
    let frame = try DataFrame(csv: table)
    #expect([0, 1].contains { frame == Self.frame($0, rows: 1000 + $0) })
    #expect(folder.names.filter { !$0.hasSuffix(".part") } == ["t.csv"])
  }

  private func damaged(_ bytes: [UInt8], _ read: (URL) throws -> Void) throws {
    let folder = try TemporaryFolder(), file = folder.file("x")
    for (name, bytes) in Faults.damaged(bytes) {
      try Foundation.Data(bytes).write(to: file)
      do { try read(file) } catch { #expect(error is DataError || error is TensorFileError, "\(name): \(error)") }
    }
  }

  @Test func damagedIDX() throws {
    let images = Tensor<UInt8>.arange(24).reshaped(2, 3, 4)
    let plain = IDX.encode(images)
    try damaged(plain) { file in
      let read = try Tensor<UInt8>(idx: file)
      #expect(read.count == 24)
    }
    try damaged(Gzip.compress(plain)) { file in
      // Everything but the fields of the header that say nothing about the content is under a checksum.
      let read = try Tensor<UInt8>(idx: file)
      #expect(read == images)
    }
    try damaged(IDX.encode(Tensor<Double>([1, 2, 3]))) { file in _ = try Tensor<Double>(idx: file) }
  }

  @Test func damagedTables() throws {
    let text = Array("a,\"b \"\"c\"\"\",d\n1,x,2.5\n,\"é\ny\",NA\n3,z,1e3\n".utf8)
    try damaged(text) { file in _ = try DataFrame(csv: file).description }
    let whole = try DataFrame(csvBytes: text)
    try damaged(Gzip.compress(text)) { file in
      let read = try DataFrame(csv: file)
      // Without the first two bytes of gzip it is a text.
      let isPacked = try Foundation.Data(contentsOf: file).starts(with: [0x1F, 0x8B])
      #expect(read == whole || !isPacked)
    }
  }

  @Test func damagedCompressedArrays() throws {
    let bytes = Array(try Foundation.Data(contentsOf: Fixtures("Tensor").file("compressed.npz")))
    let folder = try TemporaryFolder(), file = folder.file("x.npz")
    try Foundation.Data(bytes).write(to: file)
    let want = try NPZ.load(compressed: file)
    try damaged(bytes) { file in
      for (name, tensor) in try NPZ.load(compressed: file) where want[name] != nil {
        let (read, whole) = try (tensor.tensor(as: Double.self), want.tensor(name, as: Double.self))
        #expect(read == whole)
      }
      _ = try NPZ.entries(compressed: file)
    }
  }
}
