import Autograd
import Tensor
import Testing

/// Lines as formulas are written: that the compiler takes them at all, and in milliseconds, is what is tested. It gave up on
/// some of them where a variable's scalar was more to it than that of a tensor.
@Suite struct ExpressionTests {
  private let x: Tensor<Float> = [[1, 2], [3, 4]], y: Tensor<Float> = [[1], [2]]
  private let w = Variable<Float>([[2], [-1]]), b = Variable<Float>([1])

  @Test func losses() {
    let lambda: Float = 0.1
    let ridge = ((matmul(x, w) + b - y) ** 2).mean() + 0.5 * lambda * (w ** 2).sum()
    #expect(abs(ridge.item() - 0.75) < 1e-6)
    let hinge = maximum(0, 1 - y * matmul(x, w)).mean() + 0.5 * 1e-3 * (w * w).sum()
    #expect(abs(hinge.item() - 0.5025) < 1e-6)
    let entropy = -(y * log(sigmoid(matmul(x, w))) + (1 - y) * log(1 - sigmoid(matmul(x, w)))).mean()
    #expect(entropy.shape == [])
  }

  @Test func polynomials() {
    let p = 3 * w ** 2 - 2 * w + 1 - 4 * w ** 3 + 5 * w ** 4
    #expect(p.value == [[57], [15]])
    let q = 3 * w - 2 * w + 1 - 4 * w + 5 * w - 6 / w + 7 * w
    #expect(q.value == [[16], [-2]])
    let r = 1 + 2 * w + 3 * w * w + 4 * w * w * w + 5 * w * w * w * w
    #expect(r.value == [[129], [3]])
  }

  @Test func activations() {
    let gelu = 0.5 * w * (1 + erf(w / 1.4142135)) + 0.04 * w ** 3 * 0.79
    let sigmoids = 1 / (1 + exp(-(matmul(x, w) + b))) - 0.5 * (1 + tanh(0.5 * (matmul(x, w) + b)))
    let normal = (w - w.mean()) / (w.variance(correction: 0) + 1e-5) ** 0.5 * 2 + 1
    #expect(gelu.shape == [2, 1] && abs(sigmoids).value.max().item() < 1e-6 && abs(normal.mean().item() - 1) < 1e-6)
  }
}
