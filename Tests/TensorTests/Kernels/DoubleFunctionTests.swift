import Foundation
import Kernels
import Testing

/// The Double functions that the C library lacks, against values to twenty digits (mpmath), and the table of kernels.
@Suite struct DoubleFunctionTests {
  struct Row: Sendable {
    let op: mk_unary_op
    let x: Double, y: Double
    /// In units of the last place; where the argument of an exponential is itself computed, its size counts.
    var limit = 2.0
  }

  static let rows: [Row] = [
    Row(op: MK_SIGMOID, x: -37.25, y: 6.645544172915070098e-17),
    Row(op: MK_SIGMOID, x: -700, y: 9.8596765437597708567e-305),
    Row(op: MK_SIGMOID, x: 2.5, y: 0.92414181997875644881),
    Row(op: MK_SILU, x: -20.5, y: -2.5628133728889139052e-8),
    Row(op: MK_SILU, x: 0.75, y: 0.50938402438154472987),
    Row(op: MK_SOFTPLUS, x: -40, y: 4.2483542552915889863e-18),
    Row(op: MK_SOFTPLUS, x: 0.5, y: 0.97407698418010668087),
    Row(op: MK_SOFTPLUS, x: 21, y: 21.000000000758256043),
    Row(op: MK_GELU, x: -8.5, y: -8.057604598872820601e-17),
    Row(op: MK_GELU, x: 0.3, y: 0.18537342665668578306),
    Row(op: MK_GELU_TANH, x: -4.25, y: -2.0142035844940148914e-5, limit: 11),
    Row(op: MK_GELU_TANH, x: 1.5, y: 1.3995715769802329224),
    Row(op: MK_RSQRT, x: 3, y: 0.57735026918962576451),
    Row(op: MK_ELU, x: -1e-9, y: -9.9999999950000006245e-10),
  ]

  @Test func compositionsKeepTheirDigits() {
    for level in KernelLevel.all {
      for row in Self.rows {
        let y = level.apply(row.op, [row.x], 1)[0]
        #expect(abs(y - row.y) <= row.limit * row.y.ulp, "op \(row.op.rawValue)(\(row.x)) = \(y), exact \(row.y)")
      }
    }
  }

  @Test func theCLibraryGivesTheRest() {
    let x = Scatter.doubles(100),
      functions: [(mk_unary_op, (Double) -> Double)] = [
        (MK_EXP, exp), (MK_EXPM1, expm1), (MK_LOG1P, log1p), (MK_SIN, sin), (MK_COS, cos), (MK_TAN, tan),
        (MK_ASIN, asin),
        (MK_ACOS, acos), (MK_ATAN, atan), (MK_SINH, sinh), (MK_COSH, cosh), (MK_TANH, tanh), (MK_ERF, erf),
        (MK_FLOOR, { $0.rounded(.down) }), (MK_CEIL, { $0.rounded(.up) }), (MK_SQUARE, { $0 * $0 }), (MK_NEG, { -$0 }),
      ]
    for level in KernelLevel.all {
      for (op, function) in functions { #expect(level.apply(op, x) == x.map(function), "op \(op.rawValue)") }
      for (op, function) in [(MK_LOG, log), (MK_LOG2, log2), (MK_LOG10, log10)] as [(mk_unary_op, (Double) -> Double)] {
        #expect(level.apply(op, x.map(abs)) == x.map { function(abs($0)) })
      }
      #expect(level.apply(MK_POW_SCALAR, x.map(abs), 1.3) == x.map { pow(abs($0), 1.3) })
      #expect(level.apply(MK_POW, x.map(abs), x) == x.map { pow(abs($0), $0) })
      #expect(level.apply(MK_ATAN2, x, x.reversed()) == zip(x, x.reversed()).map { atan2($0, $1) })
    }
  }

  /// A look-up is empty exactly where the function has no meaning for the type, on every level alike.
  @Test func lookUpsAreTheBestLevels() throws {
    let best = try #require(KernelLevel.all.last)
    for op in 0..<MK_UNARY_OPS.rawValue {
      let op = mk_unary_op(rawValue: op)
      for type in [MK_F32, MK_F64, MK_I32, MK_I64, MK_U8, MK_BOOL] {
        let floating = type == MK_F32 || type == MK_F64
        let exists =
          op == MK_NOT ? type == MK_BOOL : floating || (type != MK_BOOL && op.rawValue <= MK_CLAMP.rawValue)
        for level in KernelLevel.all { #expect((level.unary(op, type) != nil) == exists, "\(op.rawValue) \(type)") }
        let published = mk_unary(op, type).map { unsafeBitCast($0, to: Int.self) }
        #expect(published == best.unary(op, type).map { unsafeBitCast($0, to: Int.self) })
        #expect((best.gradient(op, type) != nil) == (floating && op.rawValue <= MK_POW_SCALAR.rawValue))
      }
    }
  }
}
