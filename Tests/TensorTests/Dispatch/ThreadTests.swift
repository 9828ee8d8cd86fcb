import Tensor
import TestSupport
import Testing

/// The bits of a result do not depend on how many threads compute it.
@Suite struct ThreadTests {
  private typealias Operation = (Tensor<Float>) -> [DynamicTensor]

  @Test(arguments: [[150_007], [2, 140_003], [1500, 130], [130, 1500], [20, 30, 300]] as [Shape])
  func sameBits(_ shape: Shape) {
    var generator = RandomGenerator(seed: 9)
    let x = Tensor<Float>.normal(shape, using: &generator)
    let operations: [Operation] = [
      { [DynamicTensor(exp($0)), DynamicTensor(tanh($0)), DynamicTensor($0 + $0), DynamicTensor($0 * 2)] },
      { [DynamicTensor($0.sum()), DynamicTensor($0.mean()), DynamicTensor($0.variance()), DynamicTensor($0.norm())] },
      { [DynamicTensor($0.logSumExp()), DynamicTensor($0.argmax()), DynamicTensor($0.countNonzero())] },
      { [DynamicTensor($0.sum(axis: 0)), DynamicTensor($0.sum(axis: -1)), DynamicTensor($0.variance(axis: 0))] },
      { [DynamicTensor($0.variance(axis: -1)), DynamicTensor($0.argmax(axis: 0)), DynamicTensor($0.max(axis: -1))] },
      {
        [DynamicTensor(softmax($0, axis: 0)), DynamicTensor(softmax($0, axis: -1)), DynamicTensor($0.cumsum(axis: 0))]
      },
      {
        [DynamicTensor($0.transposed().contiguous()), DynamicTensor($0.sorted(axis: -1)), DynamicTensor($0[$0 .> 1])]
      },
      { [DynamicTensor($0.transposed() + 1), DynamicTensor($0 + $0[-1]), DynamicTensor(Tensor<Int32>($0))] },
    ]
    for (index, run) in operations.enumerated() {
      let results = [1, 2, 7].map { threads in withThreads(threads) { run(x) } }
      for (one, other) in zip(results[0] + results[0], results[1] + results[2]) {
        #expect(Self.areSame(one, other), "operations \(index)")
      }
    }
  }

  /// None is NaN or a negative zero, so equal elements have equal bits.
  private static func areSame(_ one: DynamicTensor, _ other: DynamicTensor) -> Bool {
    guard let x = try? one.tensor(as: Double.self), let y = try? other.tensor(as: Double.self) else { return false }
    return x == y
  }

  /// Whatever the pieces and the shares are, together they are all of the work, once.
  @Test(arguments: [1, 2, 3, 5])
  func everyIndexOnce(_ threads: Int) {
    for count in [0, 1, 2, 3, 7, 64, 97, 256, 257, 1000, 100_003] {
      for grain in [1, 2, 10, 83, 4096] {
        var visits = [UInt8](repeating: 0, count: count)
        visits.withUnsafeMutableBufferPointer { visits in
          nonisolated(unsafe) let visits = visits
          withThreads(threads) {
            Parallelism.forEachRange(of: count, grain: grain) { range in for index in range { visits[index] += 1 } }
          }
        }
        #expect(visits.allSatisfy { $0 == 1 }, "\(count) by \(grain)")
      }
    }
  }

  /// Work within work, and from several tasks at once, is done on whichever thread asks.
  @Test func nestedAndConcurrent() async {
    let sums = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var partial = [Int](repeating: 0, count: 64)
          partial.withUnsafeMutableBufferPointer { partial in
            nonisolated(unsafe) let partial = partial
            Parallelism.forEachRange(of: 64, grain: 1) { outer in
              for item in outer {
                Parallelism.forEachRange(of: 1000, grain: 10) { inner in partial[item] += inner.reduce(0, +) }
              }
            }
          }
          return partial.reduce(0, +)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sums == Array(repeating: 64 * 499_500, count: 8))
  }
}
