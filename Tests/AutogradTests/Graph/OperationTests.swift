import Autograd
import Tensor
import Testing

// A user's own operation, as its documentation shows it.
struct Cube: Operation {
  var name: String { "cube" }
  func forward(_ inputs: [Tensor<Double>]) -> Tensor<Double> { inputs[0] * inputs[0] * inputs[0] }
  func gradients(
    _ gradient: Variable<Double>, inputs: [Variable<Double>], output: Variable<Double>
  ) -> [Variable<Double>?] {
    [3 * gradient * inputs[0] ** 2]
  }
}

/// Four inputs, one of which gets nothing.
private struct Weighted: Operation {
  var name: String { "weighted" }
  func forward(_ inputs: [Tensor<Double>]) -> Tensor<Double> { inputs[0] * inputs[1] + inputs[2] * inputs[3] }
  func gradients(
    _ gradient: Variable<Double>, inputs: [Variable<Double>], output: Variable<Double>
  ) -> [Variable<Double>?] {
    [gradient * inputs[1], gradient * inputs[0], nil, gradient * inputs[2]]
  }
}

@Suite struct OperationTests {
  @Test func ownOperation() throws {
    let x = Variable<Double>([1, 2])
    let y = Cube()(x)
    #expect(y.value == [1, 8])
    #expect(y.graph.description == "%0 leaf [2]\n%1 cube [2] ← %0")
    y.backward()
    #expect(x.grad! == [3, 12])
    try gradientCheck([[0.5, -2], [3, 4]], order: 2) { Cube()($0[0]) }
  }

  @Test func manyInputs() {
    let x = (1...4).map { Variable<Double>(Tensor(Double($0))) }
    Weighted()(x[0], x[1], x[2], x[3]).backward()
    #expect(x.map { $0.grad?.item() } == [2, 1, nil, 3])
  }
}
