// The rules, element by element; p is the parameter, g its gradient, a, b and c what is kept. Coefficients are worked out
// in Double and rounded once.

extension AnyTensor {
  /// Stochastic gradient descent: a is the velocity.
  package mutating func descend(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, weightDecay: Double, momentum: Double,
    dampening: Double, isNesterov: Bool
  ) {
    if momentum == 0 && weightDecay == 0 { return accumulate(gradient, scale: -rate) }
    let (rate, decay) = (Float(rate), Float(weightDecay))
    if momentum == 0 {
      return update(gradient, &slots, count: 0) { x, n in
        for i in 0..<n { x.p[i] -= rate * (x.g[i] + decay * x.p[i]) }
      }
    }
    let (keep, share) = (Float(momentum), slots.first == nil ? 1 : Float(1 - dampening))
    update(gradient, &slots, count: 1) { x, n in
      for i in 0..<n {
        let g = x.g[i] + decay * x.p[i]
        let velocity = keep * x.a[i] + share * g
        x.a[i] = velocity
        x.p[i] -= rate * (isNesterov ? g + keep * velocity : velocity)
      }
    }
  }

  /// Adam: a and b are the moments, c the greatest second moment so far. The decay is added to the gradient, or taken
  /// off the parameter where it is `decoupled`.
  package mutating func adam(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, beta1: Double, beta2: Double, epsilon: Double,
    weightDecay: Double, isDecoupled: Bool, keepsGreatest: Bool
  ) {
    slots.step += 1
    let step = Double(slots.step)
    let size = Float(rate / (1 - power(beta1, step)))
    let root = Float((1 - power(beta2, step)).squareRoot())
    let (share1, keep2, share2) = (Float(1 - beta1), Float(beta2), Float(1 - beta2))
    let (epsilon, added) = (Float(epsilon), Float(isDecoupled ? 0 : weightDecay))
    let kept = Float(isDecoupled ? 1 - rate * weightDecay : 1)
    update(gradient, &slots, count: keepsGreatest ? 3 : 2) { x, n in
      for i in 0..<n {
        let p = x.p[i] * kept
        let g = x.g[i] + added * p
        let first = x.a[i] + share1 * (g - x.a[i])
        let second = keep2 * x.b[i] + share2 * g * g
        x.a[i] = first
        x.b[i] = second
        var scale = second
        if keepsGreatest {
          scale = Swift.max(x.c[i], second)
          x.c[i] = scale
        }
        x.p[i] = p - size * (first / (scale.squareRoot() / root + epsilon))
      }
    }
  }

  /// RMSprop: a is the mean square, b the velocity, c the mean.
  package mutating func rmsprop(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, alpha: Double, epsilon: Double,
    weightDecay: Double, momentum: Double, isCentered: Bool
  ) {
    let (rate, keep, share, epsilon) = (Float(rate), Float(alpha), Float(1 - alpha), Float(epsilon))
    let (decay, momentum) = (Float(weightDecay), Float(momentum))
    update(gradient, &slots, count: isCentered ? 3 : momentum > 0 ? 2 : 1) { x, n in
      for i in 0..<n {
        let g = x.g[i] + decay * x.p[i]
        let square = keep * x.a[i] + share * g * g
        x.a[i] = square
        var variance = square
        if isCentered {
          let mean = x.c[i] + share * (g - x.c[i])
          x.c[i] = mean
          variance -= mean * mean
        }
        let move = g / (variance.squareRoot() + epsilon)
        if momentum > 0 {
          let velocity = momentum * x.b[i] + move
          x.b[i] = velocity
          x.p[i] -= rate * velocity
        } else {
          x.p[i] -= rate * move
        }
      }
    }
  }

  /// Adagrad: a is the sum of squares.
  package mutating func adagrad(
    _ gradient: AnyTensor, _ slots: inout UpdateSlots, rate: Double, rateDecay: Double, epsilon: Double,
    weightDecay: Double, initial: Double
  ) {
    slots.step += 1
    let rate = Float(rate / (1 + Double(slots.step - 1) * rateDecay))
    let (epsilon, decay) = (Float(epsilon), Float(weightDecay))
    update(gradient, &slots, count: 1, initial: initial) { x, n in
      for i in 0..<n {
        let g = x.g[i] + decay * x.p[i]
        let sum = x.a[i] + g * g
        x.a[i] = sum
        x.p[i] -= rate * (g / (sum.squareRoot() + epsilon))
      }
    }
  }
}

/// base to the power of a whole number.
private func power(_ base: Double, _ exponent: Double) -> Double {
  var (result, factor, left) = (1.0, base, Int(exponent))
  while left > 0 {
    if left & 1 == 1 { result *= factor }
    factor *= factor
    left >>= 1
  }
  return result
}
