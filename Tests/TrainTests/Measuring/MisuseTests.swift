import Autograd
import NN
import Optim
import Tensor
import Testing
import Train

/// Positions that are not there are said, in release too.
@Suite struct MisuseTests {
  private func said(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func sums() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Accumulator(2)[2]
    }
    #expect(said(result).contains("Accumulator[2]: position 2 is out of range: there are 2 sums"))
  }

  @Test func confusion() async {
    let row = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConfusionMatrix(classes: 3)[3, 0]
    }
    #expect(said(row).contains("ConfusionMatrix[3, 0]: classes 0..<3 are there"))
    // 5 past the end of a row is no cell of the next one.
    await #expect(processExitsWith: .failure) { _ = ConfusionMatrix(classes: 3)[0, 5] }
    await #expect(processExitsWith: .failure) { _ = ConfusionMatrix(classes: 3)[-1, 0] }
  }

  @Test func layers() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential { ReLU() }[5]
    }
    #expect(said(result).contains("Sequential[5]: position 5 is out of range: there are 1 layers"))
    await #expect(processExitsWith: .failure) { Sequential { ReLU() }.insert(ReLU(), at: 2) }
    await #expect(processExitsWith: .failure) { Sequential { ReLU() }.remove(at: 1) }
    await #expect(processExitsWith: .failure) { _ = Sequential { ReLU() }[1, as: ReLU.self] }
  }

  @Test func history() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let net = Linear(1, 1)
      let trainer = Trainer(
        net, optimizer: SGD(net.parameters()), loss: { (y: Variable<Float>, t: Tensor<Float>) in mseLoss(y, t) })
      _ = trainer.history.last
    }
    #expect(said(result).contains("History.last: there is no epoch yet"))
  }

  @Test func rowsAndSmoothing() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Embedding(4, 2)(Tensor<Int32>([1, -1]))
    }
    #expect(said(result).contains("embedding: index -1 (element 1 of the indices): valid are 0..<4"))
    let smoothing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(Variable(Tensor<Float>.zeros([1, 3])), [0], labelSmoothing: 2)
    }
    #expect(said(smoothing).contains("crossEntropy: labelSmoothing 2.0: 0...1 is needed"))
    await #expect(processExitsWith: .failure) {
      _ = crossEntropy(Variable(Tensor<Float>.zeros([1, 3])), probabilities: .zeros([1, 3]), labelSmoothing: -0.1)
    }
  }
}
