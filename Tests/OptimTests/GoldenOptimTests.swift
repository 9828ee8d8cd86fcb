import Autograd
import Optim
import Tensor
import TestSupport
import Testing

/// Every golden case of optimizers and schedules.
@Suite(.enabled(if: Golden.isAvailable, "MARTLET_GOLDEN is not set"))
struct GoldenOptimTests {
  @Test func goldenOptimizers() throws {
    let report = try Golden.report("optimizers") { item in
      let p = item.parameters
      let parameter = Variable(try item.input(0, as: Float.self))
      let rate = p.number("lr")!, decay = p.number("weight_decay")
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
        optimizer = AdamW([parameter], learningRate: rate, betas: betas, weightDecay: decay ?? 1e-2)
      case "rmsprop":
        optimizer = RMSprop(
          [parameter], learningRate: rate, alpha: p.number("alpha") ?? 0.99, momentum: p.number("momentum") ?? 0,
          centered: p.flag("centered") ?? false)
      case "adagrad":
        optimizer = Adagrad(
          [parameter], learningRate: rate, learningRateDecay: p.number("lr_decay") ?? 0, weightDecay: decay ?? 0)
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
      case "step": schedule = .step(every: p.integer("step_size")!, gamma: p.number("gamma")!)
      case "multi_step": schedule = .multiStep(p.integers("milestones")!, gamma: p.number("gamma")!)
      case "exponential": schedule = .exponential(gamma: p.number("gamma")!)
      case "cosine": schedule = .cosine(steps: p.integer("t_max")!, minimum: p.number("eta_min")!)
      case "linear":
        schedule = .linear(
          from: p.number("start_factor")!, to: p.number("end_factor")!, steps: p.integer("total_iters")!)
      case "one_cycle":
        schedule = .oneCycle(maximum: p.number("max_lr")!, steps: p.integer("total_steps")!)
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
