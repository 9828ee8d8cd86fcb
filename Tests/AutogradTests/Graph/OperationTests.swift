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

/// Knows a variable that is no input.
private struct Captured: Operation {
  let weight: Variable<Double>
  var name: String { "captured" }
  func forward(_ inputs: [Tensor<Double>]) -> Tensor<Double> { inputs[0] * weight.value }
  func gradients(
    _ gradient: Variable<Double>, inputs: [Variable<Double>], output: Variable<Double>
  ) -> [Variable<Double>?] { [gradient * weight] }
}

private struct Misshapen: Operation {
  var name: String { "misshapen" }
  func forward(_ inputs: [Tensor<Double>]) -> Tensor<Double> { inputs[0] }
  func gradients(
    _ gradient: Variable<Double>, inputs: [Variable<Double>], output: Variable<Double>
  ) -> [Variable<Double>?] { [gradient[0]] }
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

  @Test func aGradientLeavesNoGraphUnlessOneIsCreated() {
    let x = Variable<Double>([1, 2]), w = Variable<Double>([3, 4])
    Captured(weight: w)(x).backward()
    #expect(x.grad! == [3, 4])
    #expect(!x.gradVariable!.requiresGrad)
    let slope = grad(of: Captured(weight: w)(x), at: [x], createGraph: true)[0]!
    #expect(grad(of: slope, at: [w])[0]!.value == [1, 1])
  }

  @Test func aGradientOfAnotherShapeStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Misshapen()(Variable<Double>([1, 2])).backward()
    }
    #expect(result.message.contains("misshapen: a gradient of shape [] for input 0 of shape [2]"))
  }

  @Test func manyInputs() {
    let x = (1...4).map { Variable<Double>(Tensor(Double($0))) }
    Weighted()(x[0], x[1], x[2], x[3]).backward()
    #expect(x.map { $0.grad?.item() } == [2, 1, nil, 3])
  }
}
