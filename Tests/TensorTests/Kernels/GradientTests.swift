import Foundation
import Kernels
import Testing

/// Derivatives against five-point differences of the same functions in Double, and Float ones against Double ones.
@Suite struct GradientTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let op: mk_unary_op
    let low: Double, high: Double
    var p = 0.0, q = 0.0
    var testDescription: String { "op \(op.rawValue)" }
  }

  /// Where each function is smooth.
  static let rows: [Row] = [
    Row(op: MK_NEG, low: -3, high: 3), Row(op: MK_ABS, low: 0.1, high: 3), Row(op: MK_ABS, low: -3, high: -0.1),
    Row(op: MK_SQUARE, low: -3, high: 3), Row(op: MK_RELU, low: 0.1, high: 2), Row(op: MK_RELU, low: -2, high: -0.1),
    Row(op: MK_CLAMP, low: -0.9, high: 0.9, p: -1, q: 1), Row(op: MK_CLAMP, low: 1.1, high: 3, p: -1, q: 1),
    Row(op: MK_RECIPROCAL, low: 0.2, high: 3), Row(op: MK_SQRT, low: 0.1, high: 5),
    Row(op: MK_RSQRT, low: 0.2, high: 5),
    Row(op: MK_EXP, low: -4, high: 4), Row(op: MK_EXPM1, low: -4, high: 4), Row(op: MK_LOG, low: 0.1, high: 9),
    Row(op: MK_LOG1P, low: -0.8, high: 9), Row(op: MK_LOG2, low: 0.1, high: 9), Row(op: MK_LOG10, low: 0.1, high: 9),
    Row(op: MK_SIN, low: -9, high: 9), Row(op: MK_COS, low: -9, high: 9), Row(op: MK_TAN, low: -1.2, high: 1.2),
    Row(op: MK_ASIN, low: -0.9, high: 0.9), Row(op: MK_ACOS, low: -0.9, high: 0.9), Row(op: MK_ATAN, low: -5, high: 5),
    Row(op: MK_SINH, low: -4, high: 4), Row(op: MK_COSH, low: -4, high: 4), Row(op: MK_TANH, low: -4, high: 4),
    Row(op: MK_SIGMOID, low: -9, high: 9), Row(op: MK_SILU, low: -9, high: 9), Row(op: MK_SOFTPLUS, low: -9, high: 9),
    Row(op: MK_ERF, low: -3, high: 3), Row(op: MK_GELU, low: -6, high: 6), Row(op: MK_GELU_TANH, low: -6, high: 6),
    Row(op: MK_LEAKY_RELU, low: -3, high: -0.1, p: 0.2), Row(op: MK_LEAKY_RELU, low: 0.1, high: 3, p: 0.2),
    Row(op: MK_ELU, low: -4, high: -0.1, p: 1.5), Row(op: MK_ELU, low: 0.1, high: 3, p: 1.5),
    Row(op: MK_POW_SCALAR, low: 0.2, high: 3, p: 2.7), Row(op: MK_POW_SCALAR, low: -3, high: 3, p: 2),
    Row(op: MK_POW_SCALAR, low: -3, high: 3, p: 3), Row(op: MK_POW_SCALAR, low: 0.2, high: 3, p: -1),
    Row(op: MK_POW_SCALAR, low: 0.2, high: 3, p: 0.5), Row(op: MK_POW_SCALAR, low: 0.2, high: 3, p: 0),
    Row(op: MK_POW_SCALAR, low: 0.2, high: 3, p: 1), Row(op: MK_POW_SCALAR, low: 0.2, high: 3, p: -0.5),
  ]

  private func gradient<S: KernelScalar>(_ level: KernelLevel, _ row: Row, _ g: [S], _ x: [S], _ y: [S]) -> [S] {
    let function = level.gradient(row.op, S.kernelType)!
    return filled(x.count) { function($0, g, x, y, x.count, row.p, row.q) }
  }

  @Test(arguments: rows) func equalsDifferences(_ row: Row) {
    let x = Scatter.doubles(70).map { row.low + (row.high - row.low) * (0.5 + 0.5 * $0) }, h = 1e-3
    let g = Scatter.doubles(70, seed: 6)
    for level in KernelLevel.all {
      func f(_ offset: Double) -> [Double] { level.apply(row.op, x.map { $0 + offset }, row.p, row.q) }
      let (a, b, c, d) = (f(-2 * h), f(-h), f(h), f(2 * h))
      let want = x.indices.map { g[$0] * ((a[$0] - d[$0]) + 8 * (c[$0] - b[$0])) / (12 * h) }
      let got = gradient(level, row, g, x, f(0))
      for i in x.indices {
        #expect(abs(got[i] - want[i]) <= 3e-8 * max(1, abs(want[i])), "at \(x[i]): \(got[i]), differences \(want[i])")
      }
      // Float derivatives begin with the rounded y, which counts where it is near 1.
      let floats = x.map(Float.init), upstream = g.map(Float.init), back = floats.map(Double.init)
      let wide = level.apply(row.op, back, row.p, row.q)
      let exact = gradient(level, row, upstream.map(Double.init), back, wide)
      let narrow = gradient(level, row, upstream, floats, level.apply(row.op, floats, row.p, row.q))
      for i in x.indices {
        let scale = max(abs(exact[i]), 0.1 * abs(g[i]))
        #expect(abs(Double(narrow[i]) - exact[i]) <= 1e-6 * scale, "at \(x[i]): \(narrow[i]), in Double \(exact[i])")
      }
    }
  }

  /// Where a derivative is chosen, and where what arrives is not finite.
  @Test func choices() {
    let infinity = Float.infinity, nan = Float.nan
    let table: [(mk_unary_op, p: Double, q: Double, x: [Float], want: [Float])] = [
      (MK_RELU, 0, 0, [0, -0.0, -1, 1, nan], [0, 0, 0, 2, 2]),
      (MK_ABS, 0, 0, [0, -1, 1], [0, -2, 2]),
      (MK_CLAMP, -1, 1, [-1, 1, -1.5, 1.5, nan], [2, 2, 0, 0, 0]),
      (MK_SIGN, 0, 0, [0, 1, -1], [0, 0, 0]), (MK_FLOOR, 0, 0, [0.5, 1], [0, 0]), (MK_ROUND, 0, 0, [0.5], [0]),
      (MK_LEAKY_RELU, 0.5, 0, [0, -1, 1], [1, 1, 2]),
      (MK_POW_SCALAR, 0, 0, [0, 2], [0, 0]), (MK_POW_SCALAR, 2, 0, [0, 3], [0, 12]),
      (MK_SQRT, 0, 0, [0, 4], [infinity, 0.5]), (MK_LOG, 0, 0, [0, 4], [infinity, 0.5]),
    ]
    for level in KernelLevel.all {
      for (op, p, q, x, want) in table {
        let row = Row(op: op, low: 0, high: 0, p: p, q: q), g = [Float](repeating: 2, count: x.count)
        let got = gradient(level, row, g, x, level.apply(op, x, p, q))
        #expect(identical(got, want), "op \(op.rawValue): \(got)")
        let wide = gradient(
          level, row, g.map(Double.init), x.map(Double.init), level.apply(op, x.map(Double.init), p, q))
        #expect(identical(wide, want.map(Double.init)), "op \(op.rawValue): \(wide)")
      }
      let stopped = gradient(level, Row(op: MK_RELU, low: 0, high: 0), [infinity, nan], [Float(-1), -1], [0, 0])
      #expect(stopped == [0, 0])
    }
  }

  @Test func everyCountInPlace() {
    let x = Scatter.floats(50), g = Scatter.floats(50, seed: 2)
    for level in KernelLevel.all {
      for op in [MK_TANH, MK_GELU, MK_SIN] {
        let row = Row(op: op, low: 0, high: 0), y = level.apply(op, x), whole = gradient(level, row, g, x, y)
        for n in [0, 1, 15, 16, 17, 33] {
          let got = gradient(level, row, Array(g[..<n]), Array(x[..<n]), Array(y[..<n]))
          #expect(identical(got, Array(whole[..<n])))
        }
        var place = g
        place.withUnsafeMutableBufferPointer {
          level.gradient(op, MK_F32)!($0.baseAddress!, $0.baseAddress!, x, y, 50, 0, 0)
        }
        #expect(identical(place, whole))
      }
    }
  }
}
