import Foundation
import Tensor
import TestSupport
import Testing

/// Full disks, killed writers, damaged files.
@Suite struct FileFaultTests {
  private static let kinds = ["npy", "npz", "safetensors"]

  private static func write(_ value: Float, count: Int, _ kind: String, _ path: String) throws {
    let tensor = Tensor<Float>.full([count], value)
    switch kind {
    case "npy": try tensor.save(npy: path)
    case "npz": try NPZ.save(["x": tensor], to: path)
    default: try Safetensors.save(["x": tensor], to: path)
    }
  }

  private static func read(_ kind: String, _ path: String) throws -> Tensor<Float> {
    switch kind {
    case "npy": try Tensor(npy: path)
    case "npz": try NPZ.load(path, "x")
    default: try Safetensors.load(path, "x")
    }
  }

  @Test(arguments: kinds) func aFullDiskLeavesTheOldFile(kind: String) async throws {
    let folder = try TemporaryFolder(), path = folder.file("a.\(kind)").path
    try Self.write(1, count: 8, kind, path)
    await #expect(processExitsWith: .success) { [path = path as String, kind = kind as String] in
      Faults.limitFileSize(4096)
      #expect(
        throws: TensorFileError.cannotWrite(file: path, reason: "File too large")
      ) { try FileFaultTests.write(2, count: 100_000, kind, path) }
    }
    #expect(try Self.read(kind, path).scalars == [Float](repeating: 1, count: 8))
    #expect(folder.names == ["a.\(kind)"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"), arguments: kinds)
  func aFullDeviceIsSaid(kind: String) {
    #expect(throws: TensorFileError.cannotWrite(file: "/dev/full", reason: "No space left on device")) {
      try Self.write(1, count: 8, kind, "/dev/full")
    }
  }

  @Test(arguments: [0, 150, 400, 900, 1700, 3100])
  func aKilledWriterLeavesOldOrNew(microseconds: Int) async throws {
    let folder = try TemporaryFolder()
    for kind in Self.kinds { try Self.write(0, count: 1000, kind, folder.file("a.\(kind)").path) }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [folder = folder.url.path as String, microseconds = microseconds as Int] in
      try Faults.writeUntilKilled(after: microseconds) { value in
        for kind in FileFaultTests.kinds {
          try FileFaultTests.write(Float(value), count: 1000 + value, kind, "\(folder)/a.\(kind)")
        }
      }
    }
    for kind in Self.kinds {
      let tensor = try Self.read(kind, folder.file("a.\(kind)").path)
      #expect(tensor.count == 1000 || tensor.count == 1001)
      #expect(tensor.scalars.allSatisfy { $0 == Float(tensor.count - 1000) })
    }
    #expect(folder.names.filter { !$0.hasSuffix(".part") } == Self.kinds.map { "a.\($0)" }.sorted())
  }

  /// The content is right or a typed error comes, and no more memory is taken than the file could hold.
  @Test(arguments: kinds) func damagedFiles(kind: String) throws {
    let folder = try TemporaryFolder(), path = folder.file("a.\(kind)").path
    try Self.write(1, count: 3, kind, path)
    let whole = Array(try Data(contentsOf: folder.file("a.\(kind)")))
    MemoryStatistics.resetPeak()
    let before = MemoryStatistics.current.peak
    for (name, bytes) in Faults.damaged(whole) {
      let file = try folder.write(bytes, "b.\(kind)")
      do {
        let tensor = try Self.read(kind, file.path)
        #expect(tensor.count <= 6, "\(name)")
        // Only here is there a checksum.
        if kind == "npz" { #expect(tensor.scalars == [1, 1, 1], "\(name)") }
      } catch {
        #expect(error is TensorFileError, "\(name): \(error)")
      }
      if bytes.count < whole.count {
        #expect(throws: TensorFileError.self, "\(name)") { try Self.read(kind, file.path) }
      }
      if kind != "npy" { _ = try? kind == "npz" ? NPZ.entries(of: file) : Safetensors.entries(of: file) }
    }
    // Other tests run beside this one; what a changed length claims is terabytes.
    #expect(MemoryStatistics.current.peak - before < 1 << 32)
  }
}
