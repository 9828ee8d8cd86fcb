import Tensor

/// Sums of several numbers at once.
///
///     var sums = Accumulator(2)
///     sums.add(loss, Double(labels.count))
///     sums[0] / sums[1]
public struct Accumulator: Sendable {
  /// The sums, for a checkpoint.
  package private(set) var sums: [Double]

  /// As many sums, all 0.
  public init(_ count: Int) { sums = Array(repeating: 0, count: count) }

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

  /// A sum.
  public subscript(index: Int) -> Double { sums[index] }
}
