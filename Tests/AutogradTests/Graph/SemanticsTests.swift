import Autograd
import Tensor
import Testing

@Suite struct SemanticsTests {
  @Test func gradientsAccumulateUntilZeroed() {
    let x = Variable<Float>([1, 2])
    #expect(x.grad == nil)
    (3 * x).backward()
    (x * x).backward()
    #expect(x.grad! == [5, 7])
    x.zeroGrad()
    #expect(x.grad == nil)
    (3 * x).backward()
    #expect(x.grad! == [3, 3])
  }

  @Test func gradientCanBeSet() {
    let x = Variable<Float>([1, 2])
    x.grad = [1, 1]
    (3 * x).backward()
    #expect(x.grad! == [4, 4])
    x.grad = nil
    #expect(x.grad == nil)
  }

  @Test func backwardOfManyNumbersDifferentiatesTheSum() {
    let x = Variable<Float>([[1, 2], [3, 4]])
    (x ** 2).backward()
    #expect(x.grad! == [[2, 4], [6, 8]])
    x.zeroGrad()
    (x ** 2).backward([[1, 0], [0, -1]])
    #expect(x.grad! == [[2, 0], [0, -8]])
  }

  @Test func oneVariableInSeveralPlaces() {
    let x = Variable<Float>([2])
    let y = x * x
    let z = y * x + y
    z.backward()
    #expect(x.grad! == [16])
    let w = Variable<Float>([3])
    (w + w + w).backward()
    #expect(w.grad! == [3])
  }

  @Test func copiesAreTheSameVariable() {
    let x = Variable<Float>([1])
    let same = x
    same.value = [5]
    (2 * same).backward()
    #expect(x.value == [5])
    #expect(x.grad! == [2])
    #expect(x === same)
    #expect(x !== Variable<Float>([5]))
    #expect(x.id == same.id)
  }

  @Test func aKeptGraphGivesTheSameAgain() {
    let x = Variable<Float>([3])
    let y = x ** 3
    y.backward(retainGraph: true)
    y.backward(retainGraph: true)
    y.backward()
    #expect(x.grad! == [81])
  }

  @Test func aFreedGraphStopsAndSaysWhatToDo() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Variable<Float>([3])
      let y = sin(x) * x
      y.backward()
      y.backward()
    }
    let text = result.message
    #expect(text.contains("retainGraph: true"))
    #expect(text.contains("freed"))
  }

  @Test func aFreedPartOfAnotherGraphStopsToo() async {
    await #expect(processExitsWith: .failure) {
      let x = Variable<Float>([3])
      let shared = sin(x)
      (shared * 2).backward()
      (shared * 3).backward()
    }
  }

  @Test func constantsHaveNoGraph() async {
    let x = Variable<Float>([1, 2])
    let y = noGrad { x * 3 }
    #expect(!y.requiresGrad && y.isLeaf)
    #expect((y + 1).requiresGrad == false)
    #expect(!x.detach().requiresGrad)
    (x * x.detach()).backward()
    #expect(x.grad! == [1, 2])
    await #expect(processExitsWith: .failure) { noGrad { Variable<Float>([1]) * 2 }.backward() }
  }

  @Test func noGradEndsWithItsBody() throws {
    struct Stop: Error {}
    let x = Variable<Float>([1])
    #expect(throws: Stop.self) { try noGrad { throw Stop() } }
    #expect((x * 2).requiresGrad)
    noGrad {
      noGrad {}; #expect(!(x * 2).requiresGrad)
    }
    #expect((x * 2).requiresGrad)
  }

  @Test func frozenLeavesAreConstants() {
    let x = Variable<Float>([2]), w = Variable<Float>([5])
    w.requiresGrad = false
    #expect(!(w * 2).requiresGrad)
    (x * w).backward()
    #expect(w.grad == nil)
    #expect(x.grad! == [5])
    w.requiresGrad = true
    (x * w).backward()
    #expect(w.grad! == [2])
  }

  @Test func frozenLeavesHaveNoGradient() async {
    let results = [
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Variable<Float>([2])
        x.requiresGrad = false
        x.backward()
      },
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Variable<Float>([2]), y = Variable<Float>([3])
        x.requiresGrad = false
        _ = grad(of: x * y, at: [x])
      },
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Variable<Float>([2])
        x.requiresGrad = false
        x.registerHook { $0 }
      },
    ]
    for result in results { #expect(result.message.contains("requiresGrad")) }
  }

  @Test func leavesAndResults() {
    let x = Variable<Float>([2])
    let y = x * 2
    #expect(x.isLeaf && !y.isLeaf && y.requiresGrad)
    y.backward()
    #expect(y.grad == nil)
    let z = x * 3
    z.retainGrad()
    (z * z).backward()
    #expect(z.grad! == [12])
  }

  @Test func wrongGradientStops() async {
    await #expect(processExitsWith: .failure) { (Variable<Float>([1, 2]) * 2).backward([1]) }
    await #expect(processExitsWith: .failure) { Variable<Float>([1, 2]).grad = [1] }
    await #expect(processExitsWith: .failure) { (Variable<Float>([1, 2]) * 2).value = [1, 2] }
  }

  @Test func branchesAndLoops() {
    func f(_ x: Variable<Double>) -> Variable<Double> {
      var y = x
      while y.norm().item() < 100 { y = y * 2 }
      return y.sum().item() > 0 ? y.sum() : (y * 10).sum()
    }
    let up = Variable<Double>([3, 4]), down = Variable<Double>([-3, -4])
    f(up).backward()
    f(down).backward()
    #expect(up.grad! == [32, 32])
    #expect(down.grad! == [320, 320])
  }
}
