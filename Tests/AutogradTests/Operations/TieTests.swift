import Autograd
import Tensor
import Testing

/// Points without one derivative, where PyTorch's choice is taken.
@Suite struct TieTests {
  private func slope(_ x: Tensor<Double>, _ f: (Variable<Double>) -> Variable<Double>) -> [Double] {
    let x = Variable(x)
    f(x).backward()
    return x.grad!.scalars
  }

  @Test func extremesOfEverythingShareEvenly() {
    #expect(slope([1, 3, 3, 2]) { $0.max() } == [0, 0.5, 0.5, 0])
    #expect(slope([1, 1, 3, 3]) { $0.min() } == [0.5, 0.5, 0, 0])
    #expect(slope([[3, 1], [3, 1]]) { $0.max(axes: [0, 1]) } == [0.5, 0, 0.5, 0])
  }

  @Test func extremesAlongAnAxisTakeTheFirst() {
    #expect(slope([[1, 3, 3], [2, 2, 0]]) { $0.max(axis: 1) } == [0, 1, 0, 1, 0, 0])
    #expect(slope([[1, 1, 3], [2, 0, 0]]) { $0.min(axis: -1) } == [1, 0, 0, 0, 1, 0])
  }

  @Test func equalsShareBetweenTwo() {
    let a = Variable<Double>([1, 2, 3]), b = Variable<Double>([1, 3, 2])
    maximum(a, b).backward()
    #expect(a.grad! == [0.5, 0, 1])
    #expect(b.grad! == [0.5, 1, 0])
    let c = Variable<Double>([1, 2, 3])
    minimum(c, b.value).backward()
    #expect(c.grad! == [0.5, 1, 0])
  }

  @Test func normsAtZero() {
    #expect(slope([0, 0]) { $0.norm() } == [0, 0])
    #expect(slope(Tensor([[Double.leastNonzeroMagnitude], [0], [-3]])) { $0.norm(axis: 1) } == [1, 0, -1])
    #expect(slope([0, 2]) { $0.norm(.one) } == [0, 1])
    #expect(slope([-2, 2, 0]) { $0.norm(.infinity) } == [-0.5, 0.5, 0])
    #expect(slope([2, 2]) { $0.std() } == [0, 0])
  }

  @Test func kinks() {
    #expect(slope([-1, 0, 1]) { relu($0) } == [0, 0, 1])
    #expect(slope([-1, 0, 1]) { abs($0) } == [-1, 0, 1])
    #expect(slope([-1, -0.5, 1]) { clamp($0, min: -1, max: 0.5) } == [1, 1, 0])
  }

  /// Both ways to a gradient, the kernel's and the one that can be differentiated again.
  private func slopes(_ x: Tensor<Float>, _ f: (Variable<Float>) -> Variable<Float>) -> [Tensor<Float>] {
    [false, true].map { isGraph in
      let x = Variable(x)
      f(x).backward(createGraph: isGraph)
      return x.grad!
    }
  }

  @Test func besideNaN() {
    for slopes in [
      slopes([.nan, -1, 2], { abs($0) }), slopes([.nan, -1, 2], { l1Loss($0, .zeros([3]), reduction: .sum) }),
    ] {
      #expect(slopes == [[0, -1, 1], [0, -1, 1]])
    }
    #expect(slopes([.nan, -1, 2]) { relu($0) } == [[1, 0, 1], [1, 0, 1]])
    for slope in slopes([.nan, 0, 2], { elu($0, alpha: 0.5) }) {
      #expect(slope.isNaN() == [true, false, false] && slope[1...] == [0.5, 1])
    }
    #expect(slopes([.nan, 1, 3]) { maximum($0, Tensor<Float>([2, .nan, 2])) } == [[1, 1, 1], [1, 1, 1]])
    #expect(slopes([.nan, 1, 3]) { minimum($0, Tensor<Float>([2, .nan, 2])) } == [[1, 1, 0], [1, 1, 0]])
  }

  @Test func atInfinity() {
    let ends: Tensor<Float> = [-.infinity, .infinity]
    for slope in slopes(ends, { silu($0) }) + slopes(ends, { gelu($0) })
      + slopes(ends, { gelu($0, approximate: .tanh) })
    {
      #expect(slope.isNaN().all().item())
    }
  }

  @Test func quotientsWhoseDivisorHasNoSquare() {
    let tiny = Tensor<Float>([1e-30, 1e30])
    #expect(slopes(tiny) { Tensor<Float>([0, 1e30]) / $0 } == [[0, -1e-30], [0, -1e-30]])
    #expect(slopes([1e-30]) { 1e-38 / $0 }.allSatisfy { $0.allClose([-1e22], rtol: 1e-5) })
  }

  @Test func angleOfTheOrigin() {
    #expect(slopes([0, 1]) { atan2($0, Tensor<Float>([0, 1])) } == [[0, 0.5], [0, 0.5]])
    #expect(slopes([0, 1]) { atan2(Tensor<Float>([0, 1]), $0) } == [[0, -0.5], [0, -0.5]])
  }

  @Test func softmaxOfOneNumber() {
    #expect(slope(Tensor(3)) { softmax($0, axis: 0) } == [0])
    #expect(slope(Tensor(3)) { logSoftmax($0, axis: -1) } == [0])
  }

  @Test func productsWithZeros() throws {
    #expect(slope([2, 0, 3]) { $0.prod() } == [0, 6, 0])
    #expect(slope([2, 0, 0]) { $0.prod() } == [0, 0, 0])
    #expect(slope([[2, 0, 3], [1, 2, 4]]) { $0.prod(axis: 1) } == [0, 6, 0, 8, 4, 2])
    #expect(slope([[2, 0], [3, 5]]) { $0.prod(axis: 0) } == [3, 5, 2, 0])
  }

  @Test(arguments: [[2.0, 0, 3], [0, 2, 0], [0, 0, 0], [1, 2, 3]])
  func productsDifferentiateAtZeros(_ numbers: [Double]) throws {
    let line = Tensor<Double>(numbers), rows = Tensor<Double>.stack([line, line.flipped(axis: 0)])
    for x in [line, rows] {
      try gradientCheck([x], order: 2, atol: 1e-7) { $0[0].prod() }
      try gradientCheck([x], order: 2, atol: 1e-7) { $0[0].prod(axis: -1) }
      try gradientCheck([x], order: 2, atol: 1e-7) { $0[0].cumprod(axis: 0) }
      try gradientCheck([x], order: 2, atol: 1e-7) { $0[0].cumprod(axis: -1) }
    }
  }

  @Test func powersAtZero() {
    let base = Variable<Double>([0, 0, 2]), exponent = Variable<Double>([2, 0, 0])
    let power = base ** exponent
    power.backward()
    let (toBase, toExponent) = (base.grad!.scalars, exponent.grad!.scalars)
    #expect(toBase == [0, 0, 0])
    #expect(toExponent[0] == 0 && toExponent[1] == 0)
    #expect(abs(toExponent[2] - 0.6931471805599453) < 1e-15)
  }

  @Test func zeroToAPower() {
    for slope in slopes([2, 0, -1], { 0 ** $0 }) { #expect(slope == [0, 0, -.infinity]) }
    #expect(hessianVectorProduct(at: [2, 0.5], vector: [1, 1]) { 0 ** $0 } == Tensor<Float>([0, 0]))
  }

  /// The derivative is 1, whatever the number is.
  @Test func productsOfOneNumber() {
    for number in [Double.leastNonzeroMagnitude, 1e-200, 0.3, .infinity, .nan] {
      #expect(slope(Tensor(number)) { 0.7 * $0.prod() } == [0.7])
      let one = Tensor.full([1, 1], number)
      #expect(slope(one) { 0.7 * $0.prod(axis: 1) } == [0.7])
      #expect(slope(one) { 0.7 * $0.cumprod(axis: 1) } == [0.7])
      #expect(hessianVectorProduct(at: one, vector: [[1]]) { $0.prod() } == [[0]])
    }
  }

  /// The derivative of the derivative at a kink is that of the flat side.
  @Test func secondDerivativesAtKinks() {
    func second(_ x: Tensor<Double>, _ f: (Variable<Double>) -> Variable<Double>) -> [Double] {
      hessianVectorProduct(at: x, vector: .ones(x.shape), f).scalars
    }
    #expect(second([0, 1]) { elu($0) } == [0, 0])
    #expect(second([-1, 1, 0.5]) { huberLoss($0, .zeros([3]), reduction: .sum) } == [0, 0, 1])
  }

  /// NaN is the greatest, and the gradient goes to it.
  @Test func quantilesBesideNaN() {
    #expect(slope([3, .nan, 1]) { $0.quantile(0.25) } == [0, 1, 0])
    #expect(slope([3, 2, 1]) { $0.quantile(0.25) } == [0, 0.5, 0.5])
  }

  @Test func infinitiesInLogSumExp() {
    #expect(slope(Tensor([-Double.infinity, 0])) { $0.logSumExp() } == [0, 1])
  }
}
