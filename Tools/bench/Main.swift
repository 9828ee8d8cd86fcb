import Autograd
import Tensor

@main struct Main {
  static func main() {
    let clock = ContinuousClock()
    func time(_ name: String, _ n: Int, _ body: () -> Void) {
      for _ in 0..<(n / 10 + 1) { body() }
      let t = clock.measure { for _ in 0..<n { body() } }
      print(name, t / n)
    }
    var rng = RandomGenerator(seed: 1)
    let x = Tensor<Float>.linspace(-2, 12, count: 100).reshaped(100, 1)
    let y = 3 * x + 10 + Tensor.normal([100, 1], using: &rng)
    let w = Variable(Tensor<Float>.normal([1, 1], using: &rng)), b = Variable(Tensor<Float>.normal([1], using: &rng))
    time("line step", 20_000) {
      let loss = mseLoss(linear(x, weight: w, bias: b), y)
      w.zeroGrad(); b.zeroGrad()
      loss.backward()
      w.value -= 1e-3 * w.grad!
      b.value -= 1e-3 * b.grad!
    }
    print(w.value.item(), b.value.item())
    for n in [256, 512, 1024, 2048] {
      let m = Tensor<Float>.ones([n, n])
      time("matmul \(n)", 2048 / n * 4) { _ = matmul(m, m) }
    }
    let a = Variable(Tensor<Float>.arange(10)), c = Tensor<Float>.arange(10)
    time("(a*w).sum().backward()", 100_000) { (c * a).sum().backward() }
    time("chain 10k", 20) {
      var z = a + 1
      for _ in 0..<10_000 { z = z + c }
      z.backward()
    }
  }
}
