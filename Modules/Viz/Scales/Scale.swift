/// How values are laid along an axis.
public enum Scale: String, Sendable, CaseIterable {
  /// Equal differences take equal lengths.
  case linear
  /// Equal ratios take equal lengths; values that are not positive are left out.
  case log
}

/// A stretch of an axis, from one finite value to a greater one.
struct Interval: Equatable {
  var low: Double
  var high: Double

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// The smallest stretch that holds every value that a scale can show; nil where there is none.
  init?(of values: some Sequence<Double>, scale: Scale = .linear) {
    var (low, high) = (Double.infinity, -Double.infinity)
    let floor = scale == .log ? Double.leastNonzeroMagnitude : -Double.greatestFiniteMagnitude
    for value in values where value >= floor && value <= Double.greatestFiniteMagnitude {
      if value < low { low = value }
      if value > high { high = value }
    }
    guard low <= high else { return nil }
    self.init(low, high)
  }

  func union(_ other: Interval?) -> Interval {
    guard let other else { return self }
    return Interval(min(low, other.low), max(high, other.high))
  }

  /// Half the length; the length itself would overflow for -1.7e308 … 1.7e308.
  var half: Double { high / 2 - low / 2 }

  /// Whether its ends are too close together for an axis between them.
  var isSingular: Bool {
    let largest = max(abs(low), abs(high))
    return largest < 1e-305 || half <= largest * 1e-13
  }

  /// Itself, or a stretch around it where its ends are too close together.
  func opened(_ scale: Scale = .linear) -> Interval {
    scale == .linear && isSingular ? padded(scale: scale, by: 0.05) : self
  }

  /// Room on both sides for the marks, and a length where there is none: ±5 % of a single value.
  func padded(scale: Scale, by share: Double) -> Interval {
    let limit = Double.greatestFiniteMagnitude
    switch scale {
    case .linear:
      let largest = max(abs(low), abs(high))
      if largest < 1e-305 { return Interval(-0.055, 0.055) }
      if isSingular {
        return Interval(max(low - largest * 0.05, -limit), min(high + largest * 0.05, limit))
      }
      let room = half * 2 * share
      if !room.isFinite { return Interval(-limit, limit) }
      return Interval(max(low - room, -limit), min(high + room, limit))
    case .log:
      let (from, to) = (logarithm10(low), logarithm10(high))
      let room = to - from < 1e-10 ? 0.5 : (to - from) * share
      return Interval(max(power(10, from - room), Double.leastNonzeroMagnitude), min(power(10, to + room), limit))
    }
  }
}

/// Maps values to places along one axis of a plot.
struct AxisMap {
  let scale: Scale
  let span: Interval
  /// Where `span.low` and `span.high` lie, in points.
  let start: Double
  let end: Double
  private let origin: Double
  private let factor: Double

  init(_ scale: Scale, _ span: Interval, from start: Double, to end: Double) {
    self.scale = scale
    self.span = span
    self.start = start
    self.end = end
    switch scale {
    case .linear:
      origin = span.low / 2
      factor = (end - start) / (span.high / 2 - span.low / 2)
    case .log:
      origin = logarithm10(span.low)
      factor = (end - start) / (logarithm10(span.high) - logarithm10(span.low))
    }
  }

  /// The place of a value; not a number where the scale cannot show it.
  func callAsFunction(_ value: Double) -> Double {
    switch scale {
    case .linear: return start + (value / 2 - origin) * factor
    case .log: return value > 0 ? start + (logarithm10(value) - origin) * factor : .nan
    }
  }

  /// The place of a value; of a finite one that a log scale cannot show, such as 0, a place beyond the lower end.
  func orBeyond(_ value: Double) -> Double {
    let place = self(value)
    return place.isNaN && value.isFinite ? start + (start < end ? -100 : 100) : place
  }

  /// The places of many values, each with its number.
  @inline(__always)
  func map(_ values: Slice<UnsafeBufferPointer<Double>>, _ body: (Int, Double) -> Void) {
    let values = UnsafeBufferPointer(rebasing: values)
    switch scale {
    // As above, the choice of the scale made once.
    case .linear: for index in 0..<values.count { body(index, start + (values[index] / 2 - origin) * factor) }
    case .log: for index in 0..<values.count { body(index, self(values[index])) }
    }
  }

  func inverse(_ place: Double) -> Double {
    let offset = (place - start) / factor + origin
    return scale == .linear ? offset * 2 : power(10, offset)
  }
}
