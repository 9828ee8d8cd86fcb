import Tensor
import TestSupport

/// The operation that each golden case names.
enum GoldenOperations {
  /// The results, or nil for an operation that is not known.
  static func run(_ item: GoldenCase) throws -> [DynamicTensor]? {
    // Arithmetic happens in the type of the result, as PyTorch promotes it; what gives no number, in that of the input.
    let result = item.outputs.first?.scalarType ?? .float, input = item.inputs.first?.scalarType ?? .float
    let type =
      comparisons.contains(item.operation)
      ? item.inputs.map(\.scalarType).max { promotion[$0]! < promotion[$1]! } ?? input
      : keepsInputType.contains(item.operation) || result == .bool ? input : result
    switch type {
    case .float: return try floating(item, Float.self)
    case .double: return try floating(item, Double.self)
    case .int32: return try numeric(item, Int32.self)
    case .int: return try numeric(item, Int.self)
    case .uint8: return try numeric(item, UInt8.self)
    case .bool: return try anything(item, Bool.self)
    }
  }

  private static let keepsInputType: Set<String> = ["argmax", "argmin", "argsort"]
  private static let comparisons: Set<String> = ["eq", "ne", "lt", "le", "gt", "ge"]
  /// Of two types the one with the greater number holds the result, in PyTorch.
  private static let promotion: [ScalarType: Int] = [
    .bool: 0, .uint8: 1, .int32: 2, .int: 3, .float: 4, .double: 5,
  ]

  private static func anything<Scalar: TensorScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    try logical(item, Scalar.self) ?? shaped(item, Scalar.self) ?? ordered(item, Scalar.self)
      ?? extremes(item, Scalar.self) ?? truths(item)
  }

  private static func numeric<Scalar: NumericScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    try binary(item, Scalar.self) ?? compared(item, Scalar.self) ?? whole(item, Scalar.self)
      ?? totals(item, Scalar.self) ?? anything(item, Scalar.self)
  }

  private static func floating<Scalar: FloatingScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    try unary(item, Scalar.self) ?? parametric(item, Scalar.self) ?? statistics(item, Scalar.self)
      ?? solved(item, Scalar.self) ?? numeric(item, Scalar.self)
  }
}

extension GoldenOperations {
  private static func unary<Scalar: FloatingScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let functions: [String: (Tensor<Scalar>) -> Tensor<Scalar>] = [
      "exp": exp, "expm1": expm1, "log": log, "log1p": log1p, "log2": log2, "log10": log10, "sqrt": sqrt,
      "rsqrt": rsqrt, "reciprocal": reciprocal, "sin": sin, "cos": cos, "tan": tan, "asin": asin, "acos": acos,
      "atan": atan, "sinh": sinh, "cosh": cosh, "tanh": tanh, "sigmoid": sigmoid, "silu": silu, "softplus": softplus,
      "erf": erf,
    ]
    guard let function = functions[item.operation] else { return nil }
    return [DynamicTensor(function(try item.input(0)))]
  }

  private static func parametric<Scalar: FloatingScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]?
  {
    let p = item.parameters
    func number(_ name: String) -> Scalar? { p.number(name).map { Scalar($0) } }
    func x() throws -> Tensor<Scalar> { try item.input(0) }
    switch item.operation {
    case "leaky_relu": return [DynamicTensor(leakyReLU(try x(), negativeSlope: number("negative_slope") ?? 0.01))]
    case "elu": return [DynamicTensor(elu(try x(), alpha: number("alpha") ?? 1))]
    case "gelu": return [DynamicTensor(gelu(try x(), approximate: p.text("approximate") == "tanh" ? .tanh : .none))]
    case "atan2": return [DynamicTensor(atan2(try x(), try item.input(1)))]
    case "softmax": return [DynamicTensor(softmax(try x(), axis: p.integer("axis") ?? -1))]
    case "log_softmax": return [DynamicTensor(logSoftmax(try x(), axis: p.integer("axis") ?? -1))]
    default: return nil
    }
  }

  private static func whole<Scalar: NumericScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let functions: [String: (Tensor<Scalar>) -> Tensor<Scalar>] = [
      "neg": { -$0 }, "abs": abs, "sign": sign, "square": square, "floor": floor, "ceil": ceil, "round": round,
      "relu": relu,
    ]
    if let function = functions[item.operation] { return [DynamicTensor(function(try item.input(0)))] }
    guard item.operation == "clamp" else { return nil }
    let (low, high) = (item.parameters.number("min"), item.parameters.number("max"))
    return [
      DynamicTensor(
        clamp(
          try item.input(0, as: Scalar.self), min: low.map { Scalar(nearest: $0) },
          max: high.map { Scalar(nearest: $0) })
      )
    ]
  }

  private static func binary<Scalar: NumericScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let functions: [String: (Tensor<Scalar>, Tensor<Scalar>) -> Tensor<Scalar>] = [
      "add": { $0 + $1 }, "sub": { $0 - $1 }, "mul": { $0 * $1 }, "div": { $0 / $1 }, "pow": { $0 ** $1 },
      "maximum": { maximum($0, $1) }, "minimum": { minimum($0, $1) }, "matmul": { matmul($0, $1) },
      "outer": { $0.outer($1) },
    ]
    guard let function = functions[item.operation] else { return nil }
    return [DynamicTensor(function(try item.input(0), try item.input(1)))]
  }

  private static func compared<Scalar: NumericScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let functions: [String: (Tensor<Scalar>, Tensor<Scalar>) -> Tensor<Bool>] = [
      "lt": { $0 .< $1 }, "le": { $0 .<= $1 }, "gt": { $0 .> $1 }, "ge": { $0 .>= $1 },
    ]
    guard let function = functions[item.operation] else { return nil }
    return [DynamicTensor(function(try item.input(0), try item.input(1)))]
  }

  private static func logical<Scalar: TensorScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    func x(_ index: Int = 0) throws -> Tensor<Scalar> { try item.input(index) }
    let p = item.parameters
    switch item.operation {
    case "eq": return [DynamicTensor(try x() .== x(1))]
    case "ne": return [DynamicTensor(try x() .!= x(1))]
    case "where": return [DynamicTensor(try x(2).replacing(with: x(1), where: item.input(0)))]
    case "masked_fill":
      let value = try DynamicTensor(Tensor<Double>(p.number("value") ?? 0)).as(Scalar.self)
      return [DynamicTensor(try x().replacing(with: value, where: item.input(1)))]
    case "all", "any":
      let axes = p.integers("axis"), keep = p.flag("keepdims") ?? false
      let tensor = try x()
      if item.operation == "all" {
        return [DynamicTensor(axes.map { tensor.all(axes: $0, keepDims: keep) } ?? tensor.all())]
      }
      return [DynamicTensor(axes.map { tensor.any(axes: $0, keepDims: keep) } ?? tensor.any())]
    default: return nil
    }
  }
}

extension GoldenOperations {
  /// Arithmetic and order of truth values, which numbers have under their own names.
  private static func truths(_ item: GoldenCase) throws -> [DynamicTensor]? {
    let functions: [String: (Tensor<Bool>, Tensor<Bool>) -> Tensor<Bool>] = [
      "add": { $0 .| $1 }, "mul": { $0 .& $1 }, "maximum": { $0 .| $1 }, "minimum": { $0 .& $1 },
      "lt": { .!$0 .& $1 }, "le": { .!$0 .| $1 }, "gt": { $0 .& .!$1 }, "ge": { $0 .| .!$1 },
    ]
    guard let function = functions[item.operation] else { return nil }
    return [DynamicTensor(function(try item.input(0), try item.input(1)))]
  }
}

extension DynamicTensor {
  /// Converted to any type, as `Tensor.init(_:)` does it.
  func `as`<Scalar: TensorScalar>(_: Scalar.Type) throws -> Tensor<Scalar> {
    switch scalarType {
    case .float: Tensor<Scalar>(try tensor(as: Float.self))
    case .double: Tensor<Scalar>(try tensor(as: Double.self))
    case .int32: Tensor<Scalar>(try tensor(as: Int32.self))
    case .int: Tensor<Scalar>(try tensor(as: Int.self))
    case .uint8: Tensor<Scalar>(try tensor(as: UInt8.self))
    case .bool: Tensor<Scalar>(try tensor(as: Bool.self))
    }
  }
}
