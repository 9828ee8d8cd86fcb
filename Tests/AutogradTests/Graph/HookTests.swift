import Autograd
import Tensor
import Testing

@Suite struct HookTests {
  @Test func hooksSeeAndReplaceGradients() {
    let x = Variable<Float>([1, 2])
    let y = x * 3
    var seen: [[Float]] = []
    y.registerHook {
      seen.append($0.scalars); return nil
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

  @Test func aHookOfAnotherShapeStops() async {
    await #expect(processExitsWith: .failure) {
      let x = Variable<Float>([1, 2])
      x.registerHook { _ in [1] }
      (x * 1).backward()
    }
  }

  @Test func anomaliesAreNamed() async {
    let forward = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      detectingAnomalies { _ = exp(log(Variable<Float>([1, -1]))) }
    }
    #expect(String(decoding: forward?.standardErrorContent ?? [], as: UTF8.self).contains("log: the result"))
    let backward = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      detectingAnomalies { (sqrt(Variable<Float>([0])) * 2).backward() }
    }
    #expect(String(decoding: backward?.standardErrorContent ?? [], as: UTF8.self).contains("sqrt: the gradient"))
  }

  @Test func nothingStopsWhereAllIsFinite() {
    let x = Variable<Float>([1, 2])
    detectingAnomalies { log(x).backward() }
    #expect(x.grad! == [1, 0.5])
  }
}
