import Autograd
import Foundation
import Optim
import Tensor
import TestSupport
import Testing

/// The operation, the layers and the chart that the pages add do what the pages say.
@Suite struct AddingTests {
  @Test func operation() {
    let x = Variable(Tensor<Float>([-1, 0, 3]))
    Softsign()(x).backward()
    #expect(x.grad! == [0.25, 1, 0.0625])
    Adding.useAnOperation()
  }

  @Test func layers() throws {
    let folder = try TemporaryFolder()
    try Adding.useALayer(folder.file("net.safetensors").path)
    let names = try Safetensors.load(folder.file("net.safetensors").path).names
    #expect(
      Set(names) == ["0.weight", "0.bias", "1.body.0.weight", "1.body.0.bias", "2.weight", "2.bias"])
  }

  /// By the formula of the page; and a state that was saved goes on with the same bits.
  @Test func optimizer() throws {
    let first = Variable(Tensor<Float>([1, -2])), whole = Lion([first], learningRate: 0.5)
    func step(_ p: Variable<Float>, _ optimizer: Lion, _ gradient: Tensor<Float>) {
      p.grad = gradient
      optimizer.step()
    }
    step(first, whole, [4, -1])
    #expect(first.value == [0.5, -1.5])
    step(first, whole, [-0.25, 0.25])  // 0.9 · 0.04 − 0.1 · 0.25 > 0, −0.9 · 0.01 + 0.1 · 0.25 > 0
    #expect(first.value == [0, -2])
    let second = Variable(first.value), resumed = Lion([second])
    let state = try #require(OptimizerState(whole.state.namedTensors))
    #expect(resumed.accepts(state))
    resumed.state = state
    for optimizer in [(first, whole), (second, resumed)] { step(optimizer.0, optimizer.1, [-0.1, 0.2]) }
    #expect(first.value == second.value && resumed.learningRate == 0.5)
    Adding.useAnOptimizer()
  }

  @Test func chart() throws { #expect(try AddingAChart.columnsWithStems() >= 4) }
}
