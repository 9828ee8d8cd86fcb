import Autograd
import Tensor
import Testing

@Suite struct FunctionalTests {
  @Test func gradientsWithoutStoringAny() {
    let x = Variable<Double>([2]), y = Variable<Double>([3]), other = Variable<Double>([1])
    let z = x * x * y
    let slopes = grad(of: z, at: [x, other, y])
    #expect(slopes[0]!.value == [12])
    #expect(slopes[1] == nil)
    #expect(slopes[2]!.value == [4])
    #expect(x.grad == nil && y.grad == nil)
  }

  @Test func gradientsAtResults() {
    let x = Variable<Double>([2])
    let y = x * x
    let z = y * y
    #expect(grad(of: z, at: [y, x], retainGraph: true).map { $0!.value } == [[8], [32]])
    #expect(grad(of: z, at: [z])[0]!.value == [1])
  }

  @Test func higherOrders() {
    let x = Variable<Double>([2])
    var y = x ** 5
    var wanted: [Double] = []
    for _ in 0..<5 {
      y = grad(of: y, at: [x], createGraph: true)[0]!
      wanted.append(y.item())
    }
    #expect(wanted == [80, 160, 240, 240, 120])
  }

  @Test func backwardCreatesAGraph() {
    let x = Variable<Double>([3])
    (x ** 3).backward(createGraph: true)
    let slope = x.gradVariable!
    #expect(slope.value == [27])
    x.zeroGrad()
    slope.backward()
    #expect(x.grad! == [18])
    x.zeroGrad()
  }

  @Test func gradientPenalty() throws {
    // A gradient inside of a loss, as in a penalized critic.
    try gradientCheck([[[1, 2], [0.5, -1]], [0.3, 0.7]]) { v in
      let x = Variable<Double>([[1, -1], [2, 0.5]])
      let y = tanh(matmul(matmul(x, v[0]), v[1]))
      let slope = grad(of: y, at: [x], createGraph: true)[0]!
      return (slope.norm(axis: 1) - 1) ** 2
    }
  }

  @Test func valuesWithGradients() {
    let (value, gradient) = valueAndGrad(at: Tensor<Float>([1, 2])) { ($0 * $0).sum() }
    #expect(value.item() == 5)
    #expect(gradient == [2, 4])
    let several = valueAndGrad(at: [Tensor<Float>([3]), Tensor<Float>([4])]) { $0[0] * $0[0] }
    #expect(several.gradients == [[6], [0]])
    #expect(valueAndGrad(at: Tensor<Float>([3])) { _ in Variable(constant: Tensor(1)) }.gradient == [0])
  }

  @Test func curvature() {
    let point: Tensor<Double> = [1, 2, 3]
    func f(_ x: Variable<Double>) -> Variable<Double> { (x[0] ** 2) * x[1] + x[2] ** 3 }
    #expect(hessian(at: point, f) == [[4, 2, 0], [2, 0, 0], [0, 0, 18]])
    #expect(hessianVectorProduct(at: point, vector: [1, 1, 1], f) == [6, 2, 18])
    #expect(hessian(at: point) { $0.sum() } == .zeros([3, 3]))
    #expect(hessianVectorProduct(at: point, vector: [1, 1, 1]) { 2 * $0 } == .zeros([3]))
  }

  @Test func jacobians() {
    let a: Tensor<Double> = [[1, 2], [3, 4], [5, 6]]
    #expect(jacobian(at: Tensor<Double>([1, 1])) { matmul(a, $0) } == a)
    let shape = jacobian(at: Tensor<Double>.ones([2, 3])) { $0.sum(axis: 0) }.shape
    #expect(shape == [3, 2, 3])
    #expect(jacobian(at: Tensor<Double>([2, 3])) { $0 * $0 } == [[4, 0], [0, 6]])
  }

  @Test func onlyTheWayToTheWantedIsWalked() {
    let x = Variable<Double>([2]), w = Variable<Double>([3])
    var visits = 0
    let side = w * 5
    side.registerHook { _ in
      visits += 1; return nil
    }
    _ = grad(of: x * x + side, at: [x])
    #expect(visits == 0)
  }

  /// What lies beyond the wanted variables is neither walked nor freed.
  @Test func theGraphBeyondTheWantedStays() {
    let x = Variable<Double>([2])
    let y = x * x
    #expect(grad(of: y * 3, at: [y])[0]!.value == [3])
    #expect(grad(of: y, at: [y])[0]!.value == [1])
    y.backward()
    #expect(x.grad! == [4])
    #expect(grad(of: y * 5, at: [y])[0]!.value == [5])
  }

  @Test func aFreedGraphStops() async {
    let results = [
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Variable<Double>([2])
        let y = x * x
        _ = grad(of: y, at: [x])
        _ = grad(of: y, at: [x])
      },
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Variable<Double>([2])
        let y = x * x
        y.backward()
        _ = grad(of: x + y, at: [x])
      },
    ]
    for result in results { #expect(result.message.contains("retainGraph: true")) }
  }

  @Test func aGraphIsCreatedUnderNoGradToo() {
    let x = Variable<Double>([2])
    let y = x ** 3
    let slope = noGrad { grad(of: y, at: [x], createGraph: true)[0]! }
    #expect(grad(of: slope, at: [x])[0]!.value == [12])
  }

  @Test func aWrongGradientIsFound() {
    struct Wrong: Operation {
      var name: String { "wrong" }
      func forward(_ inputs: [Tensor<Double>]) -> Tensor<Double> { inputs[0] * inputs[0] }
      func gradients(
        _ gradient: Variable<Double>, inputs: [Variable<Double>], output: Variable<Double>
      ) -> [Variable<Double>?] { [gradient * inputs[0] * 2.001] }
    }
    #expect(throws: GradientMismatch.self) { try gradientCheck([[1, 2]]) { Wrong()($0[0]) } }
    /// Its first derivative is right, the second is not.
    struct WrongTwice: Operation {
      var name: String { "wrong twice" }
      func forward(_ inputs: [Tensor<Double>]) -> Tensor<Double> { inputs[0] ** 3 }
      func gradients(
        _ gradient: Variable<Double>, inputs: [Variable<Double>], output: Variable<Double>
      ) -> [Variable<Double>?] { [gradient * (3 * inputs[0].detach() ** 2)] }
    }
    #expect(throws: Never.self) { try gradientCheck([[1, 2]]) { WrongTwice()($0[0]) } }
    let mismatch = #expect(throws: GradientMismatch.self) {
      try gradientCheck([[1, 2]], order: 2) { WrongTwice()($0[0]) }
    }
    #expect(mismatch?.order == 2)
  }
}
