import Autograd
import NN
import Optim
import Tensor

/// One step of the fit of a line, as a loop written by hand has it.
private func lineStep() -> Work {
  let x = Tensor<Float>.linspace(-2, 12, count: 100).reshaped(100, 1)
  let y = 3 * x + 10
  let model = Linear(1, 1)
  Init.zeros(model.weight)
  Init.zeros(model.bias)
  let optimizer = SGD(model.parameters(), learningRate: 1e-3)
  return Work(
    run: {
      let loss = mseLoss(model(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    },
    // After thousands of steps both sides stand at the same line.
    check: { Double(model.weight.value.item().rounded()) })
}

let autogradRows: [Row] = [
  Row(name: "grad mul sum 10", shape: "(a * w).sum().backward(), 10 floats", wanted: 60, peer: "autograd") {
    let a = pattern([10]), w = Variable(pattern([10]))
    return Work(
      run: {
        w.zeroGrad()
        (a * w).sum().backward()
      },
      check: { Double(w.grad!.sum().item()) })
  },
  Row(name: "line step", shape: "100 × 1, Linear(1, 1), mse, SGD, eager", wanted: 100, peer: "autograd") { lineStep() },
  Row(name: "line step, jitted", shape: "the same step; the peer's is compiled", wanted: 8, peer: "jitted") {
    lineStep()
  },
  Row(name: "chain 10,000", shape: "10,000 additions of 10 floats, forward and backward", wanted: 20, peer: "autograd")
  {
    let a = Variable(pattern([10])), c = pattern([10])
    return Work(
      run: {
        a.zeroGrad()
        var z = a + c
        for _ in 1..<10_000 { z = z + c }
        z.backward()
      },
      check: { Double(a.grad!.sum().item()) })
  },
  Row(name: "mlp step", shape: "784–256–10, batch 256, forward and backward", wanted: 2.5, peer: "autograd") {
    let x = pattern([256, 784])
    let w1 = Variable(pattern([256, 784]) * 0.01), b1 = Variable(Tensor<Float>.zeros([256]))
    let w2 = Variable(pattern([10, 256]) * 0.01), b2 = Variable(Tensor<Float>.zeros([10]))
    return Work(
      run: {
        for p in [w1, b1, w2, b2] { p.zeroGrad() }
        let hidden = relu(linear(x, weight: w1, bias: b1))
        (linear(hidden, weight: w2, bias: b2) ** 2).mean().backward()
      },
      check: { Double(w2.grad!.sum().item()) })
  },
]
