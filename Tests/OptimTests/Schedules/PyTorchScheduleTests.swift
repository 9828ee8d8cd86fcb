import Autograd
import Foundation
import Optim
import Tensor
import TestSupport
import Testing

/// Schedules that act on each other's rates, and that are taken up again, beside PyTorch itself.
@Suite(.enabled("PyTorch is not there", { await Python.has("torch") })) struct PyTorchScheduleTests {
  private struct Case: Sendable {
    /// In Python, `o` is the optimizer and `S` torch.optim.lr_scheduler.
    let python: String
    let schedules: [Schedule]
  }

  private static let cases: [Case] = [
    Case(
      python: "S.CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=0.01)",
      schedules: [
        .cosineWarmRestarts(steps: 3, multiplier: 2, minimum: 0.01)
      ]),
    Case(python: "S.CosineAnnealingWarmRestarts(o, 4)", schedules: [.cosineWarmRestarts(steps: 4)]),
    Case(
      python: "S.ExponentialLR(o, 0.9), S.LinearLR(o, 0.5, 1, 4)",
      schedules: [
        .exponential(gamma: 0.9), .linear(from: 0.5, to: 1, steps: 4),
      ]),
    Case(
      python: "S.StepLR(o, 3, 0.5), S.MultiStepLR(o, [2, 5, 9], 0.1), S.ExponentialLR(o, 0.99)",
      schedules: [
        .step(every: 3, gamma: 0.5), .multiStep([2, 5, 9], gamma: 0.1), .exponential(gamma: 0.99),
      ]),
    Case(
      python: "S.CosineAnnealingLR(o, 5, 0.001), S.StepLR(o, 4, 0.5)",
      schedules: [
        .cosine(steps: 5, minimum: 0.001), .step(every: 4, gamma: 0.5),
      ]),
  ]

  private func optimizer() -> SGD {
    SGD(
      [
        ParameterGroup([Variable(Tensor<Float>.zeros([1]))]),
        ParameterGroup([Variable(Tensor<Float>.zeros([1]))], learningRate: 1),
      ], learningRate: 0.1)
  }

  @Test(arguments: cases.indices) func ratesArePyTorchs(index: Int) async throws {
    let item = Self.cases[index]
    let text = try await Python.run(
      """
      import torch
      S = torch.optim.lr_scheduler
      p = [torch.nn.Parameter(torch.zeros(1)) for _ in range(2)]
      o = torch.optim.SGD([{'params': [p[0]]}, {'params': [p[1]], 'lr': 1.0}], lr=0.1)
      all = [\(item.python)]
      for _ in range(15):
          print(*[repr(g['lr']) for g in o.param_groups])
          o.step()
          for s in all: s.step()
      """)
    let expected = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
    let straight = optimizer(), schedulers = item.schedules.map { Scheduler(straight, $0) }
    for (step, rates) in expected.enumerated() {
      for (got, want) in zip(straight.groups.map(\.learningRate), rates) {
        #expect(abs(got - want) <= 1e-9 * max(want, 1e-3), "step \(step) of \(item.python): \(got), \(want)")
      }
      for scheduler in schedulers { scheduler.step() }
    }

    // Taken up after seven steps, from the optimizer's state.
    let first = optimizer(), before = item.schedules.map { Scheduler(first, $0) }
    for _ in 0..<7 { for scheduler in before { scheduler.step() } }
    let second = optimizer()
    second.state = first.state
    let after = item.schedules.map { Scheduler(second, $0, resumingAt: 7) }
    for rates in expected[7...] {
      for (got, want) in zip(second.groups.map(\.learningRate), rates) {
        #expect(abs(got - want) <= 1e-9 * max(want, 1e-3), "resumed, \(item.python): \(got), \(want)")
      }
      for scheduler in after { scheduler.step() }
    }
  }
}
