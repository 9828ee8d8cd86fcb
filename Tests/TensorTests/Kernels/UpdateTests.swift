import Foundation
import Kernels
import Testing

/// Steps of optimizers against PyTorch's update rules written out, in Double, over several steps.
@Suite struct UpdateTests {
  private let steps = 6, n = 37

  /// Runs `kernel` on both types, and `rule` element by element on a state of numbers that begin as 0.
  private func expectSteps<Options>(
    _ name: String, state count: Int,
    _ options: (_ step: Int) -> Options,
    _ floats: (mk_level, _ p: UnsafeMutablePointer<Float>, [Float], [UnsafeMutablePointer<Float>], Options) -> Void,
    _ doubles: (mk_level, _ p: UnsafeMutablePointer<Double>, [Double], [UnsafeMutablePointer<Double>], Options) -> Void,
    _ rule: (_ p: inout Double, _ g: Double, _ state: inout [Double], _ step: Int) -> Void
  ) {
    for level in KernelLevel.all {
      let start = Scatter.doubles(n).map { Double(Float($0)) }
      var p = start, states = [[Double]](repeating: [Double](repeating: 0, count: count), count: n)
      let p32 = UnsafeMutablePointer<Float>.allocate(capacity: n * (count + 1))
      let p64 = UnsafeMutablePointer<Double>.allocate(capacity: n * (count + 1))
      defer { p32.deallocate(); p64.deallocate() }
      for i in 0..<(n * (count + 1)) { (p32[i], p64[i]) = i < n ? (Float(start[i]), start[i]) : (0, 0) }
      for step in 1...steps {
        let g = Scatter.doubles(n, seed: UInt64(step)).map { Double(Float($0)) }
        for i in 0..<n { rule(&p[i], g[i], &states[i], step) }
        let parts = 1..<(count + 1)
        floats(level.functions, p32, g.map(Float.init), parts.map { p32 + $0 * n }, options(step))
        doubles(level.functions, p64, g, parts.map { p64 + $0 * n }, options(step))
      }
      #expect(distance((0..<n).map { p64[$0] }, p) <= 1e-14, "\(name), Double")
      #expect(distance((0..<n).map { Double(p32[$0]) }, p) <= 2e-6, "\(name), Float")
    }
  }

  @Test(arguments: [
    (0.0, 0.0, 0.0, false), (0, 0, 0.1, false), (0.9, 0, 0, false), (0.9, 0.3, 0.1, false), (0.9, 0, 0.1, true),
  ])
  func sgd(_ momentum: Double, _ dampening: Double, _ decay: Double, _ nesterov: Bool) {
    expectSteps(
      "sgd", state: 1,
      {
        mk_sgd_options(
          lr: 0.05, momentum: momentum, dampening: dampening, weight_decay: decay, nesterov: nesterov ? 1 : 0,
          first: $0 == 1 ? 1 : 0)
      },
      { $0.sgd_f32($1, $2, momentum == 0 ? nil : $3[0], n, $4) },
      { $0.sgd_f64($1, $2, momentum == 0 ? nil : $3[0], n, $4) },
      { p, g, state, step in
        var d = g + decay * p
        if momentum != 0 {
          state[0] = step == 1 ? d : momentum * state[0] + (1 - dampening) * d
          d = nesterov ? d + momentum * state[0] : state[0]
        }
        p -= 0.05 * d
      })
  }

  @Test(arguments: [false, true], [false, true])
  func adam(_ decoupled: Bool, _ amsgrad: Bool) {
    for decay in [0, 0.1] {
      expectSteps(
        "adam", state: 3,
        {
          mk_adam_options(
            lr: 0.02, beta1: 0.8, beta2: 0.95, eps: 1e-8, weight_decay: decay, correction1: 1 - pow(0.8, Double($0)),
            correction2: 1 - pow(0.95, Double($0)), decoupled: decoupled ? 1 : 0)
        },
        { $0.adam_f32($1, $2, $3[0], $3[1], amsgrad ? $3[2] : nil, n, $4) },
        { $0.adam_f64($1, $2, $3[0], $3[1], amsgrad ? $3[2] : nil, n, $4) },
        { p, g, state, step in
          var g = g
          if decoupled { p *= 1 - 0.02 * decay } else { g += decay * p }
          state[0] = 0.8 * state[0] + 0.2 * g
          state[1] = 0.95 * state[1] + 0.05 * g * g
          state[2] = max(state[2], state[1])
          let first = state[0] / (1 - pow(0.8, Double(step)))
          let second = (amsgrad ? state[2] : state[1]) / (1 - pow(0.95, Double(step)))
          p -= 0.02 * first / (second.squareRoot() + 1e-8)
        })
    }
  }

  @Test(arguments: [false, true], [0, 0.9])
  func rmsprop(_ centered: Bool, _ momentum: Double) {
    expectSteps(
      "rmsprop", state: 3,
      { _ in mk_rmsprop_options(lr: 0.01, alpha: 0.9, eps: 1e-8, weight_decay: 0.1, momentum: momentum) },
      { $0.rmsprop_f32($1, $2, $3[0], centered ? $3[1] : nil, momentum > 0 ? $3[2] : nil, n, $4) },
      { $0.rmsprop_f64($1, $2, $3[0], centered ? $3[1] : nil, momentum > 0 ? $3[2] : nil, n, $4) },
      { p, g, state, _ in
        let d = g + 0.1 * p
        state[0] = 0.9 * state[0] + 0.1 * d * d
        state[1] = 0.9 * state[1] + 0.1 * d
        let spread = centered ? state[0] - state[1] * state[1] : state[0]
        let step = d / (spread.squareRoot() + 1e-8)
        state[2] = momentum * state[2] + step
        p -= 0.01 * (momentum > 0 ? state[2] : step)
      })
  }

  @Test func adagrad() {
    expectSteps(
      "adagrad", state: 1,
      { mk_adagrad_options(lr: 0.05 / (1 + Double($0 - 1) * 0.1), eps: 1e-10, weight_decay: 0.01) },
      { $0.adagrad_f32($1, $2, $3[0], n, $4) }, { $0.adagrad_f64($1, $2, $3[0], n, $4) },
      { p, g, state, step in
        let d = g + 0.01 * p
        state[0] += d * d
        p -= 0.05 / (1 + Double(step - 1) * 0.1) * d / (state[0].squareRoot() + 1e-10)
      })
  }
}
