import Tensor

/// Sums of several numbers at once.
///
///     var sums = Accumulator(2)
///     sums.add(loss, Double(labels.count))
///     sums[0] / sums[1]
public struct Accumulator: Sendable {
  /// The sums, for a checkpoint.
  package private(set) var sums: [Double]

  /// As many sums, all 0. Traps for a negative count.
  public init(_ count: Int) {
    guard count >= 0 else { fail("Accumulator: \(count) sums: 0 or more are needed") }
    sums = Array(repeating: 0, count: count)
  }

  /// Sums to go on from.
  package init(sums: [Double]) { self.sums = sums }

  /// Adds a number to each sum.
  ///
  /// Traps unless there are as many numbers as sums.
  public mutating func add(_ numbers: Double...) {
    guard numbers.count == sums.count else { fail("Accumulator: \(numbers.count) numbers for \(sums.count) sums") }
    for index in sums.indices { sums[index] += numbers[index] }
  }

  /// Sets all sums to 0.
  public mutating func reset() {
    for index in sums.indices { sums[index] = 0 }
  }

  /// A sum. Traps where there is none.
  public subscript(index: Int) -> Double {
    guard sums.indices.contains(index) else {
      fail("Accumulator[\(index)]: position \(index) is out of range: there are \(sums.count) sums")
    }
    return sums[index]
  }
}
