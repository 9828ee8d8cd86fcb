import Tensor

/// The products of the columns of x, and of x and y, around their means: what a linear fit follows from.
///
/// Rows are taken a block at a time, so no second copy of x is made. Everything is Double.
struct NormalEquations<Scalar: FloatingScalar> {
  private let width: Int
  /// Of the columns of x, then y; 0 where the fit goes through the origin.
  private let means: [Double]
  /// [width + 1, width + 1], row-major, y last.
  private let products: [Double]
  private let rows: Int

  private static var blockRows: Int { 4096 }

  init(_ x: Tensor<Scalar>, _ y: Tensor<Scalar>, centered: Bool, _ operation: StaticString) {
    require(x.rank == 2 && x.shape[0] > 0, "\(operation): x of shape \(x.shape): [rows, columns] with a row is needed")
    let rows = x.shape[0], width = x.shape[1], size = x.shape[1] + 1
    require(
      y.count == rows && y.rank > 0 && y.shape[0] == rows,
      "\(operation): x of shape \(x.shape) and y of shape \(y.shape): y needs [\(rows)] or [\(rows), 1]")
    let label = y.reshaped([rows, 1])
    let means =
      centered ? ColumnMoments(x).mean + ColumnMoments(label).mean : Array(repeating: 0, count: width + 1)
    var sum = Tensor<Double>.zeros([size, size])
    for start in stride(from: 0, to: rows, by: Self.blockRows) {
      let block = Self.block(x, label, start..<min(start + Self.blockRows, rows), means)
      sum += matmul(block.transposed(), block)
    }
    self.width = width
    self.rows = rows
    self.means = means
    products = sum.scalars
  }

  /// Rows of x and y side by side, around their means.
  private static func block(
    _ x: Tensor<Scalar>, _ y: Tensor<Scalar>, _ rows: Range<Int>, _ means: [Double]
  ) -> Tensor<Double> {
    let width = means.count - 1
    return Tensor<Double>(shape: [rows.count, width + 1]) { target in
      x.withUnsafeScalars { x in
        y.withUnsafeScalars { y in
          means.withUnsafeBufferPointer { means in
            let (to, means) = (target.baseAddress!, means.baseAddress!)
            // Here the type is known, so that the loop is made for it.
            if let x = x.baseAddress as? UnsafePointer<Double> {
              center(x, y.baseAddress as! UnsafePointer<Double>, rows, means, width, to)
            } else if let x = x.baseAddress as? UnsafePointer<Float> {
              center(x, y.baseAddress as! UnsafePointer<Float>, rows, means, width, to)
            }
          }
        }
      }
    }
  }

  /// The w with (XᵀX + penalty · 1) w = Xᵀy; nil where the matrix is too close to a singular one for that.
  func solve(penalty: Double) -> [Double]? {
    let size = width + 1
    if width == 0 { return [] }
    // Scaled to a diagonal of ones, so that the units of the columns do not matter.
    var scales: [Double] = []
    for column in 0..<width {
      let diagonal = products[column * size + column] + penalty
      guard diagonal > square(column) * Self.noise * Self.noise, diagonal.isFinite else { return nil }
      scales.append(1 / diagonal.squareRoot())
    }
    var matrix = [Double](repeating: 0, count: width * width)
    for row in 0..<width {
      for column in 0..<width {
        let value = products[row * size + column] + (row == column ? penalty : 0)
        matrix[row * width + column] = value * scales[row] * scales[column]
      }
    }
    guard let factor = try? Linalg.cholesky(Tensor(scalars: matrix, shape: [width, width])).scalars else { return nil }
    // Squaring the matrix has squared its condition: below this, too few digits are left.
    guard (0..<width).allSatisfy({ factor[$0 * width + $0] > 1e-3 }) else { return nil }
    var w = (0..<width).map { products[$0 * size + width] * scales[$0] }
    for row in 0..<width {
      for column in 0..<row { w[row] -= factor[row * width + column] * w[column] }
      w[row] /= factor[row * width + row]
    }
    for row in (0..<width).reversed() {
      for below in (row + 1)..<max(width, row + 1) { w[row] -= factor[below * width + row] * w[below] }
      w[row] /= factor[row * width + row]
    }
    return zip(w, scales).map(*)
  }

  /// What the values of x are rounded by, in its own type: less than that is no value.
  private static var noise: Double { 4 * Scalar.ulpOfOne.asDouble }

  /// Σx² of a column as it was given.
  private func square(_ column: Int) -> Double {
    products[column * (width + 2)] + Double(rows) * means[column] * means[column]
  }

  /// The w for which Σ(x·w - y)² + penalty · |w|² is least, and of several that of least norm, from x itself.
  func leastNorm(_ x: Tensor<Scalar>, _ y: Tensor<Scalar>, penalty: Double) -> [Double] {
    let block = Self.block(x, y.reshaped([y.count, 1]), 0..<y.count, means)
    let (left, right): (Tensor<Double>, Tensor<Double>) = (block[0..., 0..<width], block[0..., width])
    if penalty > 0 {
      // A row for each w, by which it is to be 0.
      let rows = Tensor<Double>.eye(width) * penalty.squareRoot()
      return Linalg.lstsq(.concat([left, rows]), .concat([right, .zeros([width])])).scalars
    }
    // What is left of a column around its mean has the rounding of the whole.
    let given = (0..<width).reduce(0) { $0 + square($1) }
    let centered = (0..<width).reduce(0) { $0 + products[$1 * (width + 2)] }
    if centered == 0 { return Array(repeating: 0, count: width) }
    let largest = centered / Double(min(rows, width))
    let tolerance = max(Self.noise * (given / largest).squareRoot(), Double(max(rows, width)) * Double.ulpOfOne)
    return Linalg.lstsq(left, right, tolerance: tolerance).scalars
  }

  func fit(_ w: [Double]) -> LinearFit<Scalar> {
    let offset = zip(w, means).reduce(0) { $0 + $1.0 * $1.1 }
    return LinearFit(
      coefficients: Tensor(w.map { Scalar(nearest: $0) }), intercept: Scalar(nearest: means[width] - offset))
  }
}

/// Rows of x and y side by side, less the means.
private func center<Scalar: FloatingScalar>(
  _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ rows: Range<Int>, _ means: UnsafePointer<Double>,
  _ width: Int, _ target: UnsafeMutablePointer<Double>
) {
  for (place, row) in rows.enumerated() {
    let (line, source) = (target + place * (width + 1), x + row * width)
    for column in 0..<width { line[column] = source[column].asDouble - means[column] }
    line[width] = y[row].asDouble - means[width]
  }
}
