import Tensor

/// Numbers that both sides can make: (i mod 1000) / 500 − 1.
func pattern(_ shape: Shape) -> Tensor<Float> {
  Tensor(shape: shape) { out in for i in 0..<out.count { out[i] = Float(i % 1000) / 500 - 1 } }
}

/// A result that is kept until the next one. What Swift checks of a captured variable would be measured with it.
private final class Kept<Result>: @unchecked Sendable {
  // One thread measures.
  @exclusivity(unchecked) var result: Result?
}

private func row(
  _ name: String, _ shape: String, wanted: Double, _ prepare: @escaping @Sendable () -> () -> Tensor<Float>
) -> Row {
  Row(name: name, shape: shape, wanted: wanted, peer: "tensor") {
    let body = prepare()
    let kept = Kept<Tensor<Float>>()
    return Work(
      run: { kept.result = body() },
      check: {
        let result = kept.result!.flattened()
        return Double(result[0..<Swift.min(result.count, 1000)].sum().item())
      })
  }
}

private func elementwise(
  _ name: String, wanted: Double, _ function: @escaping @Sendable (Tensor<Float>) -> Tensor<Float>
) -> Row {
  row("\(name) 10M", "10,000,000 floats", wanted: wanted) {
    let x = pattern([10_000_000])
    return { function(x) }
  }
}

private func product(_ name: String, _ n: Int, _ k: Int, _ m: Int, wanted: Double) -> Row {
  row("matmul \(name)", "\(n)×\(k) · \(k)×\(m)", wanted: wanted) {
    let (a, b) = (pattern([n, k]), pattern([k, m]))
    return { matmul(a, b) }
  }
}

let tensorRows: [Row] = [
  row("add 10", "10 floats", wanted: 30) {
    let (a, b) = (pattern([10]), pattern([10]))
    return { a + b }
  },
  row("add 10M", "10,000,000 floats, a fresh result", wanted: 6) {
    let (a, b) = (pattern([10_000_000]), pattern([10_000_000]))
    return { a + b }
  },
  elementwise("exp", wanted: 3) { exp($0) },
  elementwise("tanh", wanted: 3) { tanh($0) },
  elementwise("sigmoid", wanted: 3) { sigmoid($0) },
  elementwise("relu", wanted: 3) { relu($0) },
  row("softmax rows", "10,000 × 1,000", wanted: 3.5) {
    let x = pattern([10_000, 1_000])
    return { softmax(x, axis: 1) }
  },
  row("sum 10M", "10,000,000 floats", wanted: 1) {
    let x = pattern([10_000_000])
    return { x.sum() }
  },
  row("max 10M", "10,000,000 floats", wanted: 1) {
    let x = pattern([10_000_000])
    return { x.max() }
  },
  Row(name: "argmax rows", shape: "10,000 × 1,000", wanted: 3, peer: "tensor") {
    let x = pattern([10_000, 1_000])
    let kept = Kept<Tensor<Int32>>()
    return Work(run: { kept.result = x.argmax(axis: 1) }, check: { Double(kept.result!.sum().item()) })
  },
  row("transpose", "10,000 × 1,000, made contiguous", wanted: 5) {
    let x = pattern([10_000, 1_000])
    return { x.transposed().contiguous() }
  },
  row("add row", "10,000 × 1,000 + 1,000", wanted: 3) {
    let x = pattern([10_000, 1_000]), row = pattern([1_000])
    return { x + row }
  },
  Row(name: "normal 10M", shape: "10,000,000 floats", wanted: 4, peer: "tensor") {
    nonisolated(unsafe) var rng = RandomGenerator(seed: 1)
    let kept = Kept<Tensor<Float>>()
    // The numbers differ, so what is compared is the rounded standard deviation.
    return Work(
      run: { kept.result = Tensor<Float>.normal([10_000_000], using: &rng) },
      check: { Double((kept.result!.std().item() * 100).rounded()) })
  },
  product("10×2·2×1", 10, 2, 1, wanted: 20),
  product("256", 256, 256, 256, wanted: 1),
  product("512", 512, 512, 512, wanted: 1),
  product("1024", 1024, 1024, 1024, wanted: 1),
  product("2048", 2048, 2048, 2048, wanted: 1),
  product("256×784·784×256", 256, 784, 256, wanted: 1),
  product("256×784·784×10", 256, 784, 10, wanted: 4),
  row("take rows", "256 rows of 60,000 × 784", wanted: 2) {
    let x = pattern([60_000, 784])
    let indices = Tensor<Int32>.arange(256) * 229 % 60_000
    return { x.take(indices, axis: 0) }
  },
  elementwise("pow 2", wanted: 1) { $0 ** 2 },
  elementwise("remainder", wanted: 1) { $0 % 0.3 },
  row("einsum ij,ij->ij", "1,000 × 1,000", wanted: 1) {
    let x = pattern([1_000, 1_000])
    return { einsum("ij,ij->ij", x, x) }
  },
  row("einsum ij,j->ij", "1,000 × 1,000, 1,000", wanted: 1) {
    let (x, y) = (pattern([1_000, 1_000]), pattern([1_000]))
    return { einsum("ij,j->ij", x, y) }
  },
  row("nested literal", "1,000 rows of 1,000 floats, as arrays", wanted: 1) {
    let rows = (0..<1_000).map { pattern([1_000_000])[($0 * 1_000)..<(($0 + 1) * 1_000)].scalars }
    return { Tensor<Float>(rows) }
  },
]
