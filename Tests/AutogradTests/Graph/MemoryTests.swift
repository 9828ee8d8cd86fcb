import Autograd
import Foundation
import Tensor
import Testing

/// Nothing leaks. The counter is the whole process', so these run alone, in a process of their own.
@Suite struct MemoryTests {
  @Test func graphsAreReleased() async {
    await #expect(processExitsWith: .success) {
      var rng = RandomGenerator(seed: 1)
      let x = Tensor<Float>.normal([20, 30], using: &rng)
      let w = Variable(Tensor<Float>.normal([30, 5], using: &rng)), b = Variable(Tensor<Float>.zeros([5]))
      let labels = Tensor<Int32>.randint([20], in: 0..<5, using: &rng)
      func step() {
        let loss = crossEntropy(relu(matmul(x, w) + b), labels)
        loss.backward()
        // One without backward, and one with a graph of its gradient.
        _ = (matmul(x, w) ** 2).mean()
        _ = grad(of: (matmul(x, w) ** 2).sum(), at: [w], createGraph: true)
        w.zeroGrad()
        b.zeroGrad()
      }
      step()
      let before = MemoryStatistics.current
      for _ in 0..<50 { step() }
      let after = MemoryStatistics.current
      precondition(after.liveTensors == before.liveTensors, "\(before) \(after)")
      precondition(after.inUse == before.inUse)
    }
  }

  @Test func aGraphIsFreedAsTheSweepPasses() async {
    await #expect(processExitsWith: .success) {
      let x = Variable(Tensor<Float>.ones([1000]))
      let before = MemoryStatistics.current.liveTensors
      var y = x
      for _ in 0..<100 { y = sin(y) }
      precondition(MemoryStatistics.current.liveTensors >= before + 100)
      y.backward()
      precondition(MemoryStatistics.current.liveTensors <= before + 3)
      withExtendedLifetime(y) {}
    }
  }

  @Test func aMillionOperations() async {
    await #expect(processExitsWith: .success) {
      let x = Variable(Tensor<Float>(0)), one = Tensor<Float>(1)
      func chain() -> Variable<Float> {
        var y = x + one
        for _ in 1..<1_000_000 { y = y + one }
        return y
      }
      let y = chain()
      precondition(y.item() == 1_000_000)
      y.backward()
      precondition(x.grad!.item() == 1)
      // Released without having been walked.
      _ = chain()
    }
  }

  @Test func aMillionOperationsOnASmallStack() async {
    await #expect(processExitsWith: .success) {
      let done = DispatchSemaphore(value: 0)
      let thread = Thread {
        let x = Variable(Tensor<Float>(0)), one = Tensor<Float>(1)
        var y = x + one
        for _ in 1..<1_000_000 { y = y + one }
        y.backward(retainGraph: true)
        precondition(x.grad!.item() == 1)
        y = x
        done.signal()
      }
      thread.stackSize = 512 << 10
      thread.start()
      done.wait()
    }
  }

  @Test func aLongLoopStaysFlat() async {
    await #expect(processExitsWith: .success) {
      let x = Tensor<Float>.linspace(-1, 1, count: 20).reshaped(20, 1), y = 3 * x + 1
      let w = Variable(Tensor<Float>.zeros([1, 1])), b = Variable(Tensor<Float>.zeros([1]))
      var losses: Float = 0
      func step() {
        let loss = mseLoss(linear(x, weight: w, bias: b), y)
        loss.backward()
        for p in [w, b] {
          p.value -= 0.05 * p.grad!
          p.zeroGrad()
        }
        losses += loss.item()
      }
      for _ in 0..<100 { step() }
      let before = MemoryStatistics.current.liveTensors
      for _ in 0..<100_000 { step() }
      precondition(MemoryStatistics.current.liveTensors == before)
      precondition(abs(w.value.item() - 3) < 1e-3 && abs(b.value.item() - 1) < 1e-3)
    }
  }

  @Test func twoThreadsAtOnce() async {
    func work(_ seed: UInt64) -> [Float] {
      var rng = RandomGenerator(seed: seed)
      let x = Tensor<Float>.normal([8, 4], using: &rng)
      let w = Variable(Tensor<Float>.normal([4, 3], using: &rng))
      for _ in 0..<200 {
        let loss = (tanh(matmul(x, w)) ** 2).mean()
        w.zeroGrad()
        loss.backward()
        w.value -= 0.1 * w.grad!
      }
      return w.value.scalars
    }
    let alone = [work(1), work(2), work(3)]
    let together = await withTaskGroup(of: (Int, [Float]).self) { group in
      for seed in 1...3 { group.addTask { (seed - 1, work(UInt64(seed))) } }
      var results = [[Float]](repeating: [], count: 3)
      for await (index, result) in group { results[index] = result }
      return results
    }
    #expect(together == alone)
  }

  @Test func noGradIsOfOneThread() async {
    let x = [Float](repeating: 1, count: 2)
    await withTaskGroup(of: Bool.self) { group in
      for paused in [true, false, true, false] {
        group.addTask {
          let v = Variable(Tensor(x))
          return paused ? noGrad { !(v * 2).requiresGrad } : (v * 2).requiresGrad
        }
      }
      for await result in group { #expect(result) }
    }
  }
}
