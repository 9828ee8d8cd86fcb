#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Student's distribution of t.
enum StudentT {
  /// The t below which a share of the distribution lies; not a number without a degree of freedom.
  static func quantile(_ share: Double, freedom: Int) -> Double {
    guard freedom > 0, share > 0, share < 1 else { return .nan }
    if share == 0.5 { return 0 }
    if share < 0.5 { return -quantile(1 - share, freedom: freedom) }
    var (low, high) = (0.0, 1.0)
    while distribution(high, freedom: freedom) < share { high *= 2 }
    for _ in 0..<100 where high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if distribution(middle, freedom: freedom) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The share below t ≥ 0: 1 - I(ν / (ν + t²); ν/2, 1/2) / 2.
  static func distribution(_ t: Double, freedom: Int) -> Double {
    let freedom = Double(freedom)
    return 1 - incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  }

  /// The regularized incomplete beta function, by its continued fraction (W. J. Lentz's method).
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let complete = lgamma(a + b) - lgamma(a) - lgamma(b)
    let front = exp(complete + a * log(x) + b * log(1 - x)) / a
    var (c, d) = (1.0, 1 / max(1e-300, abs(1 - (a + b) * x / (a + 1))))
    var fraction = d
    for step in 1...500 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      for factor in [even, odd] {
        d = 1 / nonZero(1 + factor * d)
        c = nonZero(1 + factor / c)
        fraction *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return front * fraction
  }

  private static func nonZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
