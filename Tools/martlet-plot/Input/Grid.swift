import Tensor
import ToolSupport

/// Values over a grid, from a matrix, from three files, or from lines of x, y and z.
struct Grid {
  let x: Tensor<Double>
  let y: Tensor<Double>
  let z: Tensor<Double>
  var names = ("", "", "")

  init(_ files: [String]) throws {
    for file in files { try Table.check(file) }
    if files.count == 3 {
      let arrays = try files.map { try Tensor<Double>(npy: $0) }
      let shape = Array(arrays[2].shape)
      guard shape.count == 2, Self.fits(arrays[0], arrays[1], shape) else {
        let shapes = arrays.map { "\(Array($0.shape))" }.joined(separator: ", ")
        throw ToolError(
          .brokenFile, "\(files[2]): x, y and z of shapes \(shapes) do not fit: want [columns], [rows], [rows, columns]"
        )
      }
      (x, y, z) = (arrays[0], arrays[1], arrays[2])
      return
    }
    guard files.count == 1 else {
      throw ToolError(.badArguments, "give one file (a matrix, or columns x, y, z), or three .npy files x, y, z")
    }
    let table = try Table(files[0])
    if table.hasNames && table.columns.count == 3 {
      (x, y, z) = try Self.gridded(table)
      names = (table.columns[0].name, table.columns[1].name, table.columns[2].name)
    } else {
      try table.require(2, for: "a grid")
      let (rows, columns) = (table.columns[0].values.count, table.columns.count)
      z = Tensor(
        scalars: (0..<rows * columns).map { table.columns[$0 % columns].values[$0 / columns] }, shape: [rows, columns])
      x = Tensor((0..<columns).map(Double.init))
      y = Tensor((0..<rows).map(Double.init))
    }
    guard z.shape[0] > 1, z.shape[1] > 1 else {
      throw ToolError(.brokenFile, "\(files[0]): a grid of \(z.shape[0]) × \(z.shape[1]) points has no area")
    }
  }

  private static func fits(_ x: Tensor<Double>, _ y: Tensor<Double>, _ shape: [Int]) -> Bool {
    (Array(x.shape) == shape && Array(y.shape) == shape) || (x.count == shape[1] && y.count == shape[0])
  }

  /// Lines of x, y, z in any order; a point that no line has is missing.
  private static func gridded(_ table: Table) throws -> (Tensor<Double>, Tensor<Double>, Tensor<Double>) {
    let columns = table.columns.map(\.values)
    let known = columns[0].indices.filter { columns[0][$0].isFinite && columns[1][$0].isFinite }
    let xs = Set(known.map { columns[0][$0] }).sorted(), ys = Set(known.map { columns[1][$0] }).sorted()
    guard xs.count * ys.count <= max(16, known.count * 8) else {
      throw ToolError(
        .brokenFile,
        "\(table.file): \(known.count) points have \(xs.count) different x and \(ys.count) different y: they are not a grid"
      )
    }
    let (column, row) = (
      Dictionary(uniqueKeysWithValues: zip(xs, xs.indices)), Dictionary(uniqueKeysWithValues: zip(ys, ys.indices))
    )
    var z = [Double](repeating: .nan, count: xs.count * ys.count)
    for index in known {
      if let i = row[columns[1][index]], let j = column[columns[0][index]] { z[i * xs.count + j] = columns[2][index] }
    }
    return (Tensor(xs), Tensor(ys), Tensor(scalars: z, shape: [ys.count, xs.count]))
  }
}
