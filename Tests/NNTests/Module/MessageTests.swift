import Autograd
import Foundation
import NN
import Tensor
import Testing

private final class Perceptron: Layer {
  let hidden = Linear(4, 3)
  func forward(_ x: Variable<Float>) -> Variable<Float> { hidden(x) }
}

/// What a model says before it stops.
@Suite struct MessageTests {
  @Test func pathOfALayer() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let net = Sequential {
        Linear(20, 256)
        ReLU()
        Linear(256, 10)
      }
      net[0] = Linear(20, 128)
      _ = net(Tensor<Float>.zeros([64, 20]))
    }
    #expect(text(result).contains("Sequential[2] Linear(256 → 10): input [64, 128] has 128 features, 256 expected"))
  }

  @Test func pathThroughNestedModels() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let net = Sequential {
        ReLU()
        Sequential { Perceptron() }
      }
      _ = net(Tensor<Float>.zeros([2, 5]))
    }
    #expect(
      text(result).contains(
        "Sequential[1] Sequential[0] Perceptron.hidden Linear(4 → 3): input [2, 5] has 5 features, 4 expected"))
  }

  @Test func pathEndsWithTheLayer() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Linear(2, 2)(Tensor<Float>.zeros([1, 2]))
      _ = matmul(Tensor<Float>.zeros([2, 3]), Tensor<Float>.zeros([4, 5]))
    }
    #expect(text(result).contains("Fatal error: matmul: [2, 3]"))
  }

  @Test func lazyParametersTooEarly() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential { LazyLinear(10) }.parameters()
    }
    #expect(text(result).contains("LazyLinear(? → 10): the number of input features is known from the first input on"))
  }

  @Test func lossOfTwoShapes() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = mseLoss(Variable(Tensor<Float>.zeros([3, 1])), Tensor<Float>.zeros([3]))
    }
    #expect(text(result).contains("mseLoss"))
    #expect(text(result).contains("[3, 1]"))
    #expect(text(result).contains("[3]"))
  }

  @Test func labelOutOfRange() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(Variable(Tensor<Float>.zeros([3, 4])), [0, 4, 1])
    }
    #expect(text(result).contains("label 4 at position 1: valid are 0..<4"))
  }

  @Test func probabilitiesUnderCrossEntropyAreToldOnce() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let scores = Variable(Tensor<Float>.normal([8, 5]))
      _ = crossEntropy(scores, Tensor<Int32>.zeros([8]))
      for _ in 0..<3 { _ = crossEntropy(softmax(scores, axis: 1), Tensor<Int32>.zeros([8])) }
    }
    #expect(text(result).components(separatedBy: "like probabilities").count == 2)
  }

  private func text(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }
}
