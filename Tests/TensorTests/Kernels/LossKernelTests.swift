import Foundation
import Kernels
import Testing

/// Losses against their formulas in Double, and their gradients against differences.
@Suite struct LossKernelTests {
  struct Case: Sendable {
    let rows: Int, classes: Int
    var smoothing = 0.0
    var weighted = false
  }

  static let cases: [Case] = [(1, 1), (5, 3), (4, 10), (3, 17), (2, 100)].flatMap { rows, classes in
    [0, 0.1].flatMap { smoothing in
      [false, true].map { Case(rows: rows, classes: classes, smoothing: smoothing, weighted: $0) }
    }
  }

  private func logProbabilities(_ z: ArraySlice<Double>) -> [Double] {
    let top = z.max()!, rest = top + log(z.reduce(0) { $0 + exp($1 - top) })
    return z.map { $0 - rest }
  }

  @Test(arguments: cases) func crossEntropy(_ test: Case) {
    let (rows, classes) = (test.rows, test.classes)
    let logits = Scatter.floats(rows * classes, scale: 6).map(Double.init)
    let labels = (0..<rows).map { $0 == 2 ? Int32(-100) : Int32($0 * 7 % classes) }
    let weights = Scatter.floats(classes, seed: 3).map { Double($0) + 1.5 }
    let factors = Scatter.floats(rows, seed: 4).map(Double.init)
    func loss(_ z: [Double], _ row: Int) -> Double {
      if labels[row] == -100 { return 0 }
      let logs = logProbabilities(z[(row * classes)..<((row + 1) * classes)])
      return (0..<classes).reduce(0) { sum, c in
        let target = (c == Int(labels[row]) ? 1 - test.smoothing : 0) + test.smoothing / Double(classes)
        return sum - target * (test.weighted ? weights[c] : 1) * logs[c]
      }
    }
    let exact = (0..<rows).map { loss(logits, $0) }
    let slopes = logits.indices.map { i -> Double in
      let h = 1e-3
      func f(_ offset: Double) -> Double {
        var z = logits
        z[i] += offset
        return loss(z, i / classes)
      }
      return 0.5 * factors[i / classes] * (f(-2 * h) - f(2 * h) + 8 * (f(h) - f(-h))) / (12 * h)
    }
    let options = mk_cross_entropy_options(smoothing: test.smoothing, scale: 0.5, ignore_index: -100)
    for level in KernelLevel.all {
      let f = level.functions
      var losses = [Double](repeating: 9, count: rows), gradient = [Double](repeating: 9, count: logits.count)
      f.cross_entropy_f64(
        &losses, &gradient, logits, labels, test.weighted ? weights : nil, factors, rows, classes, options)
      #expect(distance(losses, exact) <= 1e-13)
      #expect(distance(gradient, slopes) <= 1e-9)
      var small = [Float](repeating: 9, count: rows), back = logits.map(Float.init)
      let (weights32, factors32) = (weights.map(Float.init), factors.map(Float.init))
      back.withUnsafeMutableBufferPointer {
        let z = $0.baseAddress!
        f.cross_entropy_f32(
          &small, nil, z, labels, test.weighted ? weights32 : nil, factors32, rows, classes, options)
        f.cross_entropy_f32(nil, z, z, labels, test.weighted ? weights32 : nil, factors32, rows, classes, options)
      }
      #expect(distance(small.map(Double.init), exact, scale: 20) <= 1e-6)
      #expect(distance(back.map(Double.init), slopes) <= 5e-7)
    }
  }

  @Test func crossEntropyOfLargeLogits() {
    let options = mk_cross_entropy_options(smoothing: 0, scale: 1, ignore_index: -1)
    for level in KernelLevel.all {
      var (loss, gradient) = ([Float](repeating: 0, count: 2), [Float](repeating: 0, count: 6))
      let z: [Float] = [1e4, -1e4, 0, -1e30, 1e30, 0]
      level.functions.cross_entropy_f32(&loss, &gradient, z, [Int32(1), 1], nil, nil, 2, 3, options)
      #expect(loss == [2e4, 0])
      #expect(gradient == [1, -1, 0, 0, 0, 0])
    }
  }

  private func formula(_ op: mk_loss_op, _ x: Double, _ t: Double, _ p: Double) -> Double {
    let d = abs(x - t)
    switch op {
    case MK_SQUARED: return d * d
    case MK_ABSOLUTE: return d
    case MK_HUBER: return d < p ? d * d / 2 : p * (d - p / 2)
    default: return (1 - t) * x + (1 + (p - 1) * t) * (log1p(exp(-abs(x))) + max(-x, 0))
    }
  }

  static let operations: [(mk_loss_op, Double)] = [
    (MK_SQUARED, 0), (MK_ABSOLUTE, 0), (MK_HUBER, 0.7), (MK_BINARY_CROSS_ENTROPY, 1), (MK_BINARY_CROSS_ENTROPY, 2.5),
  ]

  @Test(arguments: operations)
  func lossesByElement(_ op: mk_loss_op, _ p: Double) {
    for n in [0, 1, 16, 17, 100, 5000] {
      let x = Scatter.floats(n, scale: 8).map(Double.init), g = Scatter.floats(n, seed: 3).map(Double.init)
      let t = Scatter.floats(n, seed: 2).map { Double(abs($0)) }
      let exact = zip(x, t).map { formula(op, $0, $1, p) }
      let slopes = x.indices.map { i in
        let h = 1e-4, scaled = -0.25 * g[i] / (12 * h)
        func f(_ offset: Double) -> Double { formula(op, x[i] + offset, t[i], p) }
        return abs(abs(x[i] - t[i]) - p) < 1e-3 ? .nan : scaled * (f(-2 * h) - f(2 * h) + 8 * (f(h) - f(-h)))
      }
      let (x32, t32, g32) = (x.map(Float.init), t.map(Float.init), g.map(Float.init))
      for level in KernelLevel.all {
        let (f64, f32): (mk_loss_fn, mk_loss_fn) = (
          level.entry(level.functions.loss, op.rawValue, MK_F64)!,
          level.entry(level.functions.loss, op.rawValue, MK_F32)!
        )
        let doubles: [Double] = filled(n) { f64($0, x, t, n, p) }
        #expect(distance(doubles, exact) <= 1e-13)
        let floats: [Float] = filled(n) { f32($0, x32, t32, n, p) }
        #expect(distance(floats.map(Double.init), exact, scale: 80) <= 6e-8)
        let total = compensatedSum(exact)
        let s64: mk_loss_sum_fn = level.entry(level.functions.loss_sum, op.rawValue, MK_F64)!
        let s32: mk_loss_sum_fn = level.entry(level.functions.loss_sum, op.rawValue, MK_F32)!
        #expect(abs(s64(x, t, n, p) - total) <= 1e-12 * max(total, 1))
        #expect(abs(s32(x32, t32, n, p) - total) <= 1e-8 * max(total, 1))
        let d64: mk_loss_gradient_fn = level.entry(level.functions.loss_gradient, op.rawValue, MK_F64)!
        let d32: mk_loss_gradient_fn = level.entry(level.functions.loss_gradient, op.rawValue, MK_F32)!
        let gradient: [Double] = filled(n) { d64($0, g, x, t, n, p, -0.25) }
        let small: [Float] = filled(n) { d32($0, g32, x32, t32, n, p, -0.25) }
        for i in x.indices where !slopes[i].isNaN {
          #expect(abs(gradient[i] - slopes[i]) <= 1e-8)
          #expect(abs(Double(small[i]) - gradient[i]) <= 1e-6)
        }
        let plain: [Double] = filled(n) { d64($0, nil, x, t, n, p, 1) }
        #expect(zip(zip(plain, g), gradient).allSatisfy { abs($0.0 * $0.1 * -0.25 - $1) <= 1e-14 })
      }
    }
  }
}
