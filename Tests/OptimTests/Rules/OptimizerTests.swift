import Autograd
import Foundation
import Optim
import Tensor
import TestSupport
import Testing

/// A small network on variables alone.
private struct Network {
  let weights: [Variable<Float>]

  init(_ arrays: NamedTensors) throws {
    weights = try ["0.weight", "0.bias", "2.weight", "2.bias"].map {
      Variable(try arrays.tensor("model.\($0)", as: Float.self))
    }
  }

  func callAsFunction(_ x: Tensor<Float>, _ activation: (Variable<Float>) -> Variable<Float>) -> Variable<Float> {
    linear(activation(linear(x, weight: weights[0], bias: weights[1])), weight: weights[2], bias: weights[3])
  }
}

@Suite struct OptimizerTests {
  private let fixtures = Fixtures("Optim")

  @Test(arguments: ["sgd", "momentum", "adam", "adamw"])
  func lossesOfFiftyStepsArePyTorchs(_ name: String) throws {
    let arrays = try Safetensors.load(fixtures.file("losses.safetensors"))
    let x: Tensor<Float> = try arrays.tensor("x"), labels: Tensor<Int32> = try arrays.tensor("labels")
    let order: Tensor<Int32> = try arrays.tensor("order"), expected: Tensor<Float> = try arrays.tensor("losses.\(name)")
    let net = try Network(arrays)
    let optimizer: any Optimizer =
      switch name {
      case "sgd": SGD(net.weights, learningRate: 0.1)
      case "momentum": SGD(net.weights, learningRate: 0.05, momentum: 0.9)
      case "adam": Adam(net.weights, learningRate: 0.01)
      default: AdamW(net.weights, learningRate: 0.01)
      }
    let losses = (0..<order.shape[0]).map { step in
      let rows = order[step]
      let loss = crossEntropy(net(x[rows]) { relu($0) }, labels[rows])
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      return loss.item()
    }
    #expect(losses.count == 50)
    let worst = zip(losses, expected.scalars).map { Swift.abs($0 - $1) }.max()!
    #expect(worst < 1e-4)
  }

  @Test(arguments: [("none", LBFGS.LineSearch.none), ("wolfe", .strongWolfe)])
  func quasiNewtonGoesPyTorchsWay(_ name: String, _ search: LBFGS.LineSearch) throws {
    let arrays = try Safetensors.load(fixtures.file("lbfgs.safetensors"))
    let x: Tensor<Float> = try arrays.tensor("x"), y: Tensor<Float> = try arrays.tensor("y")
    let expected: Tensor<Float> = try arrays.tensor("losses.\(name)")
    let net = try Network(arrays)
    let optimizer = LBFGS(
      net.weights, learningRate: name == "none" ? 0.5 : 1, maxIterations: 4, lineSearch: search)
    let losses = (0..<expected.count).map { _ in
      Float(optimizer.step { mseLoss(net(x) { tanh($0) }, y) })
    }
    #expect(Tensor(losses).allClose(expected, rtol: 1e-3, atol: 1e-5), "\(losses) \(expected)")
  }

  @Test func quasiNewtonGoesOnFromASavedState() throws {
    let arrays = try Safetensors.load(fixtures.file("lbfgs.safetensors"))
    let x: Tensor<Float> = try arrays.tensor("x"), y: Tensor<Float> = try arrays.tensor("y")
    func steps(_ count: Int, _ net: Network, _ optimizer: LBFGS) {
      for _ in 0..<count { optimizer.step { mseLoss(net(x) { tanh($0) }, y) } }
    }
    let (first, second) = (try Network(arrays), try Network(arrays))
    let whole = LBFGS(first.weights, maxIterations: 4, historySize: 3, lineSearch: .strongWolfe)
    steps(2, first, whole)
    for (copy, weight) in zip(second.weights, first.weights) { copy.value = weight.value }
    let resumed = LBFGS(second.weights)
    #expect(resumed.accepts(resumed.state))
    let state = try #require(OptimizerState(whole.state.namedTensors))
    #expect(resumed.accepts(state))
    resumed.state = state
    steps(3, first, whole)
    steps(3, second, resumed)
    for (copy, weight) in zip(second.weights, first.weights) { #expect(copy.value.scalars == weight.value.scalars) }
    #expect(!LBFGS([Variable(Tensor<Float>.ones([3]))]).accepts(state))
    #expect(!resumed.accepts(SGD(second.weights).state))
  }

  @Test func groupsHaveSettingsOfTheirOwn() {
    let (weight, bias) = (Variable(Tensor<Float>.ones([2])), Variable(Tensor<Float>.ones([1])))
    let optimizer = SGD(
      [ParameterGroup([weight], weightDecay: 3), ParameterGroup([bias], learningRate: 1)], learningRate: 0.1)
    weight.grad = [1, 1]
    bias.grad = [1]
    optimizer.step()
    #expect(weight.value.allClose([0.6, 0.6]))
    #expect(bias.value.scalars == [0])
    optimizer.learningRate = 0.5
    #expect(optimizer.groups.map(\.learningRate) == [0.5, 0.5])
  }

  @Test func aStepWritesInPlaceAndLeavesCopiesAlone() {
    let parameter = Variable(Tensor<Float>.ones([1000]))
    let copy = parameter.value
    let optimizer = Adam([parameter])
    parameter.grad = .ones([1000])
    optimizer.step()
    #expect(copy.scalars == Array(repeating: 1, count: 1000))
    let address = parameter.value.withUnsafeScalars { $0.baseAddress }
    optimizer.step()
    #expect(parameter.value.withUnsafeScalars { $0.baseAddress } == address)
  }

  @Test(arguments: ["sgd", "adam", "adamw", "rmsprop", "adagrad"])
  func aSavedStateGoesOnWithTheSameBits(_ name: String) throws {
    func make(_ parameter: Variable<Float>) -> any Optimizer {
      switch name {
      case "sgd": SGD([parameter], learningRate: 0.1, momentum: 0.9)
      case "adam": Adam([parameter], amsgrad: true)
      case "adamw": AdamW([parameter])
      case "rmsprop": RMSprop([parameter], momentum: 0.5, centered: true)
      default: Adagrad([parameter], learningRateDecay: 0.1)
      }
    }
    func run(_ parameter: Variable<Float>, _ optimizer: any Optimizer, _ steps: Range<Int>) {
      for step in steps {
        var rng = RandomGenerator(seed: UInt64(step))
        parameter.grad = .normal([7], using: &rng)
        optimizer.step()
      }
    }
    let folder = try TemporaryFolder()
    let first = Variable(Tensor<Float>.ones([7])), whole = make(first)
    run(first, whole, 0..<4)
    try Safetensors.save(whole.state.namedTensors, to: folder.file("state.safetensors"))
    let second = Variable(first.value), resumed = make(second)
    run(first, whole, 4..<9)
    let state = try #require(OptimizerState(try Safetensors.load(folder.file("state.safetensors"))))
    #expect(resumed.accepts(state))
    resumed.state = state
    run(second, resumed, 4..<9)
    #expect(first.value.scalars == second.value.scalars)
    #expect(!SGD([Variable(Tensor<Float>.ones([3]))]).accepts(state))
  }

  /// Optimizers of two parameters with settings of their own, and the same kinds with their defaults.
  private static func unlike(_ name: String, _ groups: [ParameterGroup]) -> (own: any Optimizer, plain: any Optimizer) {
    switch name {
    case "sgd": (SGD(groups, learningRate: 0.1, momentum: 0.9, dampening: 0.4), SGD(groups))
    case "nesterov":
      (SGD(groups, learningRate: 0.1, momentum: 0.9, weightDecay: 0.1, nesterov: true), SGD(groups, dampening: 0.5))
    case "adam": (Adam(groups, betas: (0.8, 0.9), epsilon: 0.1, amsgrad: true), Adam(groups))
    case "adamw": (AdamW(groups, betas: (0.8, 0.9), epsilon: 0.1, weightDecay: 0.2), AdamW(groups, amsgrad: true))
    case "rmsprop": (RMSprop(groups, alpha: 0.5, epsilon: 0.1, momentum: 0.5, centered: true), RMSprop(groups))
    default:
      (Adagrad(groups, learningRateDecay: 0.1, initialAccumulator: 0.5, epsilon: 0.1), Adagrad(groups))
    }
  }

  @Test(arguments: ["sgd", "nesterov", "adam", "adamw", "rmsprop", "adagrad"])
  func aSavedStateHoldsEverySetting(_ name: String) throws {
    func groups(_ a: Tensor<Float>, _ b: Tensor<Float>) -> [ParameterGroup] {
      [ParameterGroup([Variable(a)], learningRate: 0.3), ParameterGroup([Variable(b)], weightDecay: 0.1)]
    }
    func run(_ optimizer: any Optimizer, _ steps: Range<Int>) {
      for step in steps {
        var rng = RandomGenerator(seed: UInt64(step))
        for parameter in optimizer.parameters { parameter.grad = .normal([3], using: &rng) }
        optimizer.step()
      }
    }
    let whole = Self.unlike(name, groups([1, 2, 3], [4, 5, 6])).own
    run(whole, 0..<3)
    let values = whole.parameters.map(\.value)
    let resumed = Self.unlike(name, groups(values[0], values[1])).plain
    let state = try #require(OptimizerState(whole.state.namedTensors))
    #expect(resumed.accepts(state))
    resumed.state = state
    #expect(resumed.state.numbers == whole.state.numbers)
    run(whole, 3..<8)
    run(resumed, 3..<8)
    #expect(resumed.parameters.map(\.value.scalars) == whole.parameters.map(\.value.scalars))

    // A state from before settings were kept: the optimizer's own stay.
    let before = Self.unlike(name, groups(values[0], values[1])).own
    var old = state
    old.numbers = old.numbers.filter { !$0.key.hasPrefix("settings.") && !$0.key.hasSuffix(".parameters") }
    #expect(before.accepts(old))
    before.state = old
    run(before, 3..<8)
    #expect(before.parameters.map(\.value.scalars) == whole.parameters.map(\.value.scalars))
  }

  @Test func aStateOfOtherGroupsOrOfAnotherRuleIsNotAccepted() {
    let a = Variable(Tensor<Float>.ones([2])), b = Variable(a.value), c = Variable(a.value)
    let state = SGD([ParameterGroup([a]), ParameterGroup([b, c])]).state
    #expect(SGD([ParameterGroup([a]), ParameterGroup([b, c])], dampening: 1).accepts(state))
    #expect(!SGD([ParameterGroup([a, b]), ParameterGroup([c])]).accepts(state))
    #expect(!SGD([ParameterGroup([a]), ParameterGroup([b]), ParameterGroup([c])]).accepts(state))
    #expect(!SGD([a, b, c]).accepts(state))
    #expect(!Adam([ParameterGroup([a]), ParameterGroup([b, c])]).accepts(state))
  }

  @Test func aParameterWithoutAGradientIsNamed() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let optimizer = SGD([Variable(Tensor<Float>.zeros([2, 3]))])
      optimizer.step()
      optimizer.step()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #if DEBUG
      #expect(text.components(separatedBy: "SGD.step: parameter [2, 3] never got a gradient").count == 2)
    #else
      #expect(text.isEmpty)
    #endif
  }

  @Test func badSettingsStop() async {
    await #expect(processExitsWith: .failure) { _ = SGD([Variable(Tensor<Float>.zeros([1]))], learningRate: -1) }
    await #expect(processExitsWith: .failure) { _ = SGD([Variable(Tensor<Float>.zeros([1]))], nesterov: true) }
    await #expect(processExitsWith: .failure) { _ = Adam([Variable(Tensor<Float>.zeros([1]))], betas: (1, 0.9)) }
    await #expect(processExitsWith: .failure) { _ = Adam([] as [Variable<Float>]) }
    await #expect(processExitsWith: .failure) {
      let twice = Variable(Tensor<Float>.zeros([1]))
      _ = SGD([twice, twice])
    }
  }

  @Test func clipping() {
    let (a, b) = (Variable(Tensor<Float>.zeros([2])), Variable(Tensor<Float>.zeros([1])))
    (a.grad, b.grad) = ([3, 0], [4])
    #expect(GradientClipping.byNorm([a, b], maxNorm: 1) == 5)
    #expect(a.grad!.allClose([0.6, 0]) && b.grad!.allClose([0.8]))
    #expect(GradientClipping.byNorm([a, b], maxNorm: 10, order: .infinity) < 0.81)
    #expect(a.grad!.allClose([0.6, 0]))
    (a.grad, b.grad) = ([3, -2], [0.5])
    GradientClipping.byValue([a, b], limit: 1)
    #expect(a.grad!.scalars == [1, -1] && b.grad!.scalars == [0.5])
  }
}
