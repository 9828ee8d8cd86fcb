import Autograd
import Optim
import Tensor
import TestSupport
import Testing

/// Every golden case of optimizers and schedules.
@Suite(.enabled(if: Golden.isAvailable, "MARTLET_GOLDEN is not set"))
struct GoldenOptimTests {
  /// PyTorch's.
  private let defaultRates = ["sgd": 1e-3, "adam": 1e-3, "adamw": 1e-3, "rmsprop": 1e-2, "adagrad": 1e-2]

  @Test func goldenOptimizers() throws {
    let report = try Golden.report("optimizers") { item in
      let p = item.parameters
      let parameter = Variable(try item.input(0, as: Float.self))
      let rate = p.number("lr") ?? defaultRates[item.operation] ?? 0, decay = p.number("weight_decay")
      let betas = p.numbers("betas").map { ($0[0], $0[1]) } ?? (0.9, 0.999)
      let optimizer: any Optimizer
      switch item.operation {
      case "sgd":
        optimizer = SGD(
          [parameter], learningRate: rate, momentum: p.number("momentum") ?? 0,
          dampening: p.number("dampening") ?? 0, weightDecay: decay ?? 0, nesterov: p.flag("nesterov") ?? false)
      case "adam":
        optimizer = Adam(
          [parameter], learningRate: rate, betas: betas, epsilon: p.number("eps") ?? 1e-8, weightDecay: decay ?? 0,
          amsgrad: p.flag("amsgrad") ?? false)
      case "adamw":
        optimizer = AdamW(
          [parameter], learningRate: rate, betas: betas, epsilon: p.number("eps") ?? 1e-8, weightDecay: decay ?? 1e-2,
          amsgrad: p.flag("amsgrad") ?? false)
      case "rmsprop":
        optimizer = RMSprop(
          [parameter], learningRate: rate, alpha: p.number("alpha") ?? 0.99, epsilon: p.number("eps") ?? 1e-8,
          weightDecay: decay ?? 0, momentum: p.number("momentum") ?? 0,
          centered: p.flag("centered") ?? false)
      case "adagrad":
        optimizer = Adagrad(
          [parameter], learningRate: rate, learningRateDecay: p.number("lr_decay") ?? 0, weightDecay: decay ?? 0,
          initialAccumulator: p.number("initial_accumulator_value") ?? 0, epsilon: p.number("eps") ?? 1e-10)
      default: return nil
      }
      let values = try item.inputs.indices.dropFirst().map { step in
        parameter.grad = try item.input(step, as: Float.self)
        optimizer.step()
        return parameter.value
      }
      return [DynamicTensor(Tensor.stack(values, axis: 0))]
    }
    print(report.line)
    #expect(report.failures == [])
    #expect(report.total > 0)
  }

  @Test func goldenSchedulers() throws {
    let report = try Golden.report("schedulers") { item in
      let p = item.parameters
      let schedule: Schedule
      switch item.operation {
      case "step": schedule = .step(every: p.integer("step_size")!, gamma: p.number("gamma") ?? 0.1)
      case "multi_step": schedule = .multiStep(p.integers("milestones")!, gamma: p.number("gamma") ?? 0.1)
      case "exponential": schedule = .exponential(gamma: p.number("gamma")!)
      case "cosine": schedule = .cosine(steps: p.integer("t_max")!, minimum: p.number("eta_min") ?? 0)
      case "linear":
        schedule = .linear(
          from: p.number("start_factor") ?? 1.0 / 3, to: p.number("end_factor") ?? 1,
          steps: p.integer("total_iters") ?? 5)
      case "one_cycle":
        schedule = .oneCycle(
          maximum: p.number("max_lr")!, steps: p.integer("total_steps")!, rise: p.number("pct_start") ?? 0.3,
          divisor: p.number("div_factor") ?? 25, finalDivisor: p.number("final_div_factor") ?? 1e4)
      default: return nil
      }
      let optimizer = SGD([Variable(Tensor<Float>.zeros([1]))], learningRate: p.number("base_lr")!, momentum: 0.9)
      let scheduler = Scheduler(optimizer, schedule)
      let rates = (0..<p.integer("steps")!).map { _ in
        defer { scheduler.step() }
        return optimizer.learningRate
      }
      return [DynamicTensor(Tensor<Double>(rates))]
    }
    print(report.line)
    #expect(report.failures == [])
    #expect(report.total > 0)
  }
}
