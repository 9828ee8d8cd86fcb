import Autograd
import Optim
import Tensor
import Testing

@Suite struct ScheduleTests {
  @Test func oneScheduleAfterAnother() {
    let schedule = Schedule.linear(from: 0.5, steps: 2).then(.step(every: 1, gamma: 0.1), after: 2)
    let rates = (0..<5).map { schedule(step: $0, base: 1) }
    for (rate, expected) in zip(rates, [0.5, 0.75, 1, 0.1, 0.01]) { #expect(Swift.abs(rate - expected) < 1e-12) }
  }

  @Test func eachGroupHasItsBase() {
    let optimizer = SGD(
      [
        ParameterGroup([Variable(Tensor<Float>.zeros([1]))]),
        ParameterGroup([Variable(Tensor<Float>.zeros([1]))], learningRate: 1),
      ], learningRate: 0.1)
    let scheduler = Scheduler(optimizer, .exponential(gamma: 0.5))
    scheduler.step()
    #expect(scheduler.learningRates == [0.05, 0.5])
    scheduler.count = 3
    #expect(scheduler.learningRates == [0.0125, 0.125])
  }

  @Test func oneCycleMovesTheMomentumTheOtherWay() {
    let optimizer = SGD([Variable(Tensor<Float>.zeros([1]))], learningRate: 1, momentum: 0.9)
    let scheduler = Scheduler(optimizer, .oneCycle(maximum: 1, steps: 10))
    #expect(optimizer.groups[0].momentum == 0.95)
    for _ in 0..<2 { scheduler.step() }
    #expect(optimizer.groups[0].momentum == 0.85)
    #expect(optimizer.learningRate == 1)
  }

  @Test func aScheduleAfterAnotherKeepsItsMomentum() {
    let optimizer = SGD([Variable(Tensor<Float>.zeros([1]))], learningRate: 1, momentum: 0.5)
    let scheduler = Scheduler(optimizer, .linear(steps: 2).then(.oneCycle(maximum: 1, steps: 10), after: 2))
    #expect(optimizer.groups[0].momentum == 0.5)
    for _ in 0..<2 { scheduler.step() }
    #expect(optimizer.groups[0].momentum == 0.95)
    for _ in 0..<2 { scheduler.step() }
    #expect(optimizer.groups[0].momentum == 0.85)
  }

  @Test func plateau() {
    let optimizer = SGD([Variable(Tensor<Float>.zeros([1]))], learningRate: 1)
    let plateau = PlateauScheduler(optimizer, factor: 0.5, patience: 1)
    var rates: [Double] = []
    for loss in [1.0, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1] {
      plateau.step(loss)
      rates.append(optimizer.learningRate)
    }
    #expect(rates == [1, 1, 1, 0.5, 0.5, 0.25, 0.25])
  }

  @Test func plateauWithAThresholdInTheFiguresUnit() {
    func rates(_ figures: [Double], _ make: (SGD) -> PlateauScheduler) -> [Double] {
      let optimizer = SGD([Variable(Tensor<Float>.zeros([1]))], learningRate: 1)
      let plateau = make(optimizer)
      return figures.map {
        plateau.step($0)
        return optimizer.learningRate
      }
    }
    let greater = rates([10, 10.5, 10.9, 10.95]) {
      PlateauScheduler($0, goal: .maximum, factor: 0.5, patience: 0, threshold: 0.1, thresholdMode: .absolute)
    }
    #expect(greater == [1, 1, 1, 0.5])
    // The last change, 0.125, is below epsilon.
    let smaller = rates([1, 0.95, 0.85, 0.8, 0.8, 0.8]) {
      PlateauScheduler($0, factor: 0.5, patience: 0, threshold: 0.1, thresholdMode: .absolute, epsilon: 0.2)
    }
    #expect(smaller == [1, 0.5, 0.5, 0.25, 0.25, 0.25])
  }

  @Test func oneCycleInThreeStraightPhases() {
    let optimizer = SGD([Variable(Tensor<Float>.zeros([1]))], learningRate: 1, momentum: 0.9)
    let scheduler = Scheduler(
      optimizer, .oneCycle(maximum: 1, steps: 10, rise: 0.4, curve: .linear, threePhases: true))
    var rates: [Double] = [], momenta: [Double] = []
    for _ in 0..<10 {
      rates.append(optimizer.learningRate)
      momenta.append(optimizer.groups[0].momentum)
      scheduler.step()
    }
    // PyTorch's OneCycleLR(max_lr=1, total_steps=10, pct_start=0.4, anneal_strategy="linear", three_phase=True).
    let expectedRates = [0.04, 0.36, 0.68, 1, 0.68, 0.36, 0.04, 0.026668, 0.013336, 4e-06]
    let expectedMomenta = [0.95, 0.916667, 0.883333, 0.85, 0.883333, 0.916667, 0.95, 0.95, 0.95, 0.95]
    for (rate, expected) in zip(rates, expectedRates) { #expect(Swift.abs(rate - expected) < 1e-6) }
    for (momentum, expected) in zip(momenta, expectedMomenta) { #expect(Swift.abs(momentum - expected) < 1e-6) }
  }
}
