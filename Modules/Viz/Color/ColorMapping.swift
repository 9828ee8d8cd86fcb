/// How values become positions on a colour map.
public enum Norm: Sendable, Equatable {
  /// In proportion.
  case linear
  /// By the logarithm; values that are not positive have no colour.
  case log
  /// In proportion, with the map's middle at a given value and both halves equally steep.
  case centered(at: Double)
  /// By a power of the proportion; a gamma below 1 spreads the small values.
  case power(gamma: Double)
}

/// A norm, the limits it works between, and the colour map that it looks into.
struct ColorMapping {
  var map: ColorMap
  var norm: Norm
  let low: Double
  let high: Double
  /// Where contour lines or filled bands change; the colour bar marks them.
  var levels: [Double]?
  /// Whether colours change only at the levels.
  var isBanded = false

  /// `limits` are taken as they are; without them, the finite values decide.
  init(_ map: ColorMap, _ norm: Norm, limits: ClosedRange<Double>?, values: [Double]) {
    self.map = map
    self.norm = norm
    let found = Interval(of: values, scale: norm == .log ? .log : .linear) ?? Interval(norm == .log ? 0.1 : 0, 1)
    var (low, high) = limits.map { ($0.lowerBound, $0.upperBound) } ?? (found.low, found.high)
    if norm == .log {
      if high <= 0 { high = max(found.high, 1) }
      if low <= 0 { low = min(found.low, high / 10) }
    }
    if case .centered(let center) = norm, limits == nil {
      let reach = max(abs(high - center), abs(center - low))
      (low, high) = (center - reach, center + reach)
    }
    self.low = low
    self.high = high
  }

  /// The position of a value on the map, 0 … 1; nil for what is missing or cannot be shown.
  func position(_ value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    let half = high / 2 - low / 2
    guard half > 0 else { return value > high ? 1 : value < low ? 0 : 0.5 }
    func share(_ value: Double) -> Double { min(1, max(0, (value / 2 - low / 2) / half)) }
    switch norm {
    case .linear: return share(value)
    case .power(let gamma): return power(share(value), gamma)
    case .log:
      guard value > 0 else { return nil }
      return min(1, max(0, (logarithm10(value) - logarithm10(low)) / (logarithm10(high) - logarithm10(low))))
    case .centered(let center):
      let half = max(high - center, center - low)
      return half > 0 ? min(1, max(0, 0.5 + (value - center) / half / 2)) : 0.5
    }
  }

  /// The value halfway between two others, by whose colour a band between them is filled.
  func middle(_ a: Double, _ b: Double) -> Double {
    norm == .log && a > 0 && b > 0 ? (a * b).squareRoot() : a / 2 + b / 2
  }

  /// The number of a value's colour among the map's 256; nil for what is missing or cannot be shown.
  func index(_ value: Double) -> UInt8? { position(value).map { UInt8($0 * 255 + 0.5) } }

  /// The colour of a value; nil for what is missing or cannot be shown.
  func color(_ value: Double) -> Color? { position(value).map { map.color($0) } }
}
