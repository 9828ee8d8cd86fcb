import Autograd
import Tensor
import Testing

/// The gradient of a sum is one number for every element, and goes on as that where it can.
@Suite struct NumberGradientTests {
  private let a = Tensor<Float>([1, 2, 3])

  @Test func aHookSeesTheWholeShape() {
    let w = Variable(a)
    let z = w * a
    var seen: [Tensor<Float>] = []
    z.registerHook {
      seen.append($0.value)
      return nil
    }
    z.retainGrad()
    z.sum().backward()
    #expect(seen.map(\.shape) == [[3]])
    #expect(seen[0].scalars == [1, 1, 1])
    #expect(z.grad!.scalars == [1, 1, 1])
    #expect(w.grad!.scalars == [1, 2, 3])
  }

  @Test func aNumberIsAddedToAGradient() {
    let w = Variable(a)
    let z = w * a
    (z.sum() + (z * z).sum() + z.mean()).backward()
    // (1 + 2 w a + 1/3) a
    for (slope, x) in zip(w.grad!.scalars, a.scalars) { #expect(abs(slope - (4 / 3 + 2 * x * x) * x) < 1e-4) }
  }

  @Test func itReachesALeafInItsShape() {
    let w = Variable(a), v = Variable(a)
    (w + v).sum().backward()
    #expect(w.grad!.shape == [3] && w.grad!.isContiguous)
    #expect(w.grad!.scalars == [1, 1, 1])
    #expect(v.grad!.scalars == [1, 1, 1])
    w.grad! += 1
    #expect(v.grad!.scalars == [1, 1, 1])
  }

  @Test func inputsThatAreBroadcastAreSummed() {
    let column = Variable(Tensor<Float>([[1], [2]])), row = Variable(Tensor<Float>([[3, 4, 5]]))
    (column * row).sum().backward()
    #expect(column.grad!.scalars == [12, 12])
    #expect(row.grad!.scalars == [3, 3, 3])
    let b = Variable(Tensor<Float>(2))
    (b * a + a).mean().backward()
    #expect(b.grad!.shape == [] && b.grad!.item() == 2)
  }

  /// Few inputs and one output have kernels of their own; the gradients are those of the general way.
  @Test(arguments: [1, 2, 8, 9], [1, 3])
  func linearMaps(_ inputs: Int, _ outputs: Int) throws {
    var rng = RandomGenerator(seed: 3)
    let x = Tensor<Double>.normal([5, inputs], using: &rng), w = Tensor<Double>.normal([outputs, inputs], using: &rng)
    let b = Tensor<Double>.normal([outputs], using: &rng), t = Tensor<Double>.normal([5, outputs], using: &rng)
    try gradientCheck([x, w, b], order: 2) { mseLoss(linear($0[0], weight: $0[1], bias: $0[2]), t) }
    let (weight, bias) = (Variable(w), Variable(b)), (left, right) = (Variable(w), Variable(b))
    mseLoss(linear(x, weight: weight, bias: bias), t).backward()
    mseLoss(matmul(x, left.transposed()) + right, t).backward()
    #expect((weight.grad! - left.grad!).norm().item() < 1e-12)
    #expect((bias.grad! - right.grad!).norm().item() < 1e-12)
    #expect(weight.grad!.shape == w.shape && bias.grad!.shape == b.shape)
  }
}
