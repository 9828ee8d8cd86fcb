/// At which values contours are drawn.
///
/// A number is how many there are at most, at round values: `levels: 12`. A list is the values themselves:
/// `levels: [0.1, 1, 10]`.
public struct ContourLevels: Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  private enum Kind: Sendable {
    case count(Int)
    case values([Double])
  }

  private let kind: Kind
  /// Contours need no labels as short as an axis does, so more steps are allowed, and the count is met more closely.
  private static let leading = [10, 15, 20, 25, 30, 40, 50, 60, 80]

  /// At most so many levels, at round values. Traps below 1.
  public static func count(_ count: Int) -> ContourLevels {
    require(count > 0, "ContourLevels: \(count) levels: at least one is needed")
    return ContourLevels(kind: .count(count))
  }

  /// Levels at given values; they are sorted, and those that are not finite left out.
  public static func at(_ values: [Double]) -> ContourLevels {
    ContourLevels(kind: .values(Set(values.filter { $0.isFinite }).sorted()))
  }

  private init(kind: Kind) { self.kind = kind }

  /// At most so many levels, at round values.
  public init(integerLiteral count: Int) { self = .count(count) }

  /// Levels at given values.
  public init(arrayLiteral values: Double...) { self = .at(values) }

  /// The levels for values between two ends. Those that areas are filled between reach beyond the ends.
  func resolve(_ span: Interval?, norm: Norm, isFilled: Bool) -> [Double] {
    switch kind {
    case .values(let values): return values
    case .count(let count):
      guard let span, span.low < span.high else {
        // A level plain has one height and no line.
        guard let span, isFilled else { return [] }
        let padded = span.padded(scale: .linear, by: 0.05)
        return [padded.low, padded.high]
      }
      if norm == .log, span.low > 0 { return Self.logarithmic(span, count: count, isFilled: isFilled) }
      for step in DecimalStep.candidates(for: span, count: count + 1, leading: Self.leading) {
        let multiples = step.multiples(in: span)
        let inside = multiples.map(step.value).filter { $0 > span.low && $0 < span.high }
        guard inside.count <= count, let first = multiples.first, let last = multiples.last else { continue }
        guard isFilled else { return inside }
        let low = step.value(first) > span.low ? first - 1 : first
        let high = step.value(last) < span.high ? last + 1 : last
        return (low...high).map(step.value)
      }
      return []
    }
  }

  /// Powers of ten, or round steps between them where there are few.
  private static func logarithmic(_ span: Interval, count: Int, isFilled: Bool) -> [Double] {
    let (from, to) = (logarithm10(span.low), logarithm10(span.high))
    let decades = Int(from.rounded(.down))...Int(to.rounded(.up))
    /// What lies inside, and the next value on either side.
    func chosen(_ values: [Double]) -> [Double]? {
      let inside = values.indices.filter { values[$0] > span.low && values[$0] < span.high }
      guard let first = inside.first, let last = inside.last, inside.count >= 2, inside.count <= count else {
        return nil
      }
      return isFilled ? Array(values[max(0, first - 1)...min(values.count - 1, last + 1)]) : inside.map { values[$0] }
    }
    for digits in [Array(1...9), [1, 2, 5], [1, 3]] {
      let values = decades.flatMap { decade in digits.map { Double("\($0)e\(decade)") ?? 0 } }
      if let levels = chosen(values) { return levels }
    }
    for step in 1...max(1, decades.count) {
      let values = (decades.lowerBound - step...decades.upperBound + step).filter { $0 % step == 0 }
      if let levels = chosen(values.map { power(10, Double($0)) }) { return levels }
    }
    // So close together that no two of them are round.
    let steps = isFilled ? Array(0...count) : Array(1...count)
    return steps.map { power(10, from + (to - from) * Double($0) / Double(isFilled ? count : count + 1)) }
  }
}
