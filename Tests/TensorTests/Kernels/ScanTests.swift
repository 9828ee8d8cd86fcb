import Foundation
import Kernels
import Testing

/// Running sums, softmax and log-softmax over the middle axis, and their gradients.
@Suite struct ScanTests {
  static let shapes = ReduceTests.shapes.filter { $0.n > 0 && $0.count < 30_000 }

  /// Results by group, back at their places.
  private func spread(_ shape: ReduceTests.Shape, _ groups: [[Double]]) -> [Double] {
    var result = [Double](repeating: 0, count: shape.count)
    for o in 0..<shape.outer {
      for i in 0..<shape.n {
        for j in 0..<shape.inner { result[(o * shape.n + i) * shape.inner + j] = groups[o * shape.inner + j][i] }
      }
    }
    return result
  }

  @Test(arguments: shapes) func runningSumsAndProducts(_ shape: ReduceTests.Shape) {
    let x = Scatter.floats(shape.count), groups = shape.groups(x.map(Double.init))
    func running(_ groups: [[Double]], _ start: Double, _ step: (Double, Double) -> Double) -> [Double] {
      spread(shape, groups.map { $0.reduce(into: []) { $0.append(step($0.last ?? start, $1)) } })
    }
    let whole = x.map { Int32($0 * 2e9) }
    for level in KernelLevel.all {
      let sums = level.apply(MK_CUMSUM, x, shape.outer, shape.n, shape.inner)
      #expect(sums == running(groups, 0, +).map(Float.init))
      let products = level.apply(MK_CUMPROD, x, shape.outer, shape.n, shape.inner)
      #expect(products == running(groups, 1, *).map(Float.init))
      let counts = level.apply(MK_CUMSUM, whole, shape.outer, shape.n, shape.inner)
      let wrapped = shape.groups(whole).map { $0.reduce(into: [Int32]()) { $0.append(($0.last ?? 0) &+ $1) } }
      #expect(counts == spread(shape, wrapped.map { $0.map(Double.init) }).map { Int32($0) })
    }
  }

  private func softmaxed(_ group: [Double]) -> [Double] {
    let top = group.max()!, sum = group.reduce(0) { $0 + exp($1 - top) }
    return group.map { exp($0 - top) / sum }
  }

  @Test(arguments: shapes) func softmaxAndItsLogarithm(_ shape: ReduceTests.Shape) {
    let x = Scatter.floats(shape.count, scale: 30), groups = shape.groups(x.map(Double.init))
    let exact = spread(shape, groups.map(softmaxed))
    for level in KernelLevel.all {
      let soft = level.apply(MK_SOFTMAX, x, shape.outer, shape.n, shape.inner)
      #expect(zip(soft, exact).allSatisfy { unitsInLastPlace($0, exact: $1) <= 2 })
      let logs = level.apply(MK_LOG_SOFTMAX, x, shape.outer, shape.n, shape.inner)
      #expect(zip(logs, exact).allSatisfy { abs(Double($0) - log($1)) <= 4e-6 })
      let doubles = level.apply(MK_SOFTMAX, x.map(Double.init), shape.outer, shape.n, shape.inner)
      #expect(distance(doubles, exact) <= 1e-15)
      var place = x
      place.withUnsafeMutableBufferPointer {
        level.scan(MK_SOFTMAX, MK_F32)!($0.baseAddress!, $0.baseAddress!, shape.outer, shape.n, shape.inner)
      }
      #expect(place == soft)
    }
  }

  @Test func softmaxOfExtremes() {
    let infinity = Float.infinity, nan = Float.nan
    let x: [Float] = [1e4, -1e4, 0, -infinity, 0, 0, -infinity, -infinity, -infinity, infinity, 0, 1, nan, 0, 1]
    let y: [Float] = [1, 0, 0, 0, 0.5, 0.5, nan, nan, nan, nan, nan, nan, nan, nan, nan]
    let logs: [Float] = [
      0, -2e4, -1e4, -infinity, -Float(log(2.0)), -Float(log(2.0)), nan, nan, nan, nan, nan, nan, nan, nan, nan,
    ]
    for level in KernelLevel.all {
      #expect(identical(level.apply(MK_SOFTMAX, x, 5, 3, 1), y))
      #expect(identical(level.apply(MK_LOG_SOFTMAX, x, 5, 3, 1), logs))
      #expect(identical(level.apply(MK_SOFTMAX, x.map(Double.init), 5, 3, 1), y.map(Double.init)))
      // The same as columns.
      let turned = (0..<3).flatMap { i in (0..<5).map { x[3 * $0 + i] } }
      let back = level.apply(MK_SOFTMAX, turned, 1, 3, 5)
      #expect(identical((0..<5).flatMap { o in (0..<3).map { back[5 * $0 + o] } }, y))
    }
  }

  @Test(arguments: shapes) func gradients(_ shape: ReduceTests.Shape) {
    let x = Scatter.floats(shape.count, scale: 3), g = Scatter.floats(shape.count, seed: 8)
    let upstream = shape.groups(g.map(Double.init))
    for level in KernelLevel.all {
      for op in [MK_SOFTMAX, MK_LOG_SOFTMAX] {
        let y = level.apply(op, x, shape.outer, shape.n, shape.inner), forward = shape.groups(y.map(Double.init))
        let exact = zip(upstream, forward).map { g, y -> [Double] in
          let sum = zip(g, y).reduce(0) { $0 + $1.0 * (op == MK_SOFTMAX ? $1.1 : 1) }
          return zip(g, y).map { op == MK_SOFTMAX ? $1 * ($0 - sum) : $0 - exp($1) * sum }
        }
        let function: mk_scan_gradient_fn = level.entry(level.functions.scan_gradient, op.rawValue, MK_F32)!
        let got: [Float] = filled(shape.count) { function($0, g, y, shape.outer, shape.n, shape.inner) }
        #expect(distance(got.map(Double.init), spread(shape, exact)) <= 3e-6)
        let precise: mk_scan_gradient_fn = level.entry(level.functions.scan_gradient, op.rawValue, MK_F64)!
        let (g64, y64) = (g.map(Double.init), y.map(Double.init))
        let doubles: [Double] = filled(shape.count) { precise($0, g64, y64, shape.outer, shape.n, shape.inner) }
        #expect(distance(doubles, spread(shape, exact)) <= 1e-12)
      }
    }
  }
}
