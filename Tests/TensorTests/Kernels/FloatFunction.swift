import Foundation
import Kernels
import Testing

/// A Float function, what it is in Double, and the error allowed, in units of the last place of the exact result.
struct FloatFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let op: mk_unary_op
  let parameter: Double
  let limit: Double
  let exact: @Sendable (Double) -> Double

  init(
    _ name: String, _ op: mk_unary_op, _ parameter: Double = 0, limit: Double = 0.52,
    _ exact: @escaping @Sendable (Double) -> Double
  ) {
    (self.name, self.op, self.parameter, self.limit, self.exact) = (name, op, parameter, limit, exact)
  }

  var testDescription: String { name }

  static let all: [FloatFunction] = [
    FloatFunction("reciprocal", MK_RECIPROCAL) { 1 / $0 },
    FloatFunction("sqrt", MK_SQRT) { $0.squareRoot() },
    FloatFunction("rsqrt", MK_RSQRT, limit: 1.5) { 1 / $0.squareRoot() },
    FloatFunction("exp", MK_EXP) { exp($0) },
    FloatFunction("expm1", MK_EXPM1) { expm1($0) },
    FloatFunction("log", MK_LOG) { log($0) },
    FloatFunction("log1p", MK_LOG1P) { log1p($0) },
    FloatFunction("log2", MK_LOG2) { log2($0) },
    FloatFunction("log10", MK_LOG10) { log10($0) },
    FloatFunction("sin", MK_SIN) { sin($0) },
    FloatFunction("cos", MK_COS) { cos($0) },
    FloatFunction("tan", MK_TAN) { tan($0) },
    FloatFunction("asin", MK_ASIN) { asin($0) },
    FloatFunction("acos", MK_ACOS) { acos($0) },
    FloatFunction("atan", MK_ATAN) { atan($0) },
    FloatFunction("sinh", MK_SINH) { sinh($0) },
    FloatFunction("cosh", MK_COSH) { cosh($0) },
    FloatFunction("tanh", MK_TANH, limit: 0.53) { tanh($0) },
    FloatFunction("sigmoid", MK_SIGMOID, limit: 0.53) { 1 / (1 + exp(-$0)) },
    FloatFunction("silu", MK_SILU) { $0 / (1 + exp(-$0)) },
    FloatFunction("softplus", MK_SOFTPLUS) { Swift.max($0, 0) + log1p(exp(-abs($0))) },
    FloatFunction("erf", MK_ERF) { erf($0) },
    FloatFunction("gelu", MK_GELU) { 0.5 * $0 * erfc(-$0 * 0.5.squareRoot()) },
    FloatFunction("gelu (tanh)", MK_GELU_TANH) { x in
      x / (1 + exp(-2 * (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    },
    FloatFunction("elu", MK_ELU, 1.25) { $0 > 0 ? $0 : 1.25 * expm1($0) },
    FloatFunction("leaky relu", MK_LEAKY_RELU, 0.25) { $0 > 0 ? $0 : 0.25 * $0 },
    FloatFunction("pow -1.7", MK_POW_SCALAR, -1.7) { pow($0, -1.7) },
    FloatFunction("pow 5", MK_POW_SCALAR, 5) { pow($0, 5) },
    FloatFunction("pow 3", MK_POW_SCALAR, 3) { $0 * $0 * $0 },
    FloatFunction("square", MK_SQUARE) { $0 * $0 },
    FloatFunction("floor", MK_FLOOR, limit: 0) { $0.rounded(.down) },
    FloatFunction("ceil", MK_CEIL, limit: 0) { $0.rounded(.up) },
    FloatFunction("round", MK_ROUND, limit: 0) { $0.rounded(.toNearestOrEven) },
    FloatFunction("abs", MK_ABS, limit: 0) { abs($0) },
    FloatFunction("neg", MK_NEG, limit: 0) { -$0 },
  ]
}

/// The error of `got` in units of the last place of `exact`, as a Float has it there; infinity counts as 2 to the 128.
func unitsInLastPlace(_ got: Float, exact: Double) -> Double {
  if exact.isNaN || got.isNaN { return exact.isNaN && got.isNaN ? 0 : .infinity }
  if exact.isInfinite { return Double(got) == exact ? 0 : .infinity }
  let top = 0x1p128
  let value = got.isInfinite ? (got > 0 ? top : -top) : Double(got)
  let bounded = min(max(exact, -top), top)
  let exponent = bounded == 0 ? -149 : min(max(Int(bounded.exponent), -126), 127) - 23
  return abs(value - bounded) / Double(sign: .plus, exponent: exponent, significand: 1)
}
