import Foundation
public import Tensor

/// One golden case: inputs, parameters and the results that PyTorch computed for them.
public struct GoldenCase: Sendable {
  /// A name for messages.
  public let id: String
  /// Which operation.
  public let operation: String
  /// What goes in, in order.
  public let inputs: [DynamicTensor]
  /// Whether the array of an input is its transpose, so that the input is a strided view of it.
  public let transposed: [Bool]
  /// The operation's parameters.
  public let parameters: GoldenParameters
  /// The expected results.
  public let outputs: [DynamicTensor]
  /// The gradient that arrives at each output; empty where there is none.
  public let cotangents: [DynamicTensor]
  /// The expected gradient of each input; nil where there is none.
  public let gradients: [DynamicTensor?]
  /// Relative and absolute tolerance.
  public let rtol: Double, atol: Double

  /// Whether it is of a layer that is more than a function; `NN` runs those.
  public var isOfModule: Bool {
    ["batch_norm", "dropout"].contains(operation) || operation == "embedding" && parameters.has("padding_idx")
  }

  /// Input `index`, strided where the case asks for it.
  public func input<Scalar: TensorScalar>(_ index: Int, as _: Scalar.Type = Scalar.self) throws -> Tensor<Scalar> {
    let tensor = try inputs[index].tensor(as: Scalar.self)
    return index < transposed.count && transposed[index] ? tensor.transposed(-1, -2) : tensor
  }

  /// What is wrong with a result, or nil.
  public func difference(_ got: DynamicTensor, from want: DynamicTensor) -> String? {
    guard got.shape == want.shape else { return "\(id): shape \(got.shape), not \(want.shape)" }
    if let got = got.integers, let want = want.integers {
      guard let place = got.indices.first(where: { got[$0] != want[$0] }) else { return nil }
      return "\(id): element \(place) is \(got[place]), not \(want[place])"
    }
    guard let got = try? got.tensor(as: Double.self).scalars, let want = try? want.tensor(as: Double.self).scalars
    else { return "\(id): \(got.scalarType) where \(want.scalarType) is wanted" }
    let place = got.indices.first { index in
      let (a, b) = (got[index], want[index])
      if a == b || (a.isNaN && b.isNaN) { return false }
      return !(b.isFinite && a.isFinite && Swift.abs(a - b) <= atol + rtol * Swift.abs(b))
    }
    return place.map { "\(id): element \($0) is \(got[$0]), not \(want[$0])" }
  }
}

extension DynamicTensor {
  /// The elements, if they are integers or truth values.
  fileprivate var integers: [Int]? {
    scalarType == .float || scalarType == .double ? nil : try? tensor(as: Int.self).scalars
  }
}

/// The parameters of a case, under the names that PyTorch or NumPy gives them.
public struct GoldenParameters: @unchecked Sendable {
  // Sendable because JSON objects are not changed after they are read.
  private let values: [String: Any]

  init(_ values: [String: Any]) { self.values = values }

  /// Whether there is one of that name.
  public func has(_ name: String) -> Bool { values[name] != nil && !(values[name] is NSNull) }

  /// A number; `"inf"`, `"-inf"` and `"nan"` stand for themselves.
  public func number(_ name: String) -> Double? { values[name].flatMap(Self.number) }

  private static func number(_ value: Any) -> Double? {
    (value as? NSNumber)?.doubleValue ?? (value as? String).flatMap(Double.init)
  }

  /// A whole number.
  public func integer(_ name: String) -> Int? { (values[name] as? NSNumber)?.intValue }

  /// Whole numbers, lists within lists one after the other; a single one is a list of one.
  public func integers(_ name: String) -> [Int]? {
    values[name].map { Self.leaves($0).compactMap { ($0 as? NSNumber)?.intValue } }
  }

  private static func leaves(_ value: Any) -> [Any] { (value as? [Any])?.flatMap(leaves) ?? [value] }

  /// Numbers, nested as a tensor's literal is.
  public func tensor(_ name: String) -> Tensor<Double>? { values[name].flatMap(Self.tensor) }

  private static func tensor(_ value: Any) -> Tensor<Double>? {
    guard let items = value as? [Any] else { return number(value).map { Tensor($0) } }
    return items.isEmpty ? .zeros([0]) : .stack(items.compactMap(tensor), axis: 0)
  }

  /// `slices`: one `[start, stop, step]` for each axis, clipped to it and counted from its end as NumPy does it.
  public func slices(of shape: Shape) -> [TensorIndex] {
    zip(rows("slices") ?? [], shape).map { row, length in
      let step = row[2] ?? 1
      let (lowest, highest) = step > 0 ? (0, length) : (-1, length - 1)
      func place(_ given: Int?, _ missing: Int) -> Int {
        guard let given else { return missing }
        return min(max(given < 0 ? given + length : given, lowest), highest)
      }
      let (start, stop) = (place(row[0], step > 0 ? lowest : highest), place(row[1], step > 0 ? highest : lowest))
      return stride(from: start, to: stop, by: step).tensorIndex
    }
  }

  /// The lengths of the parts of an axis: `sizes`, which may be one size for all parts but the last.
  public func parts(of shape: Shape, axis: Int) -> [Int] {
    guard let size = integer("sizes") else { return integers("sizes") ?? [] }
    let length = shape[axis < 0 ? axis + shape.count : axis]
    return stride(from: 0, to: length, by: size).map { min(size, length - $0) }
  }

  /// Lists of numbers that may be missing.
  public func rows(_ name: String) -> [[Int?]]? {
    (values[name] as? [[Any]])?.map { $0.map { ($0 as? NSNumber)?.intValue } }
  }

  /// `ord`; nil where it is none that a tensor knows.
  public var normOrder: NormOrder? {
    let orders: [Double: NormOrder] = [1: .one, 2: .two, .infinity: .infinity]
    return text("ord") == "fro" ? .two : orders[number("ord") ?? 2]
  }

  /// A truth value.
  public func flag(_ name: String) -> Bool? { (values[name] as? NSNumber)?.boolValue }

  /// A word.
  public func text(_ name: String) -> String? { values[name] as? String }

  /// Numbers, lists within lists one after the other.
  public func numbers(_ name: String) -> [Double]? {
    values[name].map { Self.leaves($0).compactMap(Self.number) }
  }
}
