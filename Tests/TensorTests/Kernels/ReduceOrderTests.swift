import Foundation
import Kernels
import Testing

/// The order of additions depends on n alone, so results are the same bits however outer or inner is shared out; and
/// long sums keep their digits.
@Suite struct ReduceOrderTests {
  private static let operations = [
    MK_SUM, MK_PROD, MK_SUM_ABS, MK_SUM_SQUARES, MK_MAX, MK_MIN, MK_MAX_ABS, MK_LOG_SUM_EXP,
  ]

  @Test func outerMayBeSplit() {
    for level in KernelLevel.all {
      for (n, inner) in [(37, 1), (4500, 1), (40, 3), (1100, 9)] {
        let x = Scatter.doubles(6 * n * inner)
        for op in Self.operations {
          let whole = level.apply(op, x, 6, n, inner)
          let parts = (0..<6).flatMap { o in
            level.apply(op, Array(x[(o * n * inner)..<((o + 1) * n * inner)]), 1, n, inner)
          }
          #expect(identical(whole, parts))
        }
      }
    }
  }

  @Test func columnsMayBeSplit() {
    for level in KernelLevel.all {
      for (n, inner) in [(10, 1), (9, 5), (1500, 5), (300, 40), (1100, 64), (60, 700)] {
        let x = Scatter.doubles(2 * n * inner), floats = x.map(Float.init)
        for op in Self.operations + [MK_ARGMAX, MK_ARGMIN] {
          let columns: mk_reduce_columns_fn = level.entry(level.functions.reduce_columns, op.rawValue, MK_F64)!
          let whole = level.apply(op, x, 2, n, inner)
          let parts: [Double] = filled(2 * inner) { out in
            for first in stride(from: 0, to: inner, by: 7) {
              columns(out, x, 2, n, inner, first, min(7, inner - first))
            }
          }
          if op != MK_ARGMAX && op != MK_ARGMIN {
            #expect(identical(whole, parts), "op \(op.rawValue), \(n) by \(inner)")
          }
        }
        for op in [MK_CUMSUM, MK_CUMPROD, MK_SOFTMAX, MK_LOG_SOFTMAX] {
          let columns: mk_scan_columns_fn = level.entry(level.functions.scan_columns, op.rawValue, MK_F32)!
          let parts: [Float] = filled(2 * n * inner) { out in
            for first in stride(from: 0, to: inner, by: 9) {
              columns(out, floats, 2, n, inner, first, min(9, inner - first))
            }
          }
          #expect(identical(level.apply(op, floats, 2, n, inner), parts))
        }
        let moments: mk_moments_columns_fn = level.functions.moments_columns[Int(MK_F32.rawValue)]!
        let plain: mk_moments_fn = level.functions.moments[Int(MK_F32.rawValue)]!
        var (m, m2, k, k2) = (
          [Double](repeating: 0, count: 2 * inner), [Double](repeating: 0, count: 2 * inner),
          [Double](repeating: 0, count: 2 * inner), [Double](repeating: 0, count: 2 * inner)
        )
        plain(&m, &m2, floats, 2, n, inner)
        for first in stride(from: 0, to: inner, by: 11) {
          moments(&k, &k2, floats, 2, n, inner, first, min(11, inner - first))
        }
        #expect(identical(m, k))
        #expect(identical(m2, k2))
      }
    }
  }

  /// A million tenths: adding one after the other in Float would be wrong in the third digit.
  @Test func longSumsKeepTheirDigits() {
    let n = 1_000_003, x = [Float](repeating: 0.1, count: n), exact = Double(Float(0.1)) * Double(n)
    for level in KernelLevel.all {
      #expect(level.apply(MK_SUM, x, 1, n, 1)[0] == Float(exact))
      let tall = level.apply(MK_SUM, Array(x[..<1_000_002]), 1, 500_001, 2)
      #expect(tall == [Float](repeating: Float(Double(Float(0.1)) * 500_001), count: 2))
      let doubles = level.apply(MK_SUM, [Double](repeating: 0.1, count: n), 1, n, 1)[0]
      #expect(abs(doubles - 0.1 * Double(n)) <= 1e-9)
    }
  }

  /// Up to a vector of elements are added as they stand, as one does it by hand.
  @Test func shortSumsAddInOrder() {
    for level in KernelLevel.all {
      for n in 2..<16 {
        let x = [1e30, -1e30] + [Float](repeating: 1, count: n - 2)
        #expect(level.apply(MK_SUM, x, 1, n, 1) == [Float(n - 2)])
        #expect(level.apply(MK_SUM, x.map(Double.init), 1, n, 1) == [Double(n - 2)])
        #expect(level.apply(MK_SUM, x.flatMap { [$0, $0, $0] }, 1, n, 3) == [Float](repeating: Float(n - 2), count: 3))
      }
    }
  }

  @Test func varianceDoesNotCancel() {
    let n = 10_007, deviations = Scatter.doubles(n)
    for level in KernelLevel.all {
      for (outer, inner) in [(1, 1), (1, 3)] {
        let x = deviations.flatMap { [Double](repeating: 1e9 + $0, count: inner) }
        let center = x.reduce(0) { $0 + ($1 - 1e9) } / Double(n * inner)
        let exact = stride(from: 0, to: x.count, by: inner).reduce(0.0) { $0 + pow(x[$1] - 1e9 - center, 2) }
        var (mean, m2) = ([Double](repeating: 0, count: inner), [Double](repeating: 0, count: inner))
        (level.functions.moments[Int(MK_F64.rawValue)]!)(&mean, &m2, x, outer, n, inner)
        for j in 0..<inner {
          #expect(abs(mean[j] - (1e9 + center)) <= 1e-6)
          #expect(abs(m2[j] - exact) <= 1e-7 * exact)
        }
        let floats = x.map { Float($0 - 1e9 + 1000) }
        let middle = floats.reduce(0) { $0 + Double($1) } / Double(floats.count)
        let spread = stride(from: 0, to: x.count, by: inner).reduce(0.0) { $0 + pow(Double(floats[$1]) - middle, 2) }
        var (small, squares) = ([Double](repeating: 0, count: inner), [Double](repeating: 0, count: inner))
        (level.functions.moments[Int(MK_F32.rawValue)]!)(&small, &squares, floats, outer, n, inner)
        #expect(squares.allSatisfy { abs($0 - spread) <= 1e-12 * spread })
      }
    }
  }
}
