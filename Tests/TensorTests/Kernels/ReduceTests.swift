import Foundation
import Kernels
import Testing

/// Reductions of [outer, n, inner] against plain loops in Double, for counts around the widths of vectors and blocks.
@Suite struct ReduceTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    let outer: Int, n: Int, inner: Int
    var count: Int { outer * n * inner }
    var testDescription: String { "[\(outer), \(n), \(inner)]" }

    /// What each output is reduced from.
    func groups<S>(_ x: [S]) -> [[S]] {
      (0..<outer).flatMap { o in
        (0..<inner).map { j in (0..<n).map { i in x[(o * n + i) * inner + j] } }
      }
    }
  }

  static let shapes: [Shape] =
    [0, 1, 2, 7, 15, 16, 17, 31, 33, 64, 100, 4095, 4097, 9000].map { Shape(outer: 2, n: $0, inner: 1) }
    + [1, 2, 7, 8, 33, 1025].flatMap { n in [2, 3, 17, 63, 64, 70].map { Shape(outer: 2, n: n, inner: $0) } }
    + [Shape(outer: 1, n: 5, inner: 1100), Shape(outer: 3, n: 2500, inner: 5)]

  @Test(arguments: shapes) func sumsAndNorms(_ shape: Shape) {
    let x = Scatter.floats(shape.count, scale: 10), groups = shape.groups(x.map(Double.init))
    let references: [(mk_reduce_op, ([Double]) -> Double)] = [
      (MK_SUM, compensatedSum), (MK_SUM_ABS, { compensatedSum($0.map(abs)) }),
      (MK_SUM_SQUARES, { compensatedSum($0.map { $0 * $0 }) }),
    ]
    for level in KernelLevel.all {
      for (op, reference) in references {
        let exact = groups.map(reference), sizes = groups.map { $0.reduce(1e-300) { $0 + abs($1) * max(1, abs($1)) } }
        let floats = level.apply(op, x, shape.outer, shape.n, shape.inner).map(Double.init)
        let doubles = level.apply(op, x.map(Double.init), shape.outer, shape.n, shape.inner)
        for i in exact.indices {
          // A sum of Floats is rounded once.
          #expect(abs(floats[i] - exact[i]) <= Double(Float(exact[i]).ulp) * 0.51 + sizes[i] * 2e-15)
          #expect(abs(doubles[i] - exact[i]) <= sizes[i] * 2e-15)
        }
      }
    }
  }

  @Test(arguments: shapes) func integersWrap(_ shape: Shape) {
    let x = Scatter.doubles(shape.count).map { Int32($0 * 2_000_000_000) }, groups = shape.groups(x)
    let bytes = x.map { UInt8(truncatingIfNeeded: $0) }, wide = x.map { Int64($0) &* 4_611_686_019 }
    for level in KernelLevel.all {
      func both(_ op: mk_reduce_op) -> [Int32] { level.apply(op, x, shape.outer, shape.n, shape.inner) }
      func total(_ op: mk_reduce_op, _ x: [some KernelScalar]) -> [Int64] {
        level.apply(op, x, shape.outer, shape.n, shape.inner, as: Int64.self)
      }
      #expect(total(MK_SUM, x) == groups.map { $0.reduce(0) { $0 &+ Int64($1) } })
      #expect(total(MK_PROD, x) == groups.map { $0.reduce(1) { $0 &* Int64($1) } })
      #expect(both(MK_SUM_ABS) == groups.map { $0.reduce(0) { $0 &+ ($1 < 0 ? 0 &- $1 : $1) } })
      #expect(both(MK_SUM_SQUARES) == groups.map { $0.reduce(0) { $0 &+ $1 &* $1 } })
      #expect(total(MK_SUM, bytes) == shape.groups(bytes).map { $0.reduce(0) { $0 &+ Int64($1) } })
      #expect(total(MK_PROD, bytes) == shape.groups(bytes).map { $0.reduce(1) { $0 &* Int64($1) } })
      #expect(
        level.apply(MK_SUM, wide, shape.outer, shape.n, shape.inner) == shape.groups(wide).map { $0.reduce(0, &+) })
      if shape.n > 0 {
        #expect(both(MK_MAX) == groups.map { $0.max()! })
        #expect(both(MK_MIN) == groups.map { $0.min()! })
        #expect(level.apply(MK_MAX, bytes, shape.outer, shape.n, shape.inner) == shape.groups(bytes).map { $0.max()! })
      }
    }
  }

  /// Few different values, so that there are ties: the first of equals.
  @Test(arguments: shapes) func extremesAndTheirPlaces(_ shape: Shape) {
    guard shape.n > 0 else { return }
    let x = Scatter.doubles(shape.count).map { Float(($0 * 4).rounded()) }, groups = shape.groups(x)
    let (first, last) = (groups.map { $0.max()! }, groups.map { $0.min()! })
    for level in KernelLevel.all {
      func places(_ op: mk_reduce_op) -> [Int32] {
        level.apply(op, x, shape.outer, shape.n, shape.inner, as: Int32.self)
      }
      #expect(level.apply(MK_MAX, x, shape.outer, shape.n, shape.inner) == first)
      #expect(level.apply(MK_MIN, x, shape.outer, shape.n, shape.inner) == last)
      #expect(level.apply(MK_MAX_ABS, x, shape.outer, shape.n, shape.inner) == groups.map { $0.map(abs).max()! })
      #expect(places(MK_ARGMAX) == zip(groups, first).map { Int32($0.firstIndex(of: $1)!) })
      #expect(places(MK_ARGMIN) == zip(groups, last).map { Int32($0.firstIndex(of: $1)!) })
    }
  }

  @Test(arguments: shapes) func notANumberWins(_ shape: Shape) {
    guard shape.n > 0 else { return }
    var x = Scatter.floats(shape.count)
    for i in stride(from: 3, to: x.count, by: 5 * shape.inner + 2) { x[i] = .nan }
    let groups = shape.groups(x)
    for level in KernelLevel.all {
      for op in [MK_MAX, MK_MIN, MK_MAX_ABS, MK_SUM, MK_LOG_SUM_EXP] {
        let got = level.apply(op, x, shape.outer, shape.n, shape.inner)
        #expect(got.map(\.isNaN) == groups.map { $0.contains(where: \.isNaN) }, "op \(op.rawValue)")
      }
      for op in [MK_ARGMAX, MK_ARGMIN] {
        let got = level.apply(op, x, shape.outer, shape.n, shape.inner, as: Int32.self)
        let wanted = groups.map { group in
          Int32(
            group.firstIndex(where: \.isNaN) ?? group.firstIndex(of: op == MK_ARGMAX ? group.max()! : group.min()!)!)
        }
        #expect(got == wanted)
      }
    }
  }

  @Test(arguments: shapes) func truthAndCounts(_ shape: Shape) {
    let x = Scatter.floats(shape.count).map { $0 > 0.7 ? Float(0) : 0.25 }, groups = shape.groups(x)
    for level in KernelLevel.all {
      func truth(_ op: mk_reduce_op) -> [UInt8] {
        level.apply(op, x, shape.outer, shape.n, shape.inner, as: UInt8.self)
      }
      #expect(truth(MK_ANY) == groups.map { $0.contains { $0 != 0 } ? 1 : 0 })
      #expect(truth(MK_ALL) == groups.map { $0.allSatisfy { $0 != 0 } ? 1 : 0 })
      let counts = level.apply(MK_COUNT_NONZERO, x, shape.outer, shape.n, shape.inner, as: Int64.self)
      #expect(counts == groups.map { Int64($0.count { $0 != 0 }) })
      let nothing = level.apply(
        MK_ANY, [Float](repeating: 0, count: shape.count), shape.outer, shape.n, shape.inner, as: UInt8.self)
      #expect(!nothing.contains(1))
    }
  }

  @Test(arguments: shapes) func logarithmOfTheSumOfExponentials(_ shape: Shape) {
    let x = Scatter.floats(shape.count, scale: 200), groups = shape.groups(x.map(Double.init))
    let exact = groups.map { group -> Double in
      guard let top = group.max() else { return -.infinity }
      return top + log(group.reduce(0) { $0 + exp($1 - top) })
    }
    for level in KernelLevel.all {
      let floats = level.apply(MK_LOG_SUM_EXP, x, shape.outer, shape.n, shape.inner)
      #expect(zip(floats, exact).allSatisfy { unitsInLastPlace($0, exact: $1) <= 0.6 })
      let doubles = level.apply(MK_LOG_SUM_EXP, x.map(Double.init), shape.outer, shape.n, shape.inner)
      #expect(distance(doubles, exact, scale: 200) <= 1e-14)
    }
  }

  @Test func logSumExpOfInfinities() {
    let infinity = Float.infinity
    let x: [Float] = [infinity, infinity, -infinity, -infinity, infinity, -infinity, 1e4, 1e4, -1e4, -infinity]
    let y: [Float] = [infinity, -infinity, infinity, Float(1e4 + log(2)), -1e4]
    for level in KernelLevel.all { #expect(level.apply(MK_LOG_SUM_EXP, x, 5, 2, 1) == y) }
  }
}
