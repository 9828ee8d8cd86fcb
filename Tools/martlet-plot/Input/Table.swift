import Data
import Foundation
import Tensor
import ToolSupport

/// The numbers of a file in columns with names.
struct Table {
  let file: String
  /// Columns of numbers, in order; a missing value is not a number.
  var columns: [(name: String, values: [Double])]
  /// Columns of texts.
  var texts: [(name: String, values: [String])] = []
  /// Whether the names come from the file rather than from counting.
  var hasNames = true

  /// Reads CSV (plain or gzipped), `.npy`, or a training history as JSON. Throws what says where the file is broken.
  init(_ path: String) throws {
    file = path
    try Self.check(path)
    let name = path.lowercased()
    if name.hasSuffix(".npy") {
      let matrix = try Matrix(path)
      let count = matrix.columns
      columns = (0..<count).map { column in
        ("column \(column)", (0..<matrix.rows).map { matrix.values[$0 * count + column] })
      }
      hasNames = false
    } else if name.hasSuffix(".json") || name.hasSuffix(".jsonl") {
      columns = try History.read(path)
    } else {
      let format = name.hasSuffix(".tsv") || name.hasSuffix(".tsv.gz") ? CSVFormat(delimiter: "\t") : CSVFormat()
      let frame = try DataFrame(csv: path, format: format)
      columns = []
      for name in frame.columnNames {
        let column = frame[name]
        if column.isNumeric {
          columns.append((name, column.doubles))
        } else {
          texts.append((name, column.strings.map { $0 ?? "" }))
        }
      }
    }
  }

  /// Fails where there is nothing to read.
  static func check(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ToolError(.missingFile, "\(path): no such file")
    }
    if isFolder.boolValue { throw ToolError(.missingFile, "\(path): is a folder, not a file") }
  }

  /// A column of numbers by name, or by its number counted from 0.
  func column(_ name: String) throws -> (name: String, values: [Double]) {
    if let found = columns.first(where: { $0.name == name }) { return found }
    if texts.contains(where: { $0.name == name }) {
      throw ToolError(.badArguments, "\(file): column '\(name)' holds texts, not numbers")
    }
    if let index = Int(name), columns.indices.contains(index) { return columns[index] }
    let names = columns.map { "'\($0.name)'" }.prefix(12).joined(separator: ", ")
    throw ToolError(.badArguments, "\(file): no column '\(name)'; there are \(names.isEmpty ? "none" : names)")
  }

  /// Columns by a list of names with commas between them.
  func columns(_ names: String) throws -> [(name: String, values: [Double])] {
    try names.split(separator: ",").map { try column($0.trimmingCharacters(in: .whitespaces)) }
  }

  /// Fails where a file has no numbers.
  func require(_ count: Int, for chart: String) throws {
    if columns.count < count {
      throw ToolError(
        .brokenFile,
        "\(file): \(chart) needs \(count) column\(count == 1 ? "" : "s") of numbers, there \(columns.count == 1 ? "is" : "are") \(columns.count)"
      )
    }
  }
}

/// A `.npy` array as rows and columns: one axis is a column, two are a matrix.
struct Matrix {
  let rows: Int
  let columns: Int
  let values: [Double]

  init(_ path: String) throws {
    let tensor = try Tensor<Double>(npy: path)
    let shape = Array(tensor.shape)
    guard shape.count == 1 || shape.count == 2 else {
      throw ToolError(.brokenFile, "\(path): an array of shape \(shape) is neither a column nor a matrix")
    }
    (rows, columns, values) = (shape[0], shape.count == 2 ? shape[1] : 1, tensor.scalars)
  }
}
