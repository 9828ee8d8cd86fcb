import Autograd
import Optim
import Tensor
import TestSupport
import Testing

/// Every golden case of optimizers and schedules; a parameter that a case leaves out is left to our default.
@Suite(.enabled(if: Golden.isAvailable, "MARTLET_GOLDEN is not set"))
struct GoldenOptimTests {
  @Test func goldenOptimizers() throws {
    let report = try Golden.report("optimizers") { item in
      let parameter = Variable(try item.input(0, as: Float.self))
      guard let optimizer = Self.optimizer(item.operation, item.parameters, of: parameter) else { return nil }
      // Greater is better: that is to descend along the gradient of the opposite.
      let sign: Float = item.parameters.flag("maximize") ?? false ? -1 : 1
      let values = try item.inputs.indices.dropFirst().map { step in
        parameter.grad = sign * (try item.input(step, as: Float.self))
        optimizer.step()
        return parameter.value
      }
      return [DynamicTensor(Tensor.stack(values, axis: 0))]
    }
    print(report.line)
    #expect(report.failures == [])
    #expect(report.total > 0)
  }

  private static func optimizer(
    _ name: String, _ p: GoldenParameters, of parameter: Variable<Float>
  ) -> (any Optimizer)? {
    let decay = p.number("weight_decay")
    let betas = p.numbers("betas").map { ($0[0], $0[1]) } ?? (0.9, 0.999)
    let isDecoupled = name == "adamw" || (p.flag("decoupled_weight_decay") ?? false)
    switch name {
    case "sgd":
      return SGD(
        [parameter], learningRate: p.number("lr") ?? 1e-3, momentum: p.number("momentum") ?? 0,
        dampening: p.number("dampening") ?? 0, weightDecay: decay ?? 0, nesterov: p.flag("nesterov") ?? false)
    case "adam" where !isDecoupled:
      return Adam(
        [parameter], learningRate: p.number("lr") ?? 1e-3, betas: betas, epsilon: p.number("eps") ?? 1e-8,
        weightDecay: decay ?? 0, amsgrad: p.flag("amsgrad") ?? false)
    case "adam", "adamw":
      return AdamW(
        [parameter], learningRate: p.number("lr") ?? 1e-3, betas: betas, epsilon: p.number("eps") ?? 1e-8,
        weightDecay: decay ?? (name == "adam" ? 0 : 1e-2), amsgrad: p.flag("amsgrad") ?? false)
    case "rmsprop":
      return RMSprop(
        [parameter], learningRate: p.number("lr") ?? 1e-2, alpha: p.number("alpha") ?? 0.99,
        epsilon: p.number("eps") ?? 1e-8, weightDecay: decay ?? 0, momentum: p.number("momentum") ?? 0,
        centered: p.flag("centered") ?? false)
    case "adagrad":
      return Adagrad(
        [parameter], learningRate: p.number("lr") ?? 1e-2, learningRateDecay: p.number("lr_decay") ?? 0,
        weightDecay: decay ?? 0, initialAccumulator: p.number("initial_accumulator_value") ?? 0,
        epsilon: p.number("eps") ?? 1e-10)
    default: return nil
    }
  }

  @Test func goldenSchedulers() throws {
    let report = try Golden.report("schedulers") { item in
      let p = item.parameters
      guard let schedule = Self.schedule(item.operation, p) else { return nil }
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

  private static func schedule(_ name: String, _ p: GoldenParameters) -> Schedule? {
    let gamma = p.number("gamma") ?? 0.1
    switch name {
    case "step": return .step(every: p.integer("step_size")!, gamma: gamma)
    case "multi_step": return .multiStep(p.integers("milestones")!, gamma: gamma)
    case "exponential": return .exponential(gamma: gamma)
    case "cosine": return .cosine(steps: p.integer("t_max")!, minimum: p.number("eta_min") ?? 0)
    case "linear":
      return .linear(
        from: p.number("start_factor") ?? 1.0 / 3, to: p.number("end_factor") ?? 1, steps: p.integer("total_iters") ?? 5
      )
    case "one_cycle":
      let steps = p.integer("total_steps") ?? p.integer("epochs")! * p.integer("steps_per_epoch")!
      return .oneCycle(
        maximum: p.number("max_lr")!, steps: steps, rise: p.number("pct_start") ?? 0.3,
        divisor: p.number("div_factor") ?? 25, finalDivisor: p.number("final_div_factor") ?? 1e4,
        curve: p.text("anneal_strategy") == "linear" ? .linear : .cosine, threePhases: p.flag("three_phase") ?? false)
    default: return nil
    }
  }
}
