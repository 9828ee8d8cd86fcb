import Autograd
import NN
import Tensor
import Testing

@Suite struct LayerTests {
  @Test func linearStartsWithinItsBound() {
    var rng = RandomGenerator(seed: 3)
    let layer = Linear(100, 50, using: &rng)
    #expect(layer.weight.shape == [50, 100])
    #expect(layer.bias.shape == [50])
    let largest = abs(layer.weight.value).max().item()
    #expect(largest <= 0.1 && largest > 0.099)
    #expect(Swift.abs(layer.weight.value.std().item() - 0.1 / Float(3).squareRoot()) < 0.001)
    #expect(abs(layer.bias.value).max().item() <= 0.1)
    #expect(Linear(3, 2, bias: false).parameters().count == 1)
  }

  @Test func linearOnGivenValues() async {
    let layer = Linear(weight: [[1, 2, 3], [4, 5, 6]], bias: [10, 20])
    #expect(layer(Tensor<Float>([[1, 0, 1]])).value == [[14, 30]] && layer.inputs == 3 && layer.outputs == 2)
    #expect(Linear(weight: [[1, 2]]).parameters().count == 1)
    await #expect(processExitsWith: .failure) { _ = Linear(weight: [[1, 2]], bias: [1, 2]) }
    await #expect(processExitsWith: .failure) { _ = Linear(weight: [1, 2]) }
  }

  @Test func builderTakesConditionsAndLoops() {
    func net(depth: Int, dropout: Bool) -> Sequential {
      Sequential {
        for _ in 0..<depth {
          Linear(2, 2)
          ReLU()
        }
        if dropout { Dropout(0.1) } else { Identity() }
        if depth > 2 { Tanh() }
        Linear(2, 1)
      }
    }
    #expect(
      net(depth: 2, dropout: true).map { "\(type(of: $0))" } == [
        "Linear", "ReLU", "Linear", "ReLU", "Dropout", "Linear",
      ])
    #expect(net(depth: 3, dropout: false).count == 9)
    let model = net(depth: 0, dropout: false)
    model.append(Sigmoid())
    model.insert(Softplus(), at: 0)
    model.remove(at: 1)
    #expect(model.map { "\(type(of: $0))" } == ["Softplus", "Linear", "Sigmoid"])
  }

  @Test func lazyLinearTakesItsFeaturesFromTheFirstInput() {
    var rng = RandomGenerator(seed: 1), same = RandomGenerator(seed: 1)
    let layer = LazyLinear(3, using: &rng)
    _ = layer(Tensor<Float>.zeros([2, 5]))
    var own = same.split()
    #expect(layer.weight.value.scalars == Linear(5, 3, using: &own).weight.value.scalars)
  }

  @Test func dropoutKeepsTheMeanAndOnlyWhileTraining() {
    var rng = RandomGenerator(seed: 5)
    let layer = Dropout(0.25, using: &rng)
    let x = Tensor<Float>.ones([200, 200])
    let y = layer(x).value
    #expect(Swift.abs(y.mean().item() - 1) < 0.02)
    #expect(Set(y.scalars) == [0, 1 / 0.75])
    layer.eval()
    #expect(layer(x).value.scalars == x.scalars)
    #expect(Dropout(1)(x).value.scalars == Tensor<Float>.zeros([200, 200]).scalars)
  }

  @Test func embeddingLeavesPaddingAlone() {
    let layer = Embedding(5, 2, paddingIndex: 1)
    let rows = layer([[0, 1], [1, 3]])
    #expect(rows.shape == [2, 2, 2])
    #expect(rows.value[0, 1].scalars == [0, 0])
    rows.sum().backward()
    #expect(layer.weight.grad!.scalars == [1, 1, 0, 0, 0, 0, 1, 1, 0, 0])
  }

  @Test func batchNormFollowsTheBatches() {
    let layer = BatchNorm1d(2)
    let x: Tensor<Float> = [[1, 10], [3, 30]]
    let y = layer(x).value
    #expect(y.allClose([[-1, -1], [1, 1]], rtol: 1e-4))
    #expect(layer.runningMean.value.allClose([0.2, 2]))
    #expect(layer.runningVariance.value.allClose([1.1, 20.9]))
    #expect(layer.batchCount.value.item() == 1)
    layer.eval()
    _ = layer(x)
    #expect(layer.batchCount.value.item() == 1)
  }

  @Test func inferenceLeavesNoGraphAndTheModeAsItWas() {
    let net = Sequential {
      Linear(2, 2)
      Dropout(0.9)
    }
    let x = Tensor<Float>.ones([4, 2])
    #expect(net.inference(x).scalars == net[0](x).value.scalars)
    #expect(net[1, as: Dropout.self].isTraining)
  }

  @Test func activationsAreTheirFunctions() {
    let x: Tensor<Float> = [[-2, -0.5, 0, 0.5, 2]]
    func check(_ layer: some Layer, _ expected: Tensor<Float>) {
      #expect(layer(x).value.scalars == expected.scalars, "\(layer)")
    }
    check(ReLU(), relu(x))
    check(LeakyReLU(0.2), leakyReLU(x, negativeSlope: 0.2))
    check(ELU(alpha: 0.5), elu(x, alpha: 0.5))
    check(GELU(), gelu(x))
    check(GELU(approximate: .tanh), gelu(x, approximate: .tanh))
    check(SiLU(), silu(x))
    check(Sigmoid(), sigmoid(x))
    check(Tanh(), tanh(x))
    check(Softplus(), softplus(x))
    check(Softmax(), softmax(x, axis: 1))
    check(LogSoftmax(axis: 1), logSoftmax(x, axis: 1))
    check(Identity(), x)
    #expect(Flatten()(Tensor<Float>.zeros([2, 3, 4])).shape == [2, 12])
    #expect(Flatten(from: 0, through: 1)(Tensor<Float>.zeros([2, 3, 4])).shape == [6, 4])
  }
}
