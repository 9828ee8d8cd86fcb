import Synchronization
import Tensor
import Testing

@Suite(.serialized) struct MemoryTests {
  private let large: Shape = [1 << 20]

  @Test func blocksComeBackAndGoToTheSystem() {
    MemoryStatistics.releaseCache()
    let limit = MemoryStatistics.cacheLimit
    defer { MemoryStatistics.cacheLimit = limit }
    var address = 0
    do {
      var x = Tensor<Float>.zeros(large)
      address = x.withUnsafeMutableScalars { Int(bitPattern: $0.baseAddress) }
      #expect(MemoryStatistics.current.inUse >= 4 << 20)
      #expect(address % 64 == 0)
    }
    #expect(MemoryStatistics.current.cached >= 4 << 20)
    MemoryStatistics.cacheLimit = 1 << 20
    #expect(MemoryStatistics.current.cached <= 1 << 20)
    for _ in 0..<10 { _ = Tensor<Float>.zeros(large) }
    #expect(MemoryStatistics.current.cached <= 1 << 20)
  }

  @Test func manyThreadsAtOnce() async {
    let total = await withTaskGroup(of: Double.self) { group in
      for seed in 0..<16 {
        group.addTask {
          var generator = RandomGenerator(seed: UInt64(seed))
          var sum = 0.0
          for round in 0..<40 {
            let n = Int.random(in: 1..<60_000, using: &generator)
            let x = Tensor<Double>.full([n], Double(round)), y = x + 1
            sum += (y[0..<(n / 2 + 1)] - x[0..<(n / 2 + 1)]).mean().item()
          }
          return sum
        }
      }
      return await group.reduce(0, +)
    }
    #expect(total == 640)
  }

  @Test func peak() {
    MemoryStatistics.resetPeak()
    let before = MemoryStatistics.current.peak
    do { _ = Tensor<Float>.zeros(large) }
    #expect(MemoryStatistics.current.peak >= before + (4 << 20))
  }
}
