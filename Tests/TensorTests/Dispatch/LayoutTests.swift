import Tensor
import TestSupport
import Testing

/// Every operation gives on a view what it gives on a contiguous copy of it.
@Suite struct LayoutTests {
  typealias Operation<Scalar: TensorScalar> = (name: String, run: (Tensor<Scalar>) -> [DynamicTensor])

  private func check<Scalar>(_ examples: [Layouts.Example<Scalar>], _ operations: [Operation<Scalar>]) {
    for example in examples {
      let copy = example.copy
      for (name, run) in operations {
        let got = run(example.tensor), want = run(copy)
        #expect(got.count == want.count)
        for (a, b) in zip(got, want) {
          #expect(a.shape == b.shape, "\(name) of \(example)")
          #expect(isSame(a, b), "\(name) of \(example)")
        }
      }
    }
  }

  /// Equal, up to the last places of floating-point sums in another order.
  private func isSame(_ a: DynamicTensor, _ b: DynamicTensor) -> Bool {
    guard a.shape == b.shape, let x = try? a.tensor(as: Double.self), let y = try? b.tensor(as: Double.self) else {
      return false
    }
    return x.allClose(y, rtol: 2e-6, atol: 1e-7, equalNaN: true)
  }

  @Test func unary() {
    let functions: [(Tensor<Float>) -> Tensor<Float>] = [
      exp, log, sqrt, sin, tanh, sigmoid, relu, abs, square, { -$0 }, { clamp($0, min: 2, max: 5) }, { leakyReLU($0) },
    ]
    check(
      Layouts.numbers(Float.self),
      functions.enumerated().map { index, function in ("function \(index)", { [DynamicTensor(function($0))] }) })
  }

  @Test func arithmetic() {
    let operations: [Operation<Float>] = [
      ("x + x", { [DynamicTensor($0 + $0)] }), ("x + 1", { [DynamicTensor($0 + 1)] }),
      ("1 - x", { [DynamicTensor(1 - $0)] }),
      ("x * copy", { [DynamicTensor($0 * $0.contiguous())] }), ("copy / x", { [DynamicTensor($0.contiguous() / $0)] }),
      ("x ** 2", { [DynamicTensor($0 ** 2)] }), ("x + x.mean", { [DynamicTensor($0 + $0.mean())] }),
      ("x .> 3", { [DynamicTensor($0 .> 3)] }), ("x .== x", { [DynamicTensor($0 .== $0)] }),
      ("replacing", { x in [DynamicTensor(x.replacing(with: 0, where: x .> 3))] }),
      (
        "cast",
        { [DynamicTensor(Tensor<Int32>($0)), DynamicTensor(Tensor<UInt8>($0)), DynamicTensor(Tensor<Bool>($0))] }
      ),
      (
        "in place",
        { x in
          var y = x
          y += 1
          y *= x
          y -= x.max0
          return [DynamicTensor(y), DynamicTensor(x)]
        }
      ),
    ]
    check(Layouts.numbers(Float.self), operations)
  }

  @Test func reductions() {
    var operations: [Operation<Float>] = [
      ("sum", { [DynamicTensor($0.sum())] }), ("mean", { [DynamicTensor($0.mean())] }),
      ("variance", { [DynamicTensor($0.variance())] }), ("norm", { [DynamicTensor($0.norm())] }),
      ("logSumExp", { [DynamicTensor($0.logSumExp())] }), ("prod", { [DynamicTensor(($0 / 20).prod())] }),
      (
        "max",
        { $0.count > 0 ? [DynamicTensor($0.max()), DynamicTensor($0.argmax()), DynamicTensor($0.argmin())] : [] }
      ),
      ("any", { [DynamicTensor($0.any()), DynamicTensor($0.all()), DynamicTensor($0.countNonzero())] }),
    ]
    for axis in [0, 1, -1, -2] {
      func line(_ body: @escaping (Tensor<Float>) -> [DynamicTensor]) -> (Tensor<Float>) -> [DynamicTensor] {
        { x in x.shape.indices.contains(axis < 0 ? axis + x.rank : axis) ? body(x) : [] }
      }
      operations += [
        (
          "sum \(axis)",
          line { [DynamicTensor($0.sum(axis: axis)), DynamicTensor($0.sum(axis: axis, keepDims: true))] }
        ),
        (
          "variance \(axis)",
          line { [DynamicTensor($0.variance(axis: axis)), DynamicTensor($0.std(axis: axis, correction: 0))] }
        ),
        (
          "logSumExp \(axis)",
          line { [DynamicTensor($0.logSumExp(axis: axis)), DynamicTensor($0.norm(.one, axis: axis))] }
        ),
        (
          "max \(axis)",
          line { x in
            x.shape[axis < 0 ? axis + x.rank : axis] == 0
              ? []
              : [
                DynamicTensor(x.max(axis: axis)), DynamicTensor(x.argmax(axis: axis)),
                DynamicTensor(x.argmin(axis: axis)),
              ]
          }
        ),
        (
          "softmax \(axis)",
          line { [DynamicTensor(softmax($0, axis: axis)), DynamicTensor(logSoftmax($0, axis: axis))] }
        ),
        ("cumsum \(axis)", line { [DynamicTensor($0.cumsum(axis: axis)), DynamicTensor($0.argsort(axis: axis))] }),
        ("sorted \(axis)", line { [DynamicTensor($0.sorted(axis: axis, descending: true))] }),
      ]
    }
    operations.append(
      (
        "sum of several",
        { $0.rank < 3 ? [] : [DynamicTensor($0.sum(axes: [0, -1])), DynamicTensor($0.mean(axes: [1, 0]))] }
      ))
    check(Layouts.numbers(Float.self), operations)
  }

  @Test func shapes() {
    let operations: [Operation<Int32>] = [
      ("reshaped", { [DynamicTensor($0.reshaped(-1 * ($0.count > 0 ? 1 : 0)))] }),
      ("flattened", { [DynamicTensor($0.flattened())] }), ("transposed", { [DynamicTensor($0.transposed())] }),
      ("squeezed", { [DynamicTensor($0.squeezed())] }),
      ("unsqueezed", { $0.rank < 8 ? [DynamicTensor($0.unsqueezed(axis: -1))] : [] }),
      ("flipped", { x in [DynamicTensor(x.flipped(axes: Array(0..<x.rank)))] }),
      ("concat", { $0.rank > 0 ? [DynamicTensor(Tensor.concat([$0, $0, $0.flipped(axis: 0)], axis: -1))] : [] }),
      ("stack", { $0.rank < 8 ? [DynamicTensor(Tensor.stack([$0, $0], axis: 0))] : [] }),
      ("tiled", { $0.rank < 8 ? [DynamicTensor($0.tiled([2, 1]))] : [] }),
      ("repeated", { $0.rank > 0 && $0.rank < 8 ? [DynamicTensor($0.repeated(3, axis: 0))] : [] }),
      ("rolled", { $0.rank > 0 ? [DynamicTensor($0.rolled(1, axis: -1))] : [] }),
      ("padded", { x in [DynamicTensor(x.padded(Array(repeating: (1, 2), count: x.rank), value: 7))] }),
      (
        "tril",
        {
          $0.rank > 1
            ? [DynamicTensor($0.tril()), DynamicTensor($0.triu(diagonal: 1)), DynamicTensor($0.diagonal())] : []
        }
      ),
      ("take", { $0.rank > 0 && $0.shape[0] > 0 ? [DynamicTensor($0.take([0, -1, 0]))] : [] }),
      (
        "take last",
        { x in x.count > 0 && x.rank > 0 && x.rank < 8 ? [DynamicTensor(x.take([[-1], [0]], axis: -1))] : [] }
      ),
      ("gather", { x in x.rank > 0 ? [DynamicTensor(x.gather(x.argsort(axis: 0), axis: 0))] : [] }),
      ("unique", { [DynamicTensor($0.unique()), DynamicTensor($0.uniqueElements().inverse)] }),
      ("nonzero", { ($0 - 7).nonzero().map { DynamicTensor($0) } }), ("mask", { x in [DynamicTensor(x[x .> 20])] }),
      ("scalars", { [DynamicTensor(Tensor($0.scalars))] }),
    ]
    check(Layouts.numbers(Int32.self), operations)
  }

  @Test func products() {
    let operations: [Operation<Double>] = [
      ("x xᵀ", { $0.rank >= 2 ? [DynamicTensor(matmul($0, $0.transposed(-1, -2)))] : [] }),
      ("xᵀ x", { $0.rank >= 2 ? [DynamicTensor(matmul($0.transposed(-1, -2), $0))] : [] }),
      ("x v", { x in x.rank >= 1 ? [DynamicTensor(matmul(x, Tensor<Double>.ones([x.shape[x.rank - 1]])))] : [] }),
      ("v x", { x in x.rank >= 2 ? [DynamicTensor(matmul(Tensor<Double>.ones([x.shape[x.rank - 2]]), x))] : [] }),
      ("svdvals", { $0.rank >= 2 ? [DynamicTensor(Linalg.svdvals($0))] : [] }),
      ("einsum", { $0.rank == 2 ? [DynamicTensor(einsum("ij,kj->ki", $0, $0))] : [] }),
    ]
    check(Layouts.numbers(Double.self), operations)
    check(
      Layouts.numbers(Int.self), [("x xᵀ", { $0.rank >= 2 ? [DynamicTensor(matmul($0, $0.transposed(-1, -2)))] : [] })])
  }
}

extension Tensor where Scalar: NumericScalar {
  /// The greatest element, 0 without elements.
  fileprivate var max0: Tensor { count == 0 ? Tensor(.zeroScalar) : max() }
}
