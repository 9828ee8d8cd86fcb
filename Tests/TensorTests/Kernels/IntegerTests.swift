import Kernels
import Testing

/// Integers wrap; division rounds toward zero, remainder has the divisor's sign; conversions saturate.
@Suite struct IntegerTests {
  private func checkBinary<S: FixedWidthInteger & KernelScalar>(_ a: [S], _ level: KernelLevel) {
    let left = a.flatMap { x in a.map { _ in x } }, right = a.flatMap { _ in a }
    func expect(_ op: mk_binary_op, _ function: (S, S) -> S) {
      #expect(level.apply(op, left, right) == zip(left, right).map(function), "op \(op.rawValue) of \(S.self)")
    }
    expect(MK_ADD, &+)
    expect(MK_SUB, &-)
    expect(MK_MUL, &*)
    expect(MK_MAXIMUM, max)
    expect(MK_MINIMUM, min)
    expect(MK_DIV) { $1 == 0 ? 0 : $0.dividedReportingOverflow(by: $1).partialValue }
    expect(MK_REMAINDER) { x, y in
      if y == 0 { return 0 }
      let r = x.remainderReportingOverflow(dividingBy: y).partialValue
      return r != 0 && (r < 0) != (y < 0) ? r &+ y : r
    }
    expect(MK_POW) { x, y in
      if y < 0 { return x == 1 ? 1 : x == 0 &- 1 ? (y & 1 == 0 ? 1 : x) : 0 }
      var (result, base, rest): (S, S, S) = (1, x, y)
      while rest > 0 {
        if rest & 1 == 1 { result = result &* base }
        (base, rest) = (base &* base, rest >> 1)
      }
      return result
    }
  }

  @Test func arithmeticOfAllPairs() {
    for level in KernelLevel.all {
      checkBinary([Int32.min, .min + 1, -7, -3, -2, -1, 0, 1, 2, 3, 5, 31, 100, 46_341, .max - 1, .max], level)
      checkBinary([Int64.min, .min + 1, -7, -3, -2, -1, 0, 1, 2, 3, 5, 63, 3_037_000_500, .max - 1, .max], level)
      checkBinary([UInt8(0), 1, 2, 3, 5, 7, 15, 16, 127, 128, 200, 254, 255], level)
    }
  }

  @Test func functionsOfOne() {
    let x: [Int32] = [.min, -5, -1, 0, 1, 7, .max]
    for level in KernelLevel.all {
      #expect(level.apply(MK_NEG, x) == x.map { 0 &- $0 })
      #expect(level.apply(MK_ABS, x) == x.map { $0 < 0 ? 0 &- $0 : $0 })
      #expect(level.apply(MK_SIGN, x) == [-1, -1, -1, 0, 1, 1, 1])
      #expect(level.apply(MK_SQUARE, x) == x.map { $0 &* $0 })
      #expect(level.apply(MK_RELU, x) == [0, 0, 0, 0, 1, 7, .max])
      for op in [MK_ROUND, MK_FLOOR, MK_CEIL] { #expect(level.apply(op, x) == x) }
      #expect(level.apply(MK_CLAMP, x, -1.0, 5.0) == [-1, -1, -1, 0, 1, 5, 5])
      #expect(level.apply(MK_CLAMP, x, -.infinity, .infinity) == x)
      #expect(level.apply(MK_NEG, [UInt8(0), 1, 255]) == [0, 255, 1])
      #expect(level.apply(MK_CLAMP, [UInt8(0), 9, 255], 3, 1e9) == [3, 9, 255])
      let not: [UInt8] = filled(2) { level.unary(MK_NOT, MK_BOOL)!($0, [UInt8(0), 1], 1, 2, 0, 0) }
      #expect(not == [1, 0])
    }
  }

  @Test func logicOfBooleans() {
    let a: [UInt8] = [0, 0, 1, 1], b: [UInt8] = [0, 1, 0, 1]
    for level in KernelLevel.all {
      func bits(_ op: mk_binary_op) -> [UInt8] { filled(4) { level.binary(op, MK_BOOL)!($0, a, 1, b, 1, 4) } }
      #expect(bits(MK_AND) == [0, 0, 0, 1])
      #expect(bits(MK_OR) == [0, 1, 1, 1])
      #expect(bits(MK_XOR) == [0, 1, 1, 0])
      #expect(level.binary(MK_AND, MK_I32) == nil && level.binary(MK_ADD, MK_BOOL) == nil)
    }
  }

  @Test func comparisonsAndSelection() {
    let a: [Double] = [1, 2, 3, .nan, .nan, -0.0], b: [Double] = [2, 2, 2, 1, .nan, 0]
    for level in KernelLevel.all {
      #expect(level.apply(MK_LT, a, b) == [1, 0, 0, 0, 0, 0])
      #expect(level.apply(MK_LE, a, b) == [1, 1, 0, 0, 0, 1])
      #expect(level.apply(MK_GT, a, b) == [0, 0, 1, 0, 0, 0])
      #expect(level.apply(MK_GE, a, b) == [0, 1, 1, 0, 0, 1])
      #expect(level.apply(MK_EQ, a, b) == [0, 1, 0, 0, 0, 1])
      #expect(level.apply(MK_NE, a, b) == [1, 0, 1, 1, 1, 0])
      let mask = (0..<40).map { UInt8($0 % 3 == 0 ? 1 : 0) }
      let x = Scatter.floats(80), y = Scatter.floats(40, seed: 4)
      let select: mk_select_fn = level.functions.select[Int(MK_F32.rawValue)]!
      for (sx, sy) in [(1, 1), (0, 1), (1, 0), (2, 1)] {
        let got: [Float] = filled(40) { select($0, mask, 1, x, sx, y, sy, 40) }
        #expect(got == (0..<40).map { mask[$0] == 1 ? x[sx * $0] : y[sy * $0] })
      }
      let bytes: mk_select_fn = level.functions.select[Int(MK_BOOL.rawValue)]!
      let flipped: [UInt8] = filled(40) { bytes($0, mask, 1, [UInt8(0)], 0, [UInt8(1)], 0, 40) }
      #expect(flipped == mask.map { 1 - $0 })
    }
  }

  @Test func conversionsSaturate() {
    let x: [Double] = [.nan, 0.9, -0.9, 2.5, -3.5, 255.9, 256, -1, 2_147_483_647.5, -2_147_483_648.5, 1e30, -1e30]
    let infinite: [Double] = [.infinity, -.infinity]
    for level in KernelLevel.all {
      func cast<S: KernelScalar, R: KernelScalar>(_ x: [S], to: R.Type, _ type: mk_type = R.kernelType) -> [R] {
        let function: mk_cast_fn = level.entry(level.functions.cast, S.kernelType.rawValue, type)!
        return filled(x.count) { function($0, x, 1, x.count) }
      }
      let all = x + infinite
      func saturated<F: BinaryFloatingPoint, I: FixedWidthInteger>(_ x: F) -> I {
        if x.isNaN { return 0 }
        if x >= F(I.max) { return .max }
        return x <= F(I.min) ? .min : I(x)
      }
      #expect(cast(all, to: Int32.self) == all.map(saturated))
      #expect(cast(all, to: Int64.self) == all.map(saturated))
      #expect(cast(all, to: UInt8.self) == all.map(saturated))
      let floats = all.map(Float.init)
      #expect(cast(floats, to: Int64.self) == floats.map(saturated))
      #expect(cast(all, to: UInt8.self, MK_BOOL) == [UInt8](repeating: 1, count: 14))
      #expect(cast([0.0, -0.0, 0.1], to: UInt8.self, MK_BOOL) == [0, 0, 1])
      #expect(cast([Int32(-1), 300, 65_536], to: UInt8.self) == [255, 44, 0])
      #expect(cast([Int64.max, 16_777_217, -3], to: Float.self) == [Float(Int64.max), 16_777_216, -3])
      #expect(cast([UInt8(255), 0, 7], to: Double.self) == [255, 0, 7])
    }
  }
}
