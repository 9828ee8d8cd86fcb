import ArgumentParser
import Data
import Foundation
import Tensor
import ToolSupport
import Viz

struct ImagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "images", abstract: "Pictures in rows and columns, such as those of Fashion-MNIST.")

  @Argument(help: "Pictures as .npy or IDX (plain or gzipped), or as CSV with a picture's values in each line.")
  var file: String

  @OptionGroup var page: PageOptions

  @Option(help: "How many rows of pictures there are; 2, or as few as the pictures take.")
  var rows: Int?

  @Option(help: "How many columns of pictures there are; 9, or as few as the pictures take.")
  var columns: Int?

  @Option(help: "The first picture, counted from 0.")
  var start = 0

  @Option(help: "A text file with a title in each line; '\\n' begins a title's second line.")
  var titles: String?

  @Option(help: "The colours of grey pictures.", transform: VizArgument.colorMap)
  var colorMap = ColorMap.gray

  mutating func validate() throws {
    guard (1...100).contains(rows ?? 1), (1...100).contains(columns ?? 1), start >= 0 else {
      throw ValidationError("--rows, --columns: give numbers from 1 to 100; --start: 0 or more")
    }
  }

  func run() throws {
    try Table.check(file)
    let pictures = try stack()
    let count = pictures.shape[0]
    guard start < count else {
      throw ToolError(.badArguments, "--start \(start): \(file) has \(count) pictures")
    }
    let columns = columns ?? min(9, count - start)
    let rows = rows ?? min(2, (count - start + columns - 1) / columns)
    let chosen = pictures[start..<min(count, start + rows * columns)]
    let titles = try titles.map(lines)?.dropFirst(start) ?? []
    let figure = Figure.images(
      chosen, rows: rows, columns: columns, titles: titles.prefix(rows * columns).map { $0 }, colorMap: colorMap)
    try page.finish(figure, linear: "a grid of pictures")
  }

  private func stack() throws -> Tensor<Double> {
    let name = file.lowercased()
    var tensor: Tensor<Double>
    if name.hasSuffix(".npy") {
      tensor = try Tensor<Double>(npy: file)
    } else if name.contains("idx") || name.contains("ubyte") {
      tensor = Tensor<Double>(try Tensor<UInt8>(idx: file))
    } else {
      let table = try Table(file)
      try table.require(1, for: "a picture")
      let (rows, columns) = (table.columns[0].values.count, table.columns.count)
      tensor = Tensor(
        scalars: (0..<rows * columns).map { table.columns[$0 % columns].values[$0 / columns] }, shape: [rows, columns])
    }
    let shape = Array(tensor.shape)
    // A matrix whose lines are no squares is one picture.
    if shape.count == 2, !Self.isSquare(shape[1]) { tensor = tensor.reshaped(1, shape[0], shape[1]) }
    let last = Array(tensor.shape)
    guard
      last.count == 2 || last.count == 3
        || (last.count == 4 && ([1, 3, 4].contains(last[3]) || [1, 3].contains(last[1]))),
      last.allSatisfy({ $0 > 0 })
    else {
      throw ToolError(
        .brokenFile, "\(file): shape \(shape) is not [pictures, rows, columns] or [pictures, rows, columns, 3]")
    }
    return tensor
  }

  private static func isSquare(_ area: Int) -> Bool {
    let side = Int(Double(area).squareRoot().rounded())
    return side > 1 && side * side == area
  }

  private func lines(_ path: String) throws -> [String] {
    try Table.check(path)
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw ToolError(.brokenFile, "\(path): is not a text in UTF-8")
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.replacingOccurrences(of: "\\n", with: "\n") }
  }
}
