extension Tensor where Scalar: FloatingScalar {
  /// The value below which the fraction `q` of all elements lies, between two of them by linear interpolation: rank 0.
  ///
  /// NaN if one element is, and without elements. Traps outside 0...1. Equals NumPy's `quantile`; where the place is one
  /// element's own, its neighbours do not matter, even infinite ones.
  public func quantile(_ q: Double) -> Tensor { reshaped(-1).quantile(q, axis: 0) }

  /// The value below which the fraction `q` of the elements along an axis lies, by linear interpolation.
  ///
  /// NaN if one element is, and for an empty axis. Traps outside 0...1.
  public func quantile(_ q: Double, axis: Int, keepDims: Bool = false) -> Tensor {
    quantile(of: QuantileRule(q, for: "quantile"), axis: axis, keepDims: keepDims, for: "quantile")
  }

  /// Several quantiles of all elements, sorted once: [q.count].
  public func quantile(_ q: [Double]) -> Tensor { reshaped(-1).quantile(q, axis: 0) }

  /// Several quantiles of the elements along an axis, sorted once; they stand along a new first axis, as in PyTorch.
  ///
  /// Traps outside 0...1.
  public func quantile(_ q: [Double], axis: Int, keepDims: Bool = false) -> Tensor {
    quantiles(of: q.map { QuantileRule($0, for: "quantile") }, axis: axis, keepDims: keepDims, for: "quantile")
  }

  /// `quantile(p / 100)` of all elements: rank 0.
  public func percentile(_ p: Double) -> Tensor { reshaped(-1).percentile(p, axis: 0) }

  /// `quantile(p / 100)` along an axis.
  ///
  /// Traps outside 0...100.
  public func percentile(_ p: Double, axis: Int, keepDims: Bool = false) -> Tensor {
    quantile(of: QuantileRule(percent: p), axis: axis, keepDims: keepDims, for: "percentile")
  }

  /// The middle of all elements, or the mean of the two in the middle, as NumPy's: rank 0. NaN if one element is.
  public func median() -> Tensor { reshaped(-1).median(axis: 0) }

  /// The middle of the elements along an axis, or the mean of the two in the middle, as NumPy's.
  public func median(axis: Int, keepDims: Bool = false) -> Tensor {
    quantile(of: .median, axis: axis, keepDims: keepDims, for: "median")
  }

  /// The value at the place that a rule gives in each line of the axis.
  package func quantile(
    of rule: QuantileRule, axis: Int, keepDims: Bool, for operation: StaticString
  ) -> Tensor {
    quantiles(of: [rule], axis: axis, keepDims: keepDims, for: operation).squeezed(axis: 0)
  }

  /// The values at the places that the rules give in each line of the axis, along a new first axis.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func quantiles(
    of rules: [QuantileRule], axis: Int, keepDims: Bool, for operation: StaticString
  ) -> Tensor {
    let axis = shape.resolve(axis: axis, for: operation)
    if rank == 0 { return .stack(rules.map { _ in self }) }
    let length = shape[axis]
    let kept = shape.replacing(axis: axis, with: 1)
    var result = Tensor.full(kept.inserting(rules.count, at: 0), .nan)
    if length > 0 {
      let ascending = sorted(axis: axis)
      func position(_ index: Int) -> [Scalar] {
        ascending.sliced(axis: axis, start: index, step: 1, length: 1).scalars
      }
      // NaN comes last.
      let last = position(length - 1)
      result.withUnsafeMutableScalars { result in
        for (number, rule) in rules.enumerated() {
          let place = rule.place(in: length)
          let (low, high) = (position(place.below), position(place.above))
          for item in low.indices where !last[item].isNaN {
            result[number * low.count + item] =
              place.fraction == 0
              ? low[item] : Scalar(nearest: rule.between(low[item].asDouble, high[item].asDouble, place.fraction))
          }
        }
      }
    }
    return keepDims ? result : result.squeezed(axis: axis + 1)
  }
}

extension Tensor where Scalar: FloatingScalar {
  /// `quantile` with a fraction of the tensor's own type.
  @_disfavoredOverload
  public func quantile(_ q: Scalar) -> Tensor { quantile(q.asDouble) }
  /// `quantile` along an axis with a fraction of the tensor's own type.
  @_disfavoredOverload
  public func quantile(_ q: Scalar, axis: Int, keepDims: Bool = false) -> Tensor {
    quantile(q.asDouble, axis: axis, keepDims: keepDims)
  }
  /// `percentile` with a number of the tensor's own type.
  @_disfavoredOverload
  public func percentile(_ p: Scalar) -> Tensor { percentile(p.asDouble) }
  /// `percentile` along an axis with a number of the tensor's own type.
  @_disfavoredOverload
  public func percentile(_ p: Scalar, axis: Int, keepDims: Bool = false) -> Tensor {
    percentile(p.asDouble, axis: axis, keepDims: keepDims)
  }
}

/// Which place of sorted elements is asked for, and what stands between two of them.
package struct QuantileRule {
  private let q: Double
  private let isMedian: Bool

  private init(q: Double, isMedian: Bool) { (self.q, self.isMedian) = (q, isMedian) }

  /// The fraction `q` of the elements. Traps outside 0...1.
  package init(_ q: Double, for operation: StaticString) {
    guard q >= 0, q <= 1 else { fail("\(operation): \(q) is outside 0...1") }
    self.init(q: q, isMedian: false)
  }

  /// A percentage of the elements. Traps outside 0...100.
  package init(percent: Double) {
    guard percent >= 0, percent <= 100 else { fail("percentile: \(percent) is outside 0...100") }
    self.init(q: percent / 100, isMedian: false)
  }

  package static let median = QuantileRule(q: 0.5, isMedian: true)

  /// Two neighbouring positions of `length` sorted elements, and how far from the first to the second the place is.
  package func place(in length: Int) -> (below: Int, above: Int, fraction: Double) {
    let place = q * Double(length - 1)
    let below = Swift.min(Int(place), length - 1)
    return (below, Swift.min(below + 1, length - 1), place - Double(below))
  }

  /// From the nearer end, so that both ends are exact; beyond an infinite end there is no number. The median is the mean
  /// of the two. What would overflow on the way does not.
  func between(_ low: Double, _ high: Double, _ fraction: Double) -> Double {
    if isMedian {
      let sum = low + high
      return sum.isFinite || !low.isFinite || !high.isFinite ? sum / 2 : low / 2 + high / 2
    }
    let width = high - low
    if !width.isFinite && low.isFinite && high.isFinite { return low * (1 - fraction) + high * fraction }
    return fraction < 0.5 ? low + width * fraction : high - width * (1 - fraction)
  }
}
