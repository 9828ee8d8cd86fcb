import Tensor
import Testing

/// What tensors take of memory. The figures are the process', so each test has one of its own.
@Suite struct MemoryTests {
  @Test func blocksComeBackAndGoToTheSystem() async {
    await #expect(processExitsWith: .success) {
      do {
        let x = Tensor<Float>.zeros([1 << 20])
        check(MemoryStatistics.current.inUse == 4 << 20 && MemoryStatistics.current.cached == 0, "in use")
        check(x.withUnsafeScalars { Int(bitPattern: $0.baseAddress) } % 64 == 0, "alignment")
      }
      check(MemoryStatistics.current.cached == 4 << 20 && MemoryStatistics.current.inUse == 0, "cached")
      for _ in 0..<10 { _ = Tensor<Float>.ones([1 << 20]) }
      check(MemoryStatistics.current.cached == 4 << 20 && MemoryStatistics.current.peak == 4 << 20, "reused")
      MemoryStatistics.cacheLimit = 1 << 20
      check(MemoryStatistics.current.cached == 0, "trimmed")
      for _ in 0..<10 { _ = Tensor<Float>.zeros([1 << 20]) }
      check(MemoryStatistics.current.cached == 0, "not kept beyond the limit")
      MemoryStatistics.cacheLimit = 100 << 20
      _ = Tensor<Float>.zeros([1 << 20])
      MemoryStatistics.releaseCache()
      check(MemoryStatistics.current.cached == 0, "released")
    }
  }

  @Test func nothingLeaks() async {
    await #expect(processExitsWith: .success) {
      var generator = RandomGenerator(seed: 1)
      // What lives as long as the process is made by then.
      func work() {
        let x = Tensor<Float>.normal([100, 30], using: &generator)
        var y = matmul(x, x.transposed()) + x[0..., 0]
        y[0..., 1] = 3
        y[[1, 2] as Tensor<Int32>] = y[y.argmax(axis: 0)[0..<2]]
        y[y .> 1] = 0
        y += softmax(y, axis: 1) * y.variance(axis: 0)
        _ = (y.sorted(), Linalg.svd(y), "\(y)", y.uniqueElements(), einsum("ij->j", y), try? Linalg.solve(y, x))
      }
      work()
      let before = MemoryStatistics.current
      for _ in 0..<5 { work() }
      let after = MemoryStatistics.current
      check(after.liveTensors == before.liveTensors && after.inUse == before.inUse, "live tensors")
    }
  }

  @Test func updatesAllocateNothing() async {
    await #expect(processExitsWith: .success) {
      var x = Tensor<Float>.ones([100_000])
      let g = Tensor<Float>.ones([100_000])
      let start = x.withUnsafeMutableScalars { Int(bitPattern: $0.baseAddress) }
      let before = MemoryStatistics.current
      MemoryStatistics.resetPeak()
      x += 1
      x += g
      x[0...] = g
      x[10..<20] = 5
      x.fill(2)
      check(MemoryStatistics.current.peak == before.inUse, "no block is taken")
      check(MemoryStatistics.current.liveTensors == before.liveTensors, "no tensor is left")
      check(x.withUnsafeMutableScalars { Int(bitPattern: $0.baseAddress) } == start, "the same elements")
    }
  }

  @Test func manyTasksAtOnce() async {
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
}

/// Ends the process where something does not hold.
private func check(_ holds: Bool, _ what: String) {
  if !holds { fatalError("\(what): \(MemoryStatistics.current)") }
}
