import Kernels
import Testing

/// The kernels of one level of the processor, by Swift arrays. Every output has a guard element behind it, which must
/// stay as it was.
struct KernelLevel: Sendable, CustomTestStringConvertible {
  let index: Int32

  /// All levels that this machine can run, the lowest first.
  static let all: [KernelLevel] = (0..<3).filter { mk_level_at($0) != nil }.map(KernelLevel.init)

  var testDescription: String { "level \(index)" }
  var functions: mk_level { mk_level_at(index).pointee }

  /// Entry [row][type] of a table.
  func entry<Function>(_ table: UnsafeRawPointer, _ row: UInt32, _ type: mk_type) -> Function? {
    let place = (Int(row) * Int(MK_TYPES.rawValue) + Int(type.rawValue)) * MemoryLayout<Function?>.stride
    return table.load(fromByteOffset: place, as: Function?.self)
  }

  func unary(_ op: mk_unary_op, _ type: mk_type) -> mk_unary_fn? { entry(functions.unary, op.rawValue, type) }
  func binary(_ op: mk_binary_op, _ type: mk_type) -> mk_binary_fn? { entry(functions.binary, op.rawValue, type) }
  func compare(_ op: mk_compare_op, _ type: mk_type) -> mk_binary_fn? { entry(functions.compare, op.rawValue, type) }
  func reduce(_ op: mk_reduce_op, _ type: mk_type) -> mk_reduce_fn? { entry(functions.reduce, op.rawValue, type) }
  func scan(_ op: mk_scan_op, _ type: mk_type) -> mk_scan_fn? { entry(functions.scan, op.rawValue, type) }
  func gradient(_ op: mk_unary_op, _ type: mk_type) -> mk_unary_gradient_fn? {
    entry(functions.unary_gradient, op.rawValue, type)
  }

  /// y = f(x), contiguous.
  func apply<S: KernelScalar, R: KernelScalar>(
    _ op: mk_unary_op, _ x: [S], _ p: Double = 0, _ q: Double = 0, as: R.Type
  ) -> [R] {
    let function = unary(op, S.kernelType)!
    return filled(x.count) { function($0, x, 1, x.count, p, q) }
  }

  func apply<S: KernelScalar>(_ op: mk_unary_op, _ x: [S], _ p: Double = 0, _ q: Double = 0) -> [S] {
    apply(op, x, p, q, as: S.self)
  }

  func apply<S: KernelScalar>(_ op: mk_binary_op, _ a: [S], _ b: [S]) -> [S] {
    let function = binary(op, S.kernelType)!
    return filled(a.count) { function($0, a, 1, b, 1, a.count) }
  }

  func apply<S: KernelScalar>(_ op: mk_compare_op, _ a: [S], _ b: [S]) -> [UInt8] {
    let function = compare(op, S.kernelType)!
    return filled(a.count) { function($0, a, 1, b, 1, a.count) }
  }

  /// [outer, n, inner] over its middle axis.
  func apply<S: KernelScalar, R: KernelScalar>(
    _ op: mk_reduce_op, _ x: [S], _ outer: Int, _ n: Int, _ inner: Int, as: R.Type
  ) -> [R] {
    let function = reduce(op, S.kernelType)!
    return filled(outer * inner) { function($0, x, outer, n, inner) }
  }

  func apply<S: KernelScalar>(_ op: mk_reduce_op, _ x: [S], _ outer: Int, _ n: Int, _ inner: Int) -> [S] {
    apply(op, x, outer, n, inner, as: S.self)
  }

  func apply<S: KernelScalar>(_ op: mk_scan_op, _ x: [S], _ outer: Int, _ n: Int, _ inner: Int) -> [S] {
    let function = scan(op, S.kernelType)!
    return filled(x.count) { function($0, x, outer, n, inner) }
  }
}

/// A scalar that kernels know.
protocol KernelScalar: Numeric, BitwiseCopyable, Sendable {
  static var kernelType: mk_type { get }
  static var guardValue: Self { get }
}
extension Float: KernelScalar {
  static var kernelType: mk_type { MK_F32 }
  static var guardValue: Self { -12345 }
}
extension Double: KernelScalar {
  static var kernelType: mk_type { MK_F64 }
  static var guardValue: Self { -12345 }
}
extension Int32: KernelScalar {
  static var kernelType: mk_type { MK_I32 }
  static var guardValue: Self { -12345 }
}
extension Int64: KernelScalar {
  static var kernelType: mk_type { MK_I64 }
  static var guardValue: Self { -12345 }
}
extension UInt8: KernelScalar {
  static var kernelType: mk_type { MK_U8 }
  static var guardValue: Self { 171 }
}
extension UInt32: KernelScalar {
  static var kernelType: mk_type { MK_I32 }
  static var guardValue: Self { 12345 }
}

/// The `count` elements that `body` writes; an element written behind them stops the test.
func filled<R: KernelScalar>(_ count: Int, _ body: (UnsafeMutablePointer<R>) -> Void) -> [R] {
  var result = [R](repeating: R.guardValue, count: count + 1)
  result.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  precondition(result.removeLast() == R.guardValue, "a kernel wrote behind its output")
  return result
}

/// Numbers that are the same in every run, and of which no two are alike: uniform in -1 ..< 1.
struct Scatter {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
  }

  static func doubles(_ count: Int, seed: UInt64 = 1, scale: Double = 1) -> [Double] {
    var source = Scatter(seed)
    return (0..<count).map { _ in scale * source.next() }
  }

  static func floats(_ count: Int, seed: UInt64 = 1, scale: Double = 1) -> [Float] {
    doubles(count, seed: seed, scale: scale).map(Float.init)
  }
}

/// Equal bit for bit, zeros by their sign too; NaN equals NaN.
func identical(_ a: [Float], _ b: [Float]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
}

func identical(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
}

/// The largest difference, in units of `scale`; infinite where one is NaN alone.
func distance(_ a: [Double], _ b: [Double], scale: Double = 1) -> Double {
  zip(a, b).reduce(0) { worst, pair in
    if pair.0 == pair.1 || (pair.0.isNaN && pair.1.isNaN) { return worst }
    let difference = abs(pair.0 - pair.1) / scale
    return difference.isNaN ? .infinity : max(worst, difference)
  }
}

/// The sum with what each addition lost added at the end (Neumaier).
func compensatedSum(_ x: [Double]) -> Double {
  var (sum, lost) = (0.0, 0.0)
  for value in x {
    let next = sum + value
    lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
  return sum + lost
}
