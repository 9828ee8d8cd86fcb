import Autograd
import Tensor
import Testing

/// Values are values: the graph keeps what it saw.
@Suite struct ValueTests {
  @Test func changingALeafAfterwardsChangesNoGradient() {
    let w = Variable<Float>([1, 2, 3]), x = Variable<Float>([4, 5, 6])
    let y = (w * x).sum()
    w.value *= 100
    x.value[0] = Tensor(7)
    y.backward()
    #expect(w.grad! == [4, 5, 6])
    #expect(x.grad! == [1, 2, 3])
    #expect(w.value == [100, 200, 300])
  }

  @Test func changingAGradientChangesNoOther() {
    let a = Variable<Float>([1]), b = Variable<Float>([2])
    let sum = a + b
    sum.backward()
    a.grad! *= 10
    #expect(a.grad! == [10])
    #expect(b.grad! == [1])
    (a + b).backward()
    #expect(a.grad! == [11])
    #expect(b.grad! == [2])
  }

  @Test func theSeedIsNotChanged() {
    let x = Variable<Float>([1, 1])
    let seed: Tensor<Float> = [2, 3]
    (x * 1).backward(seed)
    (x * 1).backward(seed)
    #expect(seed == [2, 3])
    #expect(x.grad! == [4, 6])
    let y = Variable<Double>(Tensor(3))
    y.backward()
    y.grad! += 5
    let z = Variable<Double>(Tensor(3))
    z.backward()
    #expect(z.grad!.item() == 1)
  }

  /// A step after `backward` copies nothing: the parameter's elements stay where they are.
  @Test func aStepIsInPlace() {
    let w = Variable(Tensor<Float>.ones([1000]))
    let x = Tensor<Float>.ones([1000])
    func address() -> UnsafeRawPointer { w.value.withUnsafeScalars { UnsafeRawPointer($0.baseAddress!) } }
    let before = address()
    for _ in 0..<3 {
      (w * x).sum().backward()
      w.value -= 0.1 * w.grad!
      w.zeroGrad()
    }
    #expect(address() == before)
    #expect(abs(w.value[0].item() - 0.7) < 1e-6)
    let linear = (w * x).sum()
    w.value -= 0.1
    #expect(address() == before, "the gradient of w x does not depend on w, so the graph does not keep it")
    linear.backward()
    w.zeroGrad()
    let square = (w * w).sum()
    w.value -= 0.1
    #expect(address() != before, "the pending graph keeps what it saw")
    square.backward()
    #expect(abs(w.grad![0].item() - 1.2) < 1e-6)
  }

  @Test func gradientsLieRowMajor() {
    let w = Variable(Tensor<Float>.ones([2, 3]))
    matmul(Tensor<Float>.ones([4, 3]), w.transposed()).backward()
    w.sum().backward()
    #expect(w.grad!.isContiguous)
    #expect(w.grad! == [[5, 5, 5], [5, 5, 5]])
    let b = Variable(Tensor<Float>.ones([2, 3]))
    b.sum().backward()
    #expect(b.grad!.isContiguous)
  }

  @Test func aLeafMayTakeAnotherShape() {
    let w = Variable(Tensor<Float>.ones([2]))
    (w * 2).backward()
    w.value = .ones([3])
    #expect(w.shape == [3])
    #expect(w.grad == nil)
    (w * 2).backward()
    #expect(w.grad! == [2, 2, 2])
  }
}
