/// Where an axis is marked, and what stands there.
struct Ticks {
  var values: [Double] = []
  var labels: [String] = []
  var minor: [Double] = []
  /// What all labels have in common: a power of ten to multiply by, or a number to add; written once beside the axis.
  var common = ""

  /// Ticks for a stretch of an axis, at most `count` of them with labels.
  /// `isWhole` keeps to whole numbers.
  static func chosen(for span: Interval, scale: Scale, count: Int, isWhole: Bool = false) -> Ticks {
    switch scale {
    case .linear: linear(span, count: max(count, 2), isWhole: isWhole)
    case .log: logarithmic(span, count: max(count, 2))
    }
  }

  /// Multiples of 1, 2, 2.5 or 5 × 10ⁿ: the closest together of which at most `count` fall into the stretch.
  static func linear(_ span: Interval, count: Int, isWhole: Bool = false) -> Ticks {
    for step in DecimalStep.candidates(for: span, count: count) where !isWhole || step.isWhole || span.half < 0.5 {
      let multiples = step.multiples(in: span)
      guard multiples.count <= count else { continue }
      let (labels, common) = TickLabels.linear(multiples: multiples, step: step)
      return Ticks(values: multiples.map(step.value), labels: labels, common: common)
    }
    return Ticks()
  }

  /// Powers of ten; where there are fewer than two of them, steps between them; where those are too far apart too,
  /// equal steps.
  static func logarithmic(_ span: Interval, count: Int) -> Ticks {
    let (from, to) = (logarithm10(span.low), logarithm10(span.high))
    let decades = stride(from: Int(from.rounded(.up)), through: Int((to + 1e-9).rounded(.down)), by: 1).map { $0 }
    func between(_ digits: [Int]) -> [Double] {
      (Int(from.rounded(.down))...Int(to.rounded(.up))).flatMap { exponent in
        digits.map { Double("\($0)e\(exponent)") ?? 0 }
      }.filter { $0 >= span.low && $0 <= span.high }
    }
    if decades.count >= 3 || (decades.count == 2 && to - from > 1.6) {
      let stride = max(1, Int((Double(decades.count) / Double(count)).rounded(.up)))
      let shown = decades.filter { $0 % stride == 0 }
      let chosen = shown.count >= 2 ? shown : decades
      let minor =
        stride == 1 ? between(Array(2...9)) : decades.filter { $0 % stride != 0 }.map { power(10, Double($0)) }
      return Ticks(
        values: chosen.map { Double("1e\($0)") ?? 0 }, labels: chosen.map { "10" + TickLabels.superscript($0) },
        minor: minor)
    }
    for digits in [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]] {
      let values = between(digits)
      guard values.count >= 3 && values.count <= count else { continue }
      return Ticks(values: values, labels: values.map(TickLabels.plain), minor: between(Array(1...9)))
    }
    return linear(span, count: count)
  }
}

extension Ticks {
  /// Whether neighbours are at least so far apart.
  func keepApart(_ map: AxisMap, by distance: Double) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { abs(map($1) - map($0)) >= distance }
  }

  /// Leaves labels out evenly until those that stay keep a distance along the axis.
  mutating func thinLabels(_ map: AxisMap, room: Double) {
    let gaps = zip(values, values.dropFirst()).map { abs(map($1) - map($0)) }.filter { $0 > 0 }
    guard let gap = gaps.min(), gap < room else { return }
    let every = Int((room / gap).rounded(.up))
    // Ticks that would run into each other go with their labels.
    if gap < 4 {
      values = values.enumerated().filter { $0.offset % every == 0 }.map(\.element)
      labels = labels.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    } else {
      for index in labels.indices where index % every != 0 { labels[index] = "" }
    }
  }
}

/// A step of 1, 2, 2.5 or 5 × 10ⁿ, kept in decimal so that its multiples are written without rounding errors.
struct DecimalStep {
  /// Ten times the step's leading number: 10, 20, 25 or 50.
  let tenths: Int
  /// The exponent of ten that goes with `tenths`.
  let exponent: Int

  var isWhole: Bool { exponent >= 0 || (exponent == -1 && tenths % 10 == 0) }

  func value(_ multiple: Int) -> Double { Double("\(multiple * tenths)e\(exponent)") ?? 0 }

  /// The numbers k for which k steps lie in a stretch, with a hair of tolerance at its ends.
  func multiples(in span: Interval) -> [Int] {
    let step = value(1)
    let first = ((span.low / step) - 1e-9).rounded(.up)
    let last = ((span.high / step) + 1e-9).rounded(.down)
    guard first <= last, abs(first) < 9e15, abs(last) < 9e15, last - first < 10_000 else { return [] }
    return Array(Int(first)...Int(last))
  }

  /// Steps from too small upwards; `leading` are the ten-fold leading numbers to choose from.
  static func candidates(for span: Interval, count: Int, leading: [Int] = [10, 20, 25, 50]) -> [DecimalStep] {
    guard span.half > 0 else { return [] }
    let exponent = Int((logarithm10(span.half) + logarithm10(2) - logarithm10(Double(count))).rounded(.down)) - 2
    return (0..<5).flatMap { offset in
      leading.map { DecimalStep(tenths: $0, exponent: exponent + offset) }
    }.filter { step in
      let multiples = step.multiples(in: span).count
      return multiples >= 2 || (multiples == 1 && step.value(1) >= span.half * 2)
    }
  }
}
