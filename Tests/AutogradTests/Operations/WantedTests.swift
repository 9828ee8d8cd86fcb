import Autograd
import Tensor
import Testing

@Suite struct WantedTests {
  @Test func gradientsOfFirstAndSecondOrder() throws {
    let x: Tensor<Double> = [[0.5, -1.5, 2], [1, 0.25, -0.75]]
    try gradientCheck([x], order: 2) { v in
      exp(v[0].diff()).sum() + exp(v[0].diff(axis: 0)).sum() + exp(v[0].diff(n: 2)).sum()
    }
    try gradientCheck([x, x * 2], order: 2) { v in
      exp(v[0].scatterAdding(v[1], at: [[0, 2], [1, 1]], axis: 1)).sum()
        + exp(v[0].indexAdding(v[1], at: [1, 1])).sum()
    }
    let square: Tensor<Double> = [[[2, 1], [0.5, 3]], [[-1, 4], [2, 1]]]
    try gradientCheck([square], order: 2) { v in Linalg.slogdet(v[0]).logAbsDet.sum() }
    try gradientCheck([x], order: 2) { v in exp(v[0].nanSum(axis: 0)).sum() + exp(v[0].nanMean(axis: 1)).sum() }
  }

  /// One singular matrix spoils no other.
  @Test func gradientsOfSingularMatrices() {
    let x = Variable([[[2, 0], [0, 4]], [[0, 1], [0, 0]]] as Tensor<Double>)
    Linalg.slogdet(x).logAbsDet.sum().backward()
    #expect(x.grad![0] == [[0.5, 0], [0, 0.25]] && x.grad![1].isNaN().all().item())
  }

  /// What is no number is counted out, and gets no gradient.
  @Test func gradientsBesideNaN() {
    let x = Variable(Tensor<Float>([1, .nan, 3, .infinity]))
    x.nanToNum(posInf: 5).sum().backward()
    #expect(x.grad == [1, 0, 1, 0])
    let y = Variable(Tensor<Float>([1, .nan, 3]))
    y.nanMean().backward()
    #expect(y.grad == [0.5, 0, 0.5] && y.nanMean().item() == 2)
  }
}
