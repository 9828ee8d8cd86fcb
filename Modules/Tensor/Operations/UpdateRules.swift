import Kernels

// The rules by their kernels, one for each type; x.p is the parameter, x.g its gradient, x.a, x.b and x.c what is kept.

extension AnyTensor {
  /// Stochastic gradient descent: a is the velocity.
  package mutating func descend(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, weightDecay: Double, momentum: Double,
    dampening: Double, isNesterov: Bool
  ) {
    if momentum == 0 && weightDecay == 0 { return accumulate(gradient, scale: -rate) }
    let options = mk_sgd_options(
      lr: rate, momentum: momentum, dampening: dampening, weight_decay: weightDecay, nesterov: isNesterov ? 1 : 0,
      first: slots.first == nil ? 1 : 0)
    let count = momentum == 0 ? 0 : 1
    if type == .double {
      update(gradient, &slots, count: count) { x, n in mk_sgd_f64(x.p, x.g, x.a, n, options) }
    } else {
      update(gradient, &slots, count: count) { x, n in mk_sgd_f32(x.p, x.g, x.a, n, options) }
    }
  }

  /// Adam: a and b are the moments, c the greatest second moment so far. The decay is added to the gradient, or taken
  /// off the parameter where it is `decoupled`.
  package mutating func adam(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, beta1: Double, beta2: Double, epsilon: Double,
    weightDecay: Double, isDecoupled: Bool, keepsGreatest: Bool
  ) {
    slots.step += 1
    let options = mk_adam_options(
      lr: rate, beta1: beta1, beta2: beta2, eps: epsilon, weight_decay: weightDecay,
      correction1: 1 - power(beta1, slots.step), correction2: 1 - power(beta2, slots.step),
      decoupled: isDecoupled ? 1 : 0)
    let count = keepsGreatest ? 3 : 2
    if type == .double {
      update(gradient, &slots, count: count) { x, n in
        mk_adam_f64(x.p, x.g, x.a, x.b, keepsGreatest ? x.c : nil, n, options)
      }
    } else {
      update(gradient, &slots, count: count) { x, n in
        mk_adam_f32(x.p, x.g, x.a, x.b, keepsGreatest ? x.c : nil, n, options)
      }
    }
  }

  /// RMSprop: a is the mean square, b the velocity, c the mean.
  package mutating func rmsprop(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, alpha: Double, epsilon: Double,
    weightDecay: Double, momentum: Double, isCentered: Bool
  ) {
    let options = mk_rmsprop_options(
      lr: rate, alpha: alpha, eps: epsilon, weight_decay: weightDecay, momentum: momentum)
    let count = isCentered ? 3 : momentum > 0 ? 2 : 1
    if type == .double {
      update(gradient, &slots, count: count) { x, n in
        mk_rmsprop_f64(x.p, x.g, x.a, isCentered ? x.c : nil, momentum > 0 ? x.b : nil, n, options)
      }
    } else {
      update(gradient, &slots, count: count) { x, n in
        mk_rmsprop_f32(x.p, x.g, x.a, isCentered ? x.c : nil, momentum > 0 ? x.b : nil, n, options)
      }
    }
  }

  /// Adagrad: a is the sum of squares.
  package mutating func adagrad(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, rateDecay: Double, epsilon: Double,
    weightDecay: Double, initial: Double
  ) {
    slots.step += 1
    let options = mk_adagrad_options(
      lr: rate / (1 + Double(slots.step - 1) * rateDecay), eps: epsilon, weight_decay: weightDecay)
    if type == .double {
      update(gradient, &slots, count: 1, initial: initial) { x, n in mk_adagrad_f64(x.p, x.g, x.a, n, options) }
    } else {
      update(gradient, &slots, count: 1, initial: initial) { x, n in mk_adagrad_f32(x.p, x.g, x.a, n, options) }
    }
  }
}

/// base to the power of a whole number.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, left) = (1.0, base, exponent)
  while left > 0 {
    if left & 1 == 1 { result *= factor }
    factor *= factor
    left >>= 1
  }
  return result
}
