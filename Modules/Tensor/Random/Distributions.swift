import Kernels

extension Tensor where Scalar: FloatingScalar {
  /// Independent draws from the normal distribution.
  public static func normal(
    _ shape: Shape, mean: Scalar = 0, std: Scalar = 1, using generator: inout RandomGenerator
  ) -> Tensor {
    let result = Storage.uninitialized(shape, Scalar.scalarType)
    result.drawNormal(mean.asDouble, std.asDouble, &generator)
    return Tensor(result)
  }

  /// Independent draws from the normal distribution, by the default generator.
  public static func normal(_ shape: Shape, mean: Scalar = 0, std: Scalar = 1) -> Tensor {
    var generator = DefaultRandomGenerator.split()
    return normal(shape, mean: mean, std: std, using: &generator)
  }

  /// Independent draws, evenly from low ≤ x < high.
  public static func uniform(
    _ shape: Shape, low: Scalar = 0, high: Scalar = 1, using generator: inout RandomGenerator
  ) -> Tensor {
    let result = Storage.uninitialized(shape, Scalar.scalarType)
    result.drawUniform(low.asDouble, high.asDouble, &generator)
    return Tensor(result)
  }

  /// Independent draws, evenly from low ≤ x < high, by the default generator.
  public static func uniform(_ shape: Shape, low: Scalar = 0, high: Scalar = 1) -> Tensor {
    var generator = DefaultRandomGenerator.split()
    return uniform(shape, low: low, high: high, using: &generator)
  }

  /// Every element drawn anew from the normal distribution, in place where no other tensor sees the elements.
  public mutating func fillNormal(mean: Scalar = 0, std: Scalar = 1, using generator: inout RandomGenerator) {
    makeWritable()
    storage.drawNormal(mean.asDouble, std.asDouble, &generator)
  }

  /// Every element drawn anew, evenly from low ≤ x < high, in place where no other tensor sees the elements.
  public mutating func fillUniform(low: Scalar = 0, high: Scalar = 1, using generator: inout RandomGenerator) {
    makeWritable()
    storage.drawUniform(low.asDouble, high.asDouble, &generator)
  }
}

extension Storage {
  fileprivate func drawNormal(_ mean: Double, _ std: Double, _ generator: inout RandomGenerator) {
    guard std >= 0 else { fail("normal: std \(std): must not be negative") }
    let (key, stream) = generator.takeStream()
    if type == .float {
      draw { first, count, out in
        mk_random_normal_f32(key, stream, first, out.assumingMemoryBound(to: Float.self), count, mean, std)
      }
    } else {
      draw { first, count, out in
        mk_random_normal_f64(key, stream, first, out.assumingMemoryBound(to: Double.self), count, mean, std)
      }
    }
  }

  fileprivate func drawUniform(_ low: Double, _ high: Double, _ generator: inout RandomGenerator) {
    guard low <= high else { fail("uniform: low \(low) is above high \(high)") }
    guard (high - low).isFinite else { fail("uniform: from \(low) to \(high): the width must be finite") }
    let (key, stream) = generator.takeStream()
    if type == .float {
      draw { first, count, out in
        mk_random_uniform_f32(key, stream, first, out.assumingMemoryBound(to: Float.self), count, low, high)
      }
    } else {
      draw { first, count, out in
        mk_random_uniform_f64(key, stream, first, out.assumingMemoryBound(to: Double.self), count, low, high)
      }
    }
  }

  /// low ≤ x < low + width.
  fileprivate func drawIntegers(_ low: Int, _ width: UInt64, _ generator: inout RandomGenerator) {
    let (key, stream) = generator.takeStream()
    switch type {
    case .int32:
      draw { first, count, out in
        mk_random_integers_i32(
          key, stream, first, out.assumingMemoryBound(to: Int32.self), count, Int32(low), UInt32(width))
      }
    case .int:
      draw { first, count, out in
        mk_random_integers_i64(
          key, stream, first, out.assumingMemoryBound(to: Int64.self), count, Int64(low), width)
      }
    default:
      let wide = Storage.uninitialized(shape, .int32)
      wide.draw { first, count, out in
        mk_random_integers_i32(
          key, stream, first, out.assumingMemoryBound(to: Int32.self), count, Int32(low), UInt32(width))
      }
      mk_cast(MK_I32, type.kernelType)!(data, wide.data, 1, count)
      withExtendedLifetime(wide) {}
    }
  }

  /// Elements written in ranges, on all threads; each range is told where in the stream it starts.
  fileprivate func draw(_ fill: (_ first: UInt64, _ count: Int, _ out: UnsafeMutableRawPointer) -> Void) {
    let (data, size) = (self.data, type.size)
    Parallelism.forEachRange(of: count, grain: 1 << 13) { range in
      fill(UInt64(range.lowerBound), range.count, data + range.lowerBound * size)
    }
  }
}

extension Tensor where Scalar: IntegerScalar {
  /// Independent integers, evenly from a range.
  ///
  /// Traps if the range is empty.
  public static func randint(
    _ shape: Shape, in range: Range<Scalar>, using generator: inout RandomGenerator
  ) -> Tensor {
    guard !range.isEmpty else { fail("randint: the range \(range) is empty") }
    let result = Storage.uninitialized(shape, Scalar.scalarType)
    // In 64 bits: the width of a range of Int32 may be more than Int32 holds.
    result.drawIntegers(
      Int(range.lowerBound), UInt64(bitPattern: Int64(range.upperBound) &- Int64(range.lowerBound)), &generator)
    return Tensor(result)
  }

  /// Independent integers, evenly from a range, by the default generator.
  public static func randint(_ shape: Shape, in range: Range<Scalar>) -> Tensor {
    var generator = DefaultRandomGenerator.split()
    return randint(shape, in: range, using: &generator)
  }

  /// 0..<count in a random order, every order as likely (Fisher–Yates).
  @_specialize(where Scalar == Int32)
  @_specialize(where Scalar == Int)
  public static func permutation(_ count: Int, using generator: inout RandomGenerator) -> Tensor {
    guard count >= 0, let _ = Scalar(exactly: Swift.max(count - 1, 0)) else {
      fail("permutation: \(count) positions do not fit \(Scalar.self)")
    }
    let (key, stream) = generator.takeStream()
    var result = Tensor<Scalar>(Tensor<Int>.arange(0, count))
    result.withUnsafeMutableScalars { order in
      guard let order = order.baseAddress else { return }
      RandomWords(key: key, stream: stream).forEachPair(0, Swift.max(count - 1, 0)) { item, bits in
        let last = count - 1 - item, other = Int(bits.multipliedFullWidth(by: UInt64(last + 1)).high)
        (order[last], order[other]) = (order[other], order[last])
      }
    }
    return result
  }

  /// 0..<count in a random order, by the default generator.
  public static func permutation(_ count: Int) -> Tensor {
    var generator = DefaultRandomGenerator.split()
    return permutation(count, using: &generator)
  }
}

extension Tensor where Scalar == Bool {
  /// Independent truth values, true with a probability.
  ///
  /// Traps outside 0...1.
  public static func bernoulli(
    _ shape: Shape, probability: Double, using generator: inout RandomGenerator
  ) -> Tensor {
    guard probability >= 0, probability <= 1 else { fail("bernoulli: probability \(probability) is outside 0...1") }
    return Tensor<Double>.uniform(shape, using: &generator) .< probability
  }

  /// Independent truth values, true with a probability, by the default generator.
  public static func bernoulli(_ shape: Shape, probability: Double) -> Tensor {
    var generator = DefaultRandomGenerator.split()
    return bernoulli(shape, probability: probability, using: &generator)
  }
}

extension Tensor where Scalar: FloatingScalar {
  /// `count` positions drawn for each row of weights, which need not add up to 1: [rows, n] → [rows, count], [n] → [count].
  ///
  /// Traps on negative or missing weights, and if more are wanted without replacement than have a weight.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func multinomial(
    _ count: Int, replacement: Bool = false, using generator: inout RandomGenerator
  ) -> Tensor<Int32> {
    guard rank == 1 || rank == 2 else { fail("multinomial: shape \(shape): one row of weights, or several") }
    let columns = shape[rank - 1], rows = rank == 2 ? shape[0] : 1
    guard all(self, { $0 >= 0 && $0.isFinite }) else { fail("multinomial: a weight is negative, infinite or NaN") }
    let draws = Tensor<Double>.uniform([rows, count], using: &generator).scalars
    var result: [Int32] = []
    let weights = scalars
    for row in 0..<rows {
      var left = weights[row * columns..<(row + 1) * columns].map(\.asDouble)
      if !replacement && left.lazy.filter({ $0 > 0 }).count < count {
        fail("multinomial: \(count) draws without replacement, row \(row) has fewer positions with a weight")
      }
      var cumulative = left.runningTotals()
      for item in 0..<count {
        guard let total = cumulative.last, total > 0 else { fail("multinomial: row \(row) has no weight") }
        let target = draws[row * count + item] * total
        let chosen = Swift.min(cumulative.firstIndex(above: target), left.lastIndex { $0 > 0 }!)
        result.append(Int32(chosen))
        if !replacement {
          left[chosen] = 0
          cumulative = left.runningTotals()
        }
      }
    }
    return Tensor<Int32>(scalars: result, shape: rank == 2 ? [rows, count] : [count])
  }

  private func all(_ tensor: Tensor, _ holds: (Scalar) -> Bool) -> Bool {
    tensor.withUnsafeScalars { $0.allSatisfy(holds) }
  }
}

extension Array where Element == Double {
  fileprivate func runningTotals() -> [Double] {
    var total = 0.0
    return map {
      total += $0
      return total
    }
  }

  /// The first position whose value is above the target, in ascending values.
  fileprivate func firstIndex(above target: Double) -> Int {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Pairs of words of one stream, in blocks.
private struct RandomWords {
  let key: UInt64, stream: UInt64

  @inline(__always)
  func forEachPair(_ first: UInt64, _ count: Int, _ body: (Int, UInt64) -> Void) {
    let block = 512
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: block * 2) { words in
      var start = 0
      while start < count {
        let length = Swift.min(block, count - start)
        mk_random_words(key, stream, (first + UInt64(start)) * 2, words.baseAddress!, length * 2)
        for item in 0..<length {
          body(start + item, UInt64(words[item * 2]) << 32 | UInt64(words[item * 2 + 1]))
        }
        start += length
      }
    }
  }
}
