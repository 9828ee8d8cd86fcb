import Foundation
import Kernels
import Testing

/// Layer normalization, and small matrix products.
@Suite struct NormAndProductTests {
  private func normalized(_ x: [Double], _ rows: Int, _ columns: Int, _ w: [Double]?, _ b: [Double]?) -> [Double] {
    (0..<rows).flatMap { r -> [Double] in
      let row = x[(r * columns)..<((r + 1) * columns)], mean = row.reduce(0, +) / Double(columns)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
      return row.enumerated().map { c, value in
        (value - mean) / (variance + 1e-3).squareRoot() * (w?[c] ?? 1) + (b?[c] ?? 0)
      }
    }
  }

  @Test(arguments: [(1, 1), (3, 5), (2, 16), (4, 33), (2, 600)], [0, 1, 2, 3])
  func layerNorm(_ shape: (rows: Int, columns: Int), _ affine: Int) {
    let (rows, columns) = shape, count = rows * columns
    let x = Scatter.floats(count).map { Double($0) + 2 }, g = Scatter.floats(count, seed: 2).map(Double.init)
    let w = affine & 1 == 0 ? nil : Scatter.floats(columns, seed: 3).map(Double.init)
    let b = affine & 2 == 0 ? nil : Scatter.floats(columns, seed: 4).map(Double.init)
    let exact = normalized(x, rows, columns, w, b), plain = normalized(x, rows, columns, nil, nil), h = 1e-3
    func output(_ x: [Double]) -> Double { zip(normalized(x, rows, columns, w, b), g).reduce(0) { $0 + $1.0 * $1.1 } }
    let slopes = (0..<min(count, 40)).map { i -> Double in
      func f(_ offset: Double) -> Double {
        var moved = x
        moved[i] += offset
        return output(moved)
      }
      return (f(-2 * h) - f(2 * h) + 8 * (f(h) - f(-h))) / (12 * h)
    }
    let weights = (0..<columns).map { c in (0..<rows).reduce(1.0) { $0 + g[$1 * columns + c] * plain[$1 * columns + c] }
    }
    let biases = (0..<columns).map { c in (0..<rows).reduce(1.0) { $0 + g[$1 * columns + c] } }
    for level in KernelLevel.all {
      let f = level.functions
      func zeros<S: KernelScalar>(_ count: Int, _ value: S = 0) -> [S] { [S](repeating: value, count: count) }
      var y: [Double] = zeros(count), mean: [Double] = zeros(rows), rstd: [Double] = zeros(rows)
      var dx: [Double] = zeros(count), dw: [Double] = zeros(columns, 1), db: [Double] = zeros(columns, 1)
      f.layer_norm_f64(&y, &mean, &rstd, x, w, b, rows, columns, 1e-3)
      f.layer_norm_gradient_f64(&dx, &dw, &db, g, x, mean, rstd, w, rows, columns)
      #expect(distance(y, exact) <= 1e-12)
      #expect(distance(Array(dx.prefix(40)), slopes) <= 1e-7)
      #expect(distance(dw, weights) <= 1e-12)
      #expect(distance(db, biases) <= 1e-12)
      var y32: [Float] = zeros(count), mean32: [Float] = zeros(rows), rstd32: [Float] = zeros(rows)
      var dx32: [Float] = zeros(count), dw32: [Float] = zeros(columns, 1)
      let (x32, g32, w32, b32) = (x.map(Float.init), g.map(Float.init), w?.map(Float.init), b?.map(Float.init))
      f.layer_norm_f32(&y32, &mean32, &rstd32, x32, w32, b32, rows, columns, 1e-3)
      f.layer_norm_gradient_f32(&dx32, &dw32, nil, g32, x32, mean32, rstd32, w32, rows, columns)
      #expect(distance(y32.map(Double.init), exact) <= 2e-5)
      #expect(distance(dx32.map(Double.init), dx, scale: max(1, dx.map(abs).max()!)) <= 2e-5)
      #expect(distance(dw32.map(Double.init), weights) <= 4e-5)
    }
  }

  /// Whole numbers, so that every order of additions gives the same.
  @Test(arguments: [0, 1, 15, 16, 17, 100], 1...8)
  func linearColumns(_ rows: Int, _ inputs: Int) {
    let x = Scatter.doubles(rows * inputs).map { ($0 * 20).rounded() }
    let w = Scatter.doubles(inputs, seed: 2).map { ($0 * 20).rounded() }
    let g = Scatter.doubles(rows, seed: 3).map { ($0 * 20).rounded() }
    let y = (0..<rows).map { r in (0..<inputs).reduce(3) { $0 + x[r * inputs + $1] * w[$1] } }
    let dw = (0..<inputs).map { i in (0..<rows).reduce(0) { $0 + g[$1] * x[$1 * inputs + i] } }
    let (x32, w32, g32) = (x.map(Float.init), w.map(Float.init), g.map(Float.init))
    for level in KernelLevel.all {
      let f = level.functions
      var out = [Double](repeating: 7, count: rows + 1), slopes = [Double](repeating: 7, count: inputs + 1), sum = 7.0
      f.linear_column_f64(&out, x, w, [3], rows, inputs)
      f.linear_column_gradient_f64(&slopes, &sum, g, x, rows, inputs)
      #expect(out == y + [7])
      #expect(slopes == dw + [7])
      #expect(sum == g.reduce(0, +))
      var out32 = [Float](repeating: 7, count: rows + 1), slopes32 = [Float](repeating: 7, count: inputs + 1)
      var sum32: Float = 7
      f.linear_column_f32(&out32, x32, w32, nil, rows, inputs)
      f.linear_column_gradient_f32(&slopes32, &sum32, g32, x32, rows, inputs)
      #expect(out32 == y.map { Float($0 - 3) } + [7])
      #expect(slopes32 == dw.map(Float.init) + [7])
      #expect(sum32 == g32.reduce(0, +))
    }
  }

  /// Whole numbers, so that every order of additions gives the same; each operand as it lies and transposed.
  @Test func smallProducts() {
    let a = Scatter.doubles(40 * 300).map { ($0 * 20).rounded() },
      b = Scatter.doubles(300 * 40).map { ($0 * 20).rounded() }
    let (a32, b32) = (a.map(Float.init), b.map(Float.init))
    for level in KernelLevel.all {
      for (m, n, k) in [
        (0, 3, 2), (3, 0, 2), (2, 3, 0), (1, 1, 1), (10, 1, 2), (7, 1, 40), (9, 1, 300), (1, 16, 3), (2, 15, 5),
        (3, 17, 8),
        (8, 32, 4), (9, 10, 16), (21, 33, 7), (17, 10, 300), (11, 16, 257),
      ] {
        for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
          let (ar, ac) = left ? (1, m) : (k, 1), (br, bc) = right ? (1, k) : (n, 1)
          for accumulate in [false, true] {
            var want = [Double](repeating: accumulate ? 3 : 0, count: m * n)
            for i in 0..<m {
              for j in 0..<n {
                for q in 0..<k { want[i * n + j] += a[i * ar + q * ac] * b[q * br + j * bc] }
              }
            }
            let doubles: [Double] = filled(m * n) {
              $0.update(repeating: 3, count: m * n)
              level.functions.gemm_small_f64($0, a, ar, ac, b, br, bc, m, n, k, accumulate ? 1 : 0)
            }
            let floats: [Float] = filled(m * n) {
              $0.update(repeating: 3, count: m * n)
              level.functions.gemm_small_f32($0, a32, ar, ac, b32, br, bc, m, n, k, accumulate ? 1 : 0)
            }
            #expect(doubles == want, "\(m) by \(n) by \(k)")
            #expect(floats == want.map(Float.init), "\(m) by \(n) by \(k)")
          }
        }
      }
    }
  }
}
