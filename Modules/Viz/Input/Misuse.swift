import Tensor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Stops at a programmer's mistake and says what it is, in release builds too (`precondition` is silent there).
func misuse(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
  fail(message, file: file, line: line)
}

/// Stops unless the condition holds.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { misuse(message()) }
}

/// base to an exponent; spelled out so that only this file meets the C library's mathematics by name.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
func logarithm10(_ value: Double) -> Double { log10(value) }
func sine(_ angle: Double) -> Double { sin(angle) }
func cosine(_ angle: Double) -> Double { cos(angle) }
func exponential(_ value: Double) -> Double { exp(value) }
func naturalLogarithm(_ value: Double) -> Double { log(value) }
func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
