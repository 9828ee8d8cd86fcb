import Autograd
import Tensor
import Testing

@Suite struct HookTests {
  @Test func hooksSeeAndReplaceGradients() {
    let x = Variable<Float>([1, 2])
    let y = x * 3
    var seen: [[Float]] = []
    y.registerHook {
      seen.append($0.value.scalars); return nil
    }
    let handle = y.registerHook { $0 * 10 }
    (y * y).backward(retainGraph: true)
    #expect(seen == [[6, 12]])
    #expect(x.grad! == [180, 360])
    handle.remove()
    handle.remove()
    x.zeroGrad()
    (y * y).backward()
    #expect(seen == [[6, 12], [6, 12]])
    #expect(x.grad! == [18, 36])
  }

  @Test func aLeafsHookSeesTheWholeGradientOnce() {
    let x = Variable<Float>([2])
    var seen: [Float] = []
    x.registerHook {
      seen.append($0.item()); return 2 * $0
    }
    (x * x + 3 * x).backward()
    #expect(seen == [7])
    #expect(x.grad! == [14])
  }

  @Test func hooksRunInOrder() {
    let x = Variable<Float>([1])
    x.registerHook { $0 + 1 }
    x.registerHook { $0 * 10 }
    (x * 1).backward()
    #expect(x.grad! == [20])
  }

  @Test func aHandleRemovesItsOwnHookAlone() {
    let x = Variable<Float>([1])
    let first = x.registerHook { $0 * 10 }
    first.remove()
    x.registerHook { $0 + 1 }
    first.remove()
    (x * 1).backward()
    #expect(x.grad! == [2])
  }

  /// What a hook makes of a gradient is differentiated too; without `createGraph` it leaves no graph.
  @Test func hooksBelongToTheGraph() {
    let x = Variable<Double>([3]), w = Variable<Double>([2])
    let y = x * x
    y.registerHook { $0 * w * 10 }
    let slope = grad(of: y * y, at: [x], createGraph: true)[0]!
    // 20 w y · 2x = 40 w x³; on the way to the second derivative the hook is met again.
    #expect(slope.value == [2160])
    #expect(grad(of: slope, at: [x, w]).map { $0!.value } == [[29520], [1080]])
    let z = x * x
    z.registerHook { $0 * w }
    z.backward()
    #expect(x.gradVariable!.requiresGrad == false)
  }

  @Test func aHookOfAnotherShapeStops() async {
    await #expect(processExitsWith: .failure) {
      let x = Variable<Float>([1, 2])
      x.registerHook { _ in Variable([1]) }
      (x * 1).backward()
    }
  }

  @Test func anomaliesAreNamed() async {
    let forward = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      detectingAnomalies { _ = exp(log(Variable<Float>([1, -1]))) }
    }
    #expect(forward.message.contains("log: the result"))
    let backward = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      detectingAnomalies { (sqrt(Variable<Float>([0])) * 2).backward() }
    }
    #expect(backward.message.contains("sqrt: the gradient"))
  }

  /// The operation is named, not the steps of its gradient.
  @Test func anomaliesOfTheSecondOrderAreNamed() async {
    let first = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      detectingAnomalies { (sqrt(Variable<Float>([0])) * 2).backward(createGraph: true) }
    }
    #expect(first.message.contains("sqrt: the gradient of input 0"))
    let second = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      // The slope of x^1.5 is finite at 0, that of the slope is not.
      let x = Variable<Float>([0])
      let slope = grad(of: x ** 1.5, at: [x], createGraph: true)[0]!
      detectingAnomalies { slope.backward() }
    }
    #expect(second.message.contains("pow: the gradient of input 0"))
  }

  /// An infinity on the way that is masked is no anomaly.
  @Test func stepsOfAGradientAreNotLookedAt() {
    detectingAnomalies {
      let x = Variable<Double>([0, 0])
      x.norm().backward(createGraph: true)
      #expect(x.grad! == [0, 0])
      x.zeroGrad()
    }
  }

  @Test func nothingStopsWhereAllIsFinite() {
    let x = Variable<Float>([1, 2])
    detectingAnomalies { log(x).backward() }
    #expect(x.grad! == [1, 0.5])
  }
}
