import Foundation
import Kernels
import Testing

/// Values that no scan hits for certain: signed zeros, infinities, NaN, the conventions of C99 and of PyTorch.
@Suite struct FloatEdgeTests {
  static let infinity = Float.infinity, nan = Float.nan

  struct Row: Sendable {
    let op: mk_unary_op
    let p: Double, q: Double
    let x: [Float], y: [Float]
    init(_ op: mk_unary_op, _ x: [Float], _ y: [Float], p: Double = 0, q: Double = 0) {
      (self.op, self.x, self.y, self.p, self.q) = (op, x, y, p, q)
    }
  }

  static let rows: [Row] = [
    Row(MK_SIGN, [-2, -0.0, 0, 3, nan, -infinity], [-1, 0, 0, 1, 0, -1]),
    Row(MK_RELU, [-2, -0.0, 0, 3, nan, infinity, -infinity], [0, -0.0, 0, 3, nan, infinity, 0]),
    Row(MK_ROUND, [0.5, 1.5, 2.5, -0.5, -1.5, -0.2, 8_388_609], [0, 2, 2, -0.0, -2, -0.0, 8_388_609]),
    Row(MK_CLAMP, [-2, -1, 0.5, 2, nan], [-1, -1, 0.5, 1, nan], p: -1, q: 1),
    Row(MK_CLAMP, [-2, 5, infinity, -infinity], [-2, 4, 4, -infinity], p: -.infinity, q: 4),
    Row(MK_CLAMP, [0, 7], [1, 1], p: 3, q: 1),
    Row(MK_CLAMP, [0, 7], [nan, nan], p: .nan, q: 1),
    Row(MK_SQRT, [-1, -0.0, infinity, nan], [nan, -0.0, infinity, nan]),
    Row(MK_RSQRT, [0, -0.0, infinity, -1], [infinity, -infinity, 0, nan]),
    Row(MK_EXP, [infinity, -infinity, nan, -0.0, 88.8, -104], [infinity, 0, nan, 1, infinity, 0]),
    Row(MK_EXPM1, [-0.0, 0, -infinity, infinity, 0x1p-140], [-0.0, 0, -1, infinity, 0x1p-140]),
    Row(MK_LOG, [0, -0.0, -1, infinity, nan, 1], [-infinity, -infinity, nan, infinity, nan, 0]),
    Row(MK_LOG1P, [-1, -0.0, -2, infinity, 0x1p-140], [-infinity, -0.0, nan, infinity, 0x1p-140]),
    Row(MK_LOG2, [8, 0x1p-149, 0.25], [3, -149, -2]),
    Row(MK_LOG10, [1000, 0, 1e10], [3, -infinity, 10]),
    Row(MK_SIN, [-0.0, infinity, nan], [-0.0, nan, nan]),
    Row(MK_COS, [-0.0, -infinity, nan], [1, nan, nan]),
    Row(MK_TAN, [-0.0, infinity], [-0.0, nan]),
    Row(MK_ASIN, [-0.0, 1.0000001, nan], [-0.0, nan, nan]),
    Row(MK_ACOS, [1, -1.0000001], [0, nan]),
    Row(MK_ATAN, [-0.0, infinity, -infinity], [-0.0, Float(Double.pi / 2), -Float(Double.pi / 2)]),
    Row(MK_SINH, [-0.0, infinity, -infinity, 90], [-0.0, infinity, -infinity, infinity]),
    Row(MK_TANH, [-0.0, infinity, -infinity, nan], [-0.0, 1, -1, nan]),
    Row(MK_SIGMOID, [infinity, -infinity, nan, 0, -0.0], [1, 0, nan, 0.5, 0.5]),
    Row(MK_SILU, [infinity, -infinity, nan, -0.0, -1e30], [infinity, nan, nan, -0.0, -0.0]),
    Row(MK_SOFTPLUS, [infinity, -infinity, nan], [infinity, 0, nan]),
    Row(MK_ERF, [-0.0, infinity, -infinity, nan], [-0.0, 1, -1, nan]),
    Row(MK_GELU, [infinity, -infinity, nan, -0.0, -1e30], [infinity, nan, nan, -0.0, -0.0]),
    Row(MK_GELU_TANH, [infinity, -infinity, nan, -0.0, -1e30], [infinity, nan, nan, -0.0, -0.0]),
    Row(MK_ELU, [infinity, -infinity, nan, -0.0], [infinity, -2, nan, -0.0], p: 2),
    Row(MK_LEAKY_RELU, [infinity, -infinity, nan, -0.0], [infinity, -infinity, nan, -0.0], p: 0.5),
    Row(MK_POW_SCALAR, [nan, 0, -3], [1, 1, 1], p: 0),
    Row(MK_POW_SCALAR, [-2, -0.0, 0, -infinity], [-0.125, -infinity, infinity, -0.0], p: -3),
    Row(MK_POW_SCALAR, [-2, nan, 9], [nan, nan, 3], p: 0.5),
  ]

  @Test func tableOfValues() {
    for level in KernelLevel.all {
      for row in Self.rows {
        let got = level.apply(row.op, row.x, row.p, row.q)
        #expect(identical(got, row.y), "op \(row.op.rawValue) of \(row.x) is \(got), wanted \(row.y), \(level)")
      }
    }
  }

  /// All pairs of special numbers, by the C library in double.
  @Test func powersAndAnglesByC99() {
    let special: [Float] = [
      0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -1.5, Self.infinity, -Self.infinity, Self.nan, 0x1p-149, -0x1p-149,
      16_777_215, -16_777_215, 16_777_216, 3.4e38, -3.4e38, 0.99999994, -1.0000001,
    ]
    let a = special.flatMap { x in special.map { _ in x } }, b = special.flatMap { _ in special }
    for level in KernelLevel.all {
      let powers = level.apply(MK_POW, a, b), angles = level.apply(MK_ATAN2, a, b)
      for i in a.indices {
        let power = Float(pow(Double(a[i]), Double(b[i]))), angle = Float(atan2(Double(a[i]), Double(b[i])))
        #expect(identical([powers[i]], [power]), "pow(\(a[i]), \(b[i])) = \(powers[i]), wanted \(power)")
        #expect(identical([angles[i]], [angle]), "atan2(\(a[i]), \(b[i])) = \(angles[i]), wanted \(angle)")
      }
    }
  }

  @Test func questionsOfKind() {
    let x: [Float] = [0, -1, Self.nan, Self.infinity, -Self.infinity, .greatestFiniteMagnitude, 0x1p-149]
    for level in KernelLevel.all {
      #expect(level.apply(MK_IS_NAN, x, as: UInt8.self) == [0, 0, 1, 0, 0, 0, 0])
      #expect(level.apply(MK_IS_INF, x, as: UInt8.self) == [0, 0, 0, 1, 1, 0, 0])
      #expect(level.apply(MK_IS_FINITE, x, as: UInt8.self) == [1, 1, 0, 0, 0, 1, 1])
      #expect(level.apply(MK_IS_NAN, x.map(Double.init), as: UInt8.self) == [0, 0, 1, 0, 0, 0, 0])
      #expect(level.apply(MK_IS_FINITE, x.map(Double.init), as: UInt8.self) == [1, 1, 0, 0, 0, 1, 1])
    }
  }

  @Test func maximumAndMinimumKeepNaN() {
    let a: [Float] = [1, Self.nan, 3, Self.nan, -Self.infinity], b: [Float] = [2, 1, Self.nan, Self.nan, 5]
    for level in KernelLevel.all {
      #expect(identical(level.apply(MK_MAXIMUM, a, b), [2, Self.nan, Self.nan, Self.nan, 5]))
      #expect(identical(level.apply(MK_MINIMUM, a, b), [1, Self.nan, Self.nan, Self.nan, -Self.infinity]))
    }
  }

  /// Exact, whatever the quotient: small, near a whole number, beyond 2^29, not finite.
  @Test func remaindersAreExact() {
    var state: UInt32 = 7
    func word() -> UInt32 {
      state = state &* 1_664_525 &+ 1_013_904_223
      return state
    }
    var a: [Float] = [], b: [Float] = []
    for item in 0..<20_000 {
      let y = Float(bitPattern: word())
      a.append(item % 2 == 0 ? Float(bitPattern: word()) : (Float(word() % 1000) * y).nextDown)
      b.append(y)
    }
    a += [1, 1e38, -1e38, 3, 0.3, 6, -6]
    b += [0.1, 1e-38, 1e-38, -0.0, 0.1, 0.3, 0.3]
    let want = zip(a, b).map { x, y -> Float in
      let rest = fmodf(x, y)
      return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
    }
    for level in KernelLevel.all { #expect(identical(level.apply(MK_REMAINDER, a, b), want)) }
  }

  /// The sign of the divisor, as in Python; a zero keeps the sign of what was divided.
  @Test func remainderHasTheSignOfTheDivisor() {
    let a: [Float] = [5, -5, 5, -5, 3, -3, -0.0, 6, 1], b: [Float] = [3, 3, -3, -3, .infinity, .infinity, 3, 3, 0]
    for level in KernelLevel.all {
      let want: [Float] = [2, 1, -1, -2, 3, .infinity, -0.0, 0, .nan]
      #expect(identical(level.apply(MK_REMAINDER, a, b), want))
      #expect(identical(level.apply(MK_REMAINDER, a.map(Double.init), b.map(Double.init)), want.map(Double.init)))
    }
  }
}
