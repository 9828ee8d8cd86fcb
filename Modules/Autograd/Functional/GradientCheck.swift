public import Tensor

/// Where a gradient differs from the slope that differences show.
public struct GradientMismatch: Error, CustomStringConvertible, Sendable {
  /// 1 for a gradient, 2 for the gradient of a gradient.
  public let order: Int
  /// Which input, and which of its elements in row-major order.
  public let input: Int, element: Int
  /// The gradient, and what the differences say.
  public let gradient: Double, difference: Double

  /// `order 1, input 0, element 3: gradient 1.0, differences 2.0`
  public var description: String {
    "order \(order), input \(input), element \(element): gradient \(gradient), differences \(difference)"
  }
}

/// Compares the gradients of a function with five-point differences, (f(x−2h) − 8 f(x−h) + 8 f(x+h) − f(x+2h)) / 12h.
///
///     try gradientCheck([x, w]) { matmul($0[0], $0[1]) }
///
/// The result is weighted with fixed uneven numbers and summed, so that errors do not cancel. With `order` 2 the gradient
/// of that is compared with differences of the gradient too.
///
/// Throws the first `GradientMismatch` beyond atol + rtol · |difference|.
public func gradientCheck(
  _ inputs: [Tensor<Double>], order: Int = 1, step: Double = 1e-3, rtol: Double = 1e-6, atol: Double = 1e-8,
  _ function: ([Variable<Double>]) -> Variable<Double>
) throws(GradientMismatch) {
  let check = GradientCheck(inputs: inputs, step: step, rtol: rtol, atol: atol)
  try check.run(order: 1) { weighted(function($0)) }
  guard order > 1 else { return }
  try check.run(order: 2) { variables in
    let slopes = grad(of: weighted(function(variables)), at: variables, createGraph: true)
    // A slope without a node is constant, and so adds nothing to the next one.
    let parts = slopes.compactMap { $0 }.map { weighted($0) }
    return parts.dropFirst().reduce(parts.first ?? Variable(constant: Tensor(0))) { $0 + $1 }
  }
}

/// Σ of the elements, each with its own weight between 1/2 and 3/2.
private func weighted(_ x: Variable<Double>) -> Variable<Double> {
  let weights = (0..<x.count).map { element in Double((element * 37) % 101) / 101 + 0.5 }
  return (x * Tensor(scalars: weights, shape: x.shape)).sum()
}

private struct GradientCheck {
  let inputs: [Tensor<Double>]
  let step: Double, rtol: Double, atol: Double

  func run(
    order: Int, _ function: ([Variable<Double>]) -> Variable<Double>
  ) throws(GradientMismatch) {
    let variables = inputs.map { Variable($0) }
    let result = function(variables)
    let gradients = result.requiresGrad ? grad(of: result, at: variables) : variables.map { _ in nil }
    for (input, tensor) in inputs.enumerated() {
      let slopes = (gradients[input]?.value ?? .zeros(tensor.shape)).scalars
      for element in 0..<tensor.count {
        let expected = difference(input, element, function)
        let error = Swift.abs(slopes[element] - expected)
        if !(error <= atol + rtol * Swift.abs(expected)) {
          throw GradientMismatch(
            order: order, input: input, element: element, gradient: slopes[element], difference: expected)
        }
      }
    }
  }

  private func difference(
    _ input: Int, _ element: Int, _ function: ([Variable<Double>]) -> Variable<Double>
  ) -> Double {
    func value(_ steps: Double) -> Double {
      // The layout of the input stays what it is: strides are part of what is checked.
      var change = Tensor<Double>.zeros([inputs[input].count])
      change.withUnsafeMutableScalars { $0[element] = steps * step }
      let moved = Moved(inputs[input], by: change.reshaped(inputs[input].shape)).tensor
      let variables = inputs.indices.map { Variable($0 == input ? moved : inputs[$0]) }
      return function(variables).item()
    }
    return (value(-2) - 8 * value(-1) + 8 * value(1) - value(2)) / (12 * step)
  }
}

/// A tensor with something added, laid out with its axes in the order that the original has in memory.
private struct Moved {
  let tensor: Tensor<Double>

  init(_ original: Tensor<Double>, by change: Tensor<Double>) {
    let sum = original + change
    tensor = original.isContiguous || original.rank < 2 ? sum : sum.transposed().contiguous().transposed()
  }
}
