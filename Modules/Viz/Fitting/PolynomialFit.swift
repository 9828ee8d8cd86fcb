/// A polynomial fitted by least squares, with what is needed for a confidence band.
///
/// Polynomials that are orthogonal on the points (G. E. Forsythe, 1957) keep the fit exact where powers of x would
/// not be: pₖ₊₁(x) = (x - aₖ) pₖ(x) - bₖ pₖ₋₁(x).
struct PolynomialFit {
  private struct Term {
    var a = 0.0
    var b = 0.0
    var weight = 0.0
    var norm = 0.0
  }

  let count: Int
  let degree: Int
  /// The share of y's variance that the fit explains: 1 - residual / total sum of squares.
  let rSquared: Double
  private let center: Double
  private let scale: Double
  /// What values of y were divided by, so that squares of very large and very small ones are neither ∞ nor 0.
  private let height: Double
  private let terms: [Term]
  private let deviation: Double

  /// Fits a polynomial of at most a degree to the finite points; nil where there are fewer than two different x.
  init?(_ xs: [Double], _ ys: [Double], degree: Int) {
    let points = zip(xs, ys).filter { $0.0.isFinite && $0.1.isFinite }
    guard let span = Interval(of: points.map(\.0)), span.low < span.high else { return nil }
    let (center, scale) = (span.low / 2 + span.high / 2, span.half)
    let x = points.map { ($0.0 - center) / scale }
    let most = points.map { abs($0.1) }.max() ?? 0
    let height = most > 0 ? most : 1
    let y = points.map { $0.1 / height }
    let different = Set(x).count
    let (last, count) = (min(degree, different - 1), points.count)
    var (previous, current) = ([Double](repeating: 0, count: count), [Double](repeating: 1, count: count))
    var (terms, fitted, norm) = ([Term](), [Double](repeating: 0, count: count), 0.0)
    for order in 0...last {
      var term = Term()
      term.norm = current.reduce(0) { $0 + $1 * $1 }
      term.weight = zip(current, y).reduce(0) { $0 + $1.0 * $1.1 } / term.norm
      term.a = zip(current, x).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / term.norm
      term.b = order == 0 ? 0 : term.norm / norm
      norm = term.norm
      for index in 0..<count {
        fitted[index] += term.weight * current[index]
        (previous[index], current[index]) =
          (current[index], (x[index] - term.a) * current[index] - term.b * previous[index])
      }
      terms.append(term)
    }
    let mean = y.reduce(0) { $0 + $1 / Double(count) }
    let residual = zip(y, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let total = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let freedom = count - terms.count
    (self.count, self.degree, self.center, self.scale, self.terms) = (count, last, center, scale, terms)
    self.height = height
    rSquared = total > 0 ? 1 - residual / total : 1
    deviation = freedom > 0 ? (residual / Double(freedom)).squareRoot() : .nan
  }

  /// The fit at x, and the half width of the band that holds the true curve with a given confidence at that x; not a
  /// number where there are no more points than coefficients.
  func value(at x: Double, confidence: Double = 0.95) -> (fit: Double, halfWidth: Double) {
    let x = (x - center) / scale
    var (previous, current, fit, leverage) = (0.0, 1.0, 0.0, 0.0)
    for term in terms {
      fit += term.weight * current
      leverage += current * current / term.norm
      (previous, current) = (current, (x - term.a) * current - term.b * previous)
    }
    let quantile = StudentT.quantile(0.5 + confidence / 2, freedom: count - terms.count)
    return (fit * height, quantile * deviation * leverage.squareRoot() * height)
  }

  /// The coefficients of 1, x, x² …
  var coefficients: [Double] {
    var (previous, current): ([Double], [Double]) = ([0], [1])
    var sum = [Double](repeating: 0, count: terms.count)
    for term in terms {
      for (power, part) in current.enumerated() where power < sum.count { sum[power] += term.weight * part }
      var next = [0.0] + current
      for (power, part) in current.enumerated() { next[power] -= term.a * part }
      for (power, part) in previous.enumerated() { next[power] -= term.b * part }
      (previous, current) = (current, next)
    }
    // From powers of (x - center) / scale to powers of x.
    var result = [Double](repeating: 0, count: sum.count)
    var expansion = [1.0]
    for coefficient in sum {
      for (power, part) in expansion.enumerated() where power < result.count { result[power] += coefficient * part }
      var next = [Double](repeating: 0, count: expansion.count + 1)
      for (power, part) in expansion.enumerated() {
        next[power + 1] += part / scale
        next[power] -= part * center / scale
      }
      expansion = next
    }
    return result.map { $0 * height }
  }

  /// The polynomial as it is written, highest power first, with at most so many significant digits.
  func equation(digits: Int = 4) -> String {
    let exponents = ["", "x"] + (2..<max(3, degree + 1)).map { "x" + TickLabels.superscript($0) }
    var text = ""
    let coefficients = coefficients
    // What a term adds at the point that is farthest from 0.
    let reach = abs(center) + scale
    let sizes = coefficients.enumerated().map { abs($0.element) * power(reach, Double($0.offset)) }
    let largest = sizes.max() ?? 0
    for (power, coefficient) in coefficients.enumerated().reversed() {
      // What rounding has left of a zero is not written.
      guard sizes[power] > largest * 1e-12 || coefficients.count == 1 else { continue }
      let size = TickLabels.number(abs(coefficient), digits: digits)
      let factor = power > 0 && size == "1" ? "" : size + (size.contains("×") && power > 0 ? " " : "")
      let sign = coefficient < 0 ? TickLabels.minus : text.isEmpty ? "" : "+"
      text += (text.isEmpty ? sign : " \(sign) ") + factor + exponents[power]
    }
    return "y = " + (text.isEmpty ? "0" : text)
  }
}
