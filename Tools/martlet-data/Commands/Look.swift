import ArgumentParser
import Data
import Foundation
import Tensor
import ToolSupport

struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is in a file: a table, a tensor, an archive; of IDX the header alone.")

  @Argument(help: "CSV, IDX, .npy, .npz, safetensors, zip, tar; also gzipped where that is usual.")
  var file: String

  func run() throws {
    let kind = try FileKind.of(file)
    switch kind {
    case .text: ToolMain.print(try DataFrame(csv: file).info())
    case .idx:
      let header = try IDX.header(of: file)
      ToolMain.print("\(kind.rawValue): \(header.elementType), shape \(header.shape)")
    case .npy:
      let tensor = try DynamicTensor(npy: file)
      ToolMain.print("\(kind.rawValue): \(tensor.scalarType), shape \(tensor.shape)")
    case .npz, .safetensors:
      let entries = try kind == .npz ? NPZ.entries(compressed: file) : Safetensors.entries(of: file)
      ToolMain.print("\(kind.rawValue): \(entries.count) arrays")
      for entry in entries { ToolMain.print("  \(entry)") }
    case .zip, .tar:
      let entries = try ArchiveFile.list(file)
      ToolMain.print("\(kind.rawValue): \(entries.count) entries")
      for entry in entries {
        ToolMain.print("  \(entry.name.visible)\(entry.size.map { $0 > 0 ? ": \($0) bytes" : "" } ?? "")")
      }
    }
  }
}

struct Head: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Prints the first rows of a table or a tensor.")

  @Argument(help: "CSV, IDX or .npy.")
  var file: String

  @Option(name: [.customShort("n"), .long], help: "How many rows.")
  var rows = 5

  func validate() throws {
    if rows < 0 { throw ValidationError("--rows \(rows): 0 or more is needed") }
  }

  func run() throws {
    switch try FileKind.of(file) {
    case .text: ToolMain.print(try DataFrame(csv: file, format: CSVFormat(limit: rows)))
    case .npy:
      let tensor = try DynamicTensor(npy: file)
      switch tensor.scalarType {
      case .float: show(try tensor.tensor(as: Float.self))
      case .double: show(try tensor.tensor(as: Double.self))
      case .int32: show(try tensor.tensor(as: Int32.self))
      case .int: show(try tensor.tensor(as: Int.self))
      case .uint8: show(try tensor.tensor(as: UInt8.self))
      case .bool: show(try tensor.tensor(as: Bool.self))
      }
    case .idx:
      switch try IDX.header(of: file).elementType.scalarType {
      case .uint8: show(try Tensor<UInt8>(idx: file))
      case .float: show(try Tensor<Float>(idx: file))
      case .double: show(try Tensor<Double>(idx: file))
      default: show(try Tensor<Int32>(idx: file))
      }
    case let kind:
      throw ValidationError("\(file) is a \(kind.rawValue); 'martlet-data info' lists what is in it")
    }
  }

  private func show<Scalar>(_ tensor: Tensor<Scalar>) {
    if tensor.rank == 0 { return ToolMain.print(tensor) }
    ToolMain.print(tensor[0..<min(rows, tensor.shape[0])])
    ToolMain.print("shape \(tensor.shape)")
  }
}
