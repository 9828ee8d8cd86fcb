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
}
