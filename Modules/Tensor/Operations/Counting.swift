// Loops of single elements: each is compiled for the scalar types that it is called with, since one piece of code for all
// of them asks the type at every element.

extension Tensor {
  /// The different elements in ascending order, shape [n]. NaN differs from every other, itself included.
  public func unique() -> Tensor { uniqueElements().values }

  /// The different elements in ascending order, with the place of each element of this tensor among them (this tensor's
  /// shape), and how often each appears.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Int32)
  @_specialize(where Scalar == Int)
  @_specialize(where Scalar == UInt8)
  public func uniqueElements() -> (values: Tensor, inverse: Tensor<Int32>, counts: Tensor<Int>) {
    let flat = reshaped(-1)
    let order = flat.argsort(axis: 0)
    let sorted = flat.gather(order, axis: 0)
    var firsts: [Int32] = [], counts: [Int] = []
    var inverse = Tensor<Int32>.zeros([count])
    sorted.withUnsafeScalars { sorted in
      order.withUnsafeScalars { order in
        inverse.withUnsafeMutableScalars { inverse in
          for item in 0..<sorted.count {
            if item == 0 || sorted[item] != sorted[item - 1] {
              firsts.append(Int32(item))
              counts.append(0)
            }
            counts[counts.count - 1] += 1
            inverse[Int(order[item])] = Int32(firsts.count - 1)
          }
        }
      }
    }
    return (sorted.take(Tensor<Int32>(firsts)), inverse.reshaped(Array(shape)), Tensor<Int>(counts))
  }
}

extension Tensor {
  /// The different parts along an axis, in ascending order by their elements, with the place of each part of this tensor
  /// among them, and how often each appears. Equals PyTorch's `unique(dim:)`.
  ///
  /// Traps for a single number.
  public func unique(axis: Int) -> (values: Tensor, inverse: Tensor<Int32>, counts: Tensor<Int>) {
    let axis = shape.resolve(ownAxis: axis, for: "unique")
    let length = shape[axis]
    let rows = moved(axis: axis).reshaped([length, length == 0 ? 0 : count / length])
    let keys = rows.storage.contiguous()
    let order = keys.sortedRows()
    var firsts: [Int32] = [], counts: [Int] = [], inverse = [Int32](repeating: 0, count: length)
    for (place, row) in order.enumerated() {
      if place == 0 || !keys.hasEqualRows(row, order[place - 1]) {
        firsts.append(Int32(row))
        counts.append(0)
      }
      counts[counts.count - 1] += 1
      inverse[row] = Int32(firsts.count - 1)
    }
    return (take(Tensor<Int32>(firsts), axis: axis), Tensor<Int32>(inverse), Tensor<Int>(counts))
  }

  private func moved(axis: Int) -> Tensor { permuted([axis] + (0..<rank).filter { $0 != axis }) }
}

extension Storage {
  /// The rows of a contiguous matrix in ascending order by their elements, equal ones in their own order.
  fileprivate func sortedRows() -> [Int] {
    func sorted<Element: Comparable>(_: Element.Type) -> [Int] {
      let (start, width) = (data.assumingMemoryBound(to: Element.self), length(1))
      func row(_ number: Int) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: start + number * width, count: width)
      }
      return (0..<length(0)).sorted { a, b in
        let (left, right) = (row(a), row(b))
        return left.lexicographicallyPrecedes(right) || (!right.lexicographicallyPrecedes(left) && a < b)
      }
    }
    switch type {
    case .float: return sorted(Float.self)
    case .double: return sorted(Double.self)
    case .int32: return sorted(Int32.self)
    case .int: return sorted(Int.self)
    // Truth values are bytes, false before true.
    case .uint8, .bool: return sorted(UInt8.self)
    }
  }

  fileprivate func hasEqualRows(_ a: Int, _ b: Int) -> Bool {
    func equal<Element: Equatable>(_: Element.Type) -> Bool {
      let (start, width) = (data.assumingMemoryBound(to: Element.self), length(1))
      return (0..<width).allSatisfy { start[a * width + $0] == start[b * width + $0] }
    }
    switch type {
    case .float: return equal(Float.self)
    case .double: return equal(Double.self)
    case .int32: return equal(Int32.self)
    case .int: return equal(Int.self)
    case .uint8, .bool: return equal(UInt8.self)
    }
  }
}

extension Tensor where Scalar: NumericScalar {
  /// Where each value would be put into this tensor, whose rows (last axis) ascend, so that they still do: before equal
  /// elements, or after them with `right`.
  ///
  /// [n] with values of any shape, or […, n] with values […, m] → the values' shape.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Int32)
  @_specialize(where Scalar == Int)
  @_specialize(where Scalar == UInt8)
  public func searchsorted(_ values: Tensor, right: Bool = false) -> Tensor<Int32> {
    let isSingle = rank == 1
    guard rank >= 1, isSingle || (values.rank == rank && shape.dropLast() == values.shape.dropLast()) else {
      fail("searchsorted: \(shape) and \(values.shape): all axes but the last must be the same")
    }
    let length = shape[rank - 1]
    let perRow = isSingle ? values.count : values.shape[rank - 1]
    var result = Tensor<Int32>.zeros(values.shape)
    withUnsafeScalars { rows in
      values.withUnsafeScalars { values in
        result.withUnsafeMutableScalars { result in
          for item in 0..<values.count {
            let value = values[item]
            let first = isSingle ? 0 : item / perRow * length
            var low = first, high = first + length
            while low < high {
              let middle = (low + high) / 2
              // NaN stands after every number, as `sorted` puts it.
              let goesOn = right ? !(value < rows[middle]) && !rows[middle].isAfterAll : rows[middle] < value
              let before = value.isAfterAll ? right || !rows[middle].isAfterAll : goesOn
              if before { low = middle + 1 } else { high = middle }
            }
            result[item] = Int32(low - first)
          }
        }
      }
    }
    return result
  }
}

extension NumericScalar {
  /// Whether it is NaN.
  @inline(__always) fileprivate var isAfterAll: Bool { self != self }
}

extension Tensor where Scalar: IntegerScalar {
  /// How often each of 0, 1, … appears: shape [n], n the greatest element + 1 or `minLength`.
  ///
  /// Traps on a negative element.
  @_specialize(where Scalar == Int32)
  @_specialize(where Scalar == Int)
  @_specialize(where Scalar == UInt8)
  public func bincount(minLength: Int = 0) -> Tensor<Int> {
    let bins = binCount(minLength)
    return countedByParts(bins) { scalars, counts in for bin in scalars { counts[Int(bin)] &+= 1 } }
  }

  /// The sum of the weights of the elements that are 0, 1, …: shape [n].
  ///
  /// Traps on a negative element, and unless there is one weight for each element.
  public func bincount<Weight: FloatingScalar>(weights: Tensor<Weight>, minLength: Int = 0) -> Tensor<Weight> {
    guard weights.shape == shape else {
      fail("bincount: \(shape) with weights \(weights.shape): one weight for each element is needed")
    }
    var sums = [Double](repeating: 0, count: binCount(minLength))
    withUnsafeScalars { bins in
      weights.withUnsafeScalars { weights in
        for item in 0..<bins.count { sums[Int(bins[item])] += weights[item].asDouble }
      }
    }
    return Tensor<Weight>(sums.map { Weight(nearest: $0) })
  }

  private func binCount(_ minLength: Int) -> Int {
    guard minLength >= 0 else { fail("bincount: minLength \(minLength): must not be negative") }
    if count == 0 { return minLength }
    let least = min().item(), most = max().item()
    guard least >= 0 else { fail("bincount: element \(least): must not be negative") }
    return Swift.max(Int(most) + 1, minLength)
  }
}

extension Tensor where Scalar: FloatingScalar {
  /// How many elements fall into each of `bins` equal parts of `range` (of the elements' own range without one), and the
  /// bins + 1 edges. A bin has its lower edge, the last one both. As NumPy: elements outside are left out.
  ///
  /// Traps without bins, if the range or its width is not finite, and if the edges of so many bins are not different
  /// numbers.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func histogram(
    bins: Int = 10, range: ClosedRange<Scalar>? = nil
  ) -> (counts: Tensor<Int>, edges: Tensor) {
    let edges = histogramEdges(bins, range)
    let places = edges.scalars.map(\.asDouble)
    let (least, most) = (places[0], places[bins])
    let width = most - least
    let counts = countedByParts(bins) { scalars, counts in
      places.withUnsafeBufferPointer { places in
        for scalar in scalars {
          let value = scalar.asDouble
          guard value >= least, value <= most else { continue }
          var bin = Swift.min(Int((value - least) / width * Double(bins)), bins - 1)
          // The product may round across an edge.
          if value < places[bin] { bin -= 1 } else if bin < bins - 1 && value >= places[bin + 1] { bin += 1 }
          counts[bin] &+= 1
        }
      }
    }
    return (counts, edges)
  }

  private func histogramEdges(_ bins: Int, _ range: ClosedRange<Scalar>?) -> Tensor {
    guard bins > 0 else { fail("histogram: \(bins) bins: at least 1 is needed") }
    var low = range?.lowerBound ?? (count > 0 ? min().item() : 0)
    var high = range?.upperBound ?? (count > 0 ? max().item() : 1)
    guard low.isFinite, high.isFinite else { fail("histogram: the range \(low)...\(high) is not finite") }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let width = high - low
    // The elements' own range is divided in their type, a given one in Double.
    let step = width / Scalar(bins), wideStep = (high.asDouble - low.asDouble) / Double(bins)
    var edges = (0...bins).map { edge in
      range == nil
        ? Scalar(edge) * step + low : Scalar(nearest: Double(edge) * wideStep + low.asDouble)
    }
    edges[bins] = high
    guard width.isFinite, (0..<bins).allSatisfy({ edges[$0] < edges[$0 + 1] }) else {
      fail("histogram: the range \(low)...\(high) cannot be divided into \(bins) bins of finite, positive width")
    }
    return Tensor(edges)
  }
}

extension Tensor {
  /// Counts of parts, each with counters of its own, added up: shape [bins].
  @inline(__always)
  fileprivate func countedByParts(
    _ bins: Int, _ count: (UnsafeBufferPointer<Scalar>, UnsafeMutablePointer<Int>) -> Void
  ) -> Tensor<Int> {
    let parts = Swift.max(Swift.min(self.count / Swift.max(bins, 1 << 14), 8), 1)
    let counts = Tensor<Int>.zeros([parts, bins])
    let counters = counts.storage.data.assumingMemoryBound(to: Int.self)
    withUnsafeScalars { scalars in
      let length = (scalars.count + parts - 1) / parts
      Parallelism.forEachRange(of: parts, grain: 1) { range in
        for part in range {
          let last = Swift.min((part + 1) * length, scalars.count), first = Swift.min(part * length, last)
          count(UnsafeBufferPointer(rebasing: scalars[first..<last]), counters + part * bins)
        }
      }
    }
    return counts.sum(axis: 0)
  }
}
