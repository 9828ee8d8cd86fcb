import Autograd
import Optim
import Tensor
import TestSupport
import Testing

/// Groups that change between steps: what an optimizer keeps goes with the parameter.
@Suite struct ParameterGroupsTests {
  static let rules: [(name: String, make: @Sendable ([ParameterGroup]) -> any Optimizer)] = [
    ("momentum", { SGD($0, learningRate: 0.1, momentum: 0.9) }), ("adam", { Adam($0, learningRate: 0.1) }),
    ("amsgrad", { Adam($0, learningRate: 0.1, amsgrad: true) }), ("adamw", { AdamW($0, learningRate: 0.1) }),
    ("rmsprop", { RMSprop($0, learningRate: 0.1, momentum: 0.5, centered: true) }),
    ("adagrad", { Adagrad($0, learningRate: 0.1) }),
  ]

  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  /// Σ i · p_i², whose gradient is another one for each parameter.
  private func step(_ optimizer: any Optimizer, _ parameters: [Variable<Float>]) {
    optimizer.zeroGrad()
    for (index, p) in parameters.enumerated() { ((p * p).sum() * Float(index + 1)).backward() }
    optimizer.step()
  }

  private func parameters() -> [Variable<Float>] {
    [[3], [2, 2], [4, 1, 5]].map { Variable(Tensor<Float>.ones(Shape($0))) }
  }

  /// Reordered, taken out and put back, the way of each parameter is the one that it takes in a group of its own.
  @Test(arguments: rules.map(\.name)) func slotsBelongToTheParameter(name: String) throws {
    let make = try #require(Self.rules.first { $0.name == name }).make
    let changed = parameters(), alone = parameters()
    let optimizer = make([ParameterGroup([changed[0]]), ParameterGroup([changed[1]])])
    let others = alone.map { make([ParameterGroup([$0])]) }
    func both(_ moving: [Int]) {
      step(optimizer, changed)
      for index in moving { step(others[index], alone) }
    }
    for _ in 0..<3 { both([0, 1]) }
    optimizer.groups.append(ParameterGroup([changed[2]]))
    for _ in 0..<2 { both([0, 1, 2]) }
    optimizer.groups.swapAt(0, 2)
    for _ in 0..<2 { both([0, 1, 2]) }
    let first = optimizer.groups.removeFirst()
    for _ in 0..<2 { both([0, 1]) }
    optimizer.groups.insert(first, at: 1)
    for _ in 0..<2 { both([0, 1, 2]) }
    optimizer.groups.reverse()
    both([0, 1, 2])
    for (a, b) in zip(changed, alone) { #expect(a.value == b.value, "\(name)") }
  }

  @Test func aGroupWithoutARateTakesTheDefault() {
    let p = parameters()
    let optimizer = SGD([ParameterGroup([p[0]], learningRate: 1)], learningRate: 0.25, momentum: 0.5, weightDecay: 3)
    optimizer.groups.append(ParameterGroup([p[1]]))
    #expect(optimizer.groups.map(\.learningRate) == [1, 0.25] && optimizer.groups[1].momentum == 0.5)
    #expect(optimizer.groups[1].weightDecay == 3)
  }

  @Test(arguments: rules.map(\.name)) func aSavedStateBelongsToTheNewOrder(name: String) throws {
    let make = try #require(Self.rules.first { $0.name == name }).make
    let p = parameters(), q = parameters()
    let optimizer = make([ParameterGroup([p[0]]), ParameterGroup([p[1]]), ParameterGroup([p[2]])])
    for _ in 0..<3 { step(optimizer, p) }
    optimizer.groups.swapAt(0, 2)
    let other = make([ParameterGroup([q[2]]), ParameterGroup([q[1]]), ParameterGroup([q[0]])])
    for (from, to) in zip(p, q) { to.value = from.value }
    other.state = optimizer.state
    for _ in 0..<3 {
      step(optimizer, p)
      step(other, q)
    }
    for (a, b) in zip(p, q) { #expect(a.value == b.value) }
  }

  /// Parameters of `Double` go the way of those of `Float`, with more digits.
  @Test(arguments: rules.map(\.name)) func doublesAreTrained(name: String) throws {
    let p = Variable(Tensor<Double>([1, 2, 3])), q = Variable(Tensor<Float>([1, 2, 3]))
    func optimizers() -> [any Optimizer] {
      switch name {
      case "momentum": [SGD([p], learningRate: 0.1, momentum: 0.9), SGD([q], learningRate: 0.1, momentum: 0.9)]
      case "adam": [Adam([p], learningRate: 0.1), Adam([q], learningRate: 0.1)]
      case "amsgrad":
        [Adam([p], learningRate: 0.1, amsgrad: true), Adam([q], learningRate: 0.1, amsgrad: true)]
      case "adamw": [AdamW([p], learningRate: 0.1), AdamW([q], learningRate: 0.1)]
      case "rmsprop": [RMSprop([p], learningRate: 0.1), RMSprop([q], learningRate: 0.1)]
      default: [Adagrad([p], learningRate: 0.1), Adagrad([q], learningRate: 0.1)]
      }
    }
    let both = optimizers()
    for _ in 0..<10 {
      for optimizer in both { optimizer.zeroGrad() }
      (p * p).sum().backward()
      (q * q).sum().backward()
      for optimizer in both { optimizer.step() }
    }
    #expect(both[0].parameters(of: Double.self).count == 1 && both[0].parameters.isEmpty)
    #expect(abs(p.value - Tensor<Double>(q.value)).max().item() < 1e-5 && p.value[0].item() < 1)
  }

  @Test func misuseIsSaid() async {
    let twice = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let p = Variable(Tensor<Float>.ones([3]))
      _ = SGD([ParameterGroup([p]), ParameterGroup([p])], learningRate: 0.1)
    }
    #expect(message(twice).contains("SGD: parameter [3] is there twice: a parameter belongs to one group, once"))
    let position = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([Variable(Tensor<Float>.ones([3]))], learningRate: 0.1).groups[3]
    }
    #expect(message(position).contains("groups[3]: position 3 is out of range: there are 1"))
    let leaf = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([Variable(Tensor<Float>.ones([3])) * 2], learningRate: 0.1)
    }
    #expect(message(leaf).contains("variable 0 [3] is no leaf"))
  }

  @Test(arguments: rules.map(\.name)) func anotherShapeAfterAStepIsSaid(name: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [name = name as String] in
      let p = Variable(Tensor<Float>.ones([3]))
      let optimizer = ParameterGroupsTests.rules.first { $0.name == name }!.make([ParameterGroup([p])])
      (p * p).sum().backward()
      optimizer.step()
      p.value = .ones([100_000])
      optimizer.zeroGrad()
      (p * p).sum().backward()
      optimizer.step()
    }
    #expect(message(result).contains("had shape [3] at the last step, and what is kept for it still has"))
  }
}
