import Tensor
import Testing

/// What a program that makes a mistake says before it stops, in debug and in release builds.
@Suite struct MessageTests {
  @Test func matmulInner() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = matmul(Tensor<Float>.zeros([2, 3]), Tensor<Float>.zeros([4, 5]))
    }
    #expect(message(result).contains(#"matmul: [2, 3] and [4, 5]: inner dimensions 3 and 4 differ"#))
  }
  @Test func matmulBatch() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = matmul(Tensor<Float>.zeros([2, 3, 4]), Tensor<Float>.zeros([5, 4, 3]))
    }
    #expect(message(result).contains(#"matmul: [2] and [5]: axis -1 has 2 and 5, cannot broadcast"#))
  }
  @Test func matmulNumber() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = matmul(Tensor<Float>(1), Tensor<Float>.zeros([2]))
    }
    #expect(message(result).contains(#"matmul: [] and [2]: a single number has no matrix product, use *"#))
  }
  @Test func broadcast() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]) + Tensor<Float>.zeros([4, 3])
    }
    #expect(message(result).contains(#"+: [2, 3] and [4, 3]: axis -2 has 2 and 4, cannot broadcast"#))
  }
  @Test func broadcastInPlace() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor<Float>.zeros([2, 3])
      x += Tensor<Float>.zeros([3, 2])
    }
    #expect(
      message(result).contains(
        #"+=: [2, 3] and [3, 2]: the right side does not broadcast to the left: axis -1 has 2, which is neither 1 nor 3"#
      ))
  }
  @Test func broadcastGrows() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor<Float>.zeros([3])
      x *= Tensor<Float>.zeros([2, 3])
    }
    #expect(
      message(result).contains(
        #"*=: [3] and [2, 3]: the right side does not broadcast to the left: 2 axes do not fit 1"#))
  }
  @Test func broadcastTo() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).broadcast(to: [2, 4])
    }
    #expect(
      message(result).contains(
        #"broadcast: [2, 3] does not broadcast to [2, 4]: axis -1 has 3, which is neither 1 nor 4"#))
  }
  @Test func flippedTwice() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).flipped(axes: [1, -1])
    }
    #expect(message(result).contains(#"flipped: axis -1 appears twice in [1, -1]"#))
  }
  @Test func reshape() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).reshaped(4, 2)
    }
    #expect(message(result).contains(#"reshaped: [2, 3] has 6 elements, [4, 2] has 8"#))
  }
  @Test func reshapeOpen() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).reshaped(4, -1)
    }
    #expect(
      message(result).contains(#"reshaped: [2, 3] has 6 elements, which [4, -1] cannot hold: not a multiple of 4"#))
  }
  @Test func reshapeTwoOpen() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).reshaped(-1, -1)
    }
    #expect(message(result).contains(#"reshaped: [-1, -1]: only one length may be -1"#))
  }
  @Test func axis() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).sum(axis: 2)
    }
    #expect(message(result).contains(#"sum: axis 2 is out of range for shape [2, 3]: valid are -2...1"#))
  }
  @Test func axisTwice() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).sum(axes: [0, -2])
    }
    #expect(message(result).contains(#"sum: axis -2 appears twice in [0, -2]"#))
  }
  @Test func axisOfSoftmax() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = softmax(Tensor<Float>.zeros([2, 3]), axis: -3)
    }
    #expect(message(result).contains(#"softmax: axis -3 is out of range for shape [2, 3]: valid are -2...1"#))
  }
  @Test func ragged() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = [[1, 2], [3]] as Tensor<Float>
    }
    #expect(message(result).contains(#"tensor literal: ragged: element 0 has shape [2], element 1 has [1]"#))
  }
  @Test func raggedRows() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>([[1, 2] as [Float], [3]])
    }
    #expect(message(result).contains(#"Tensor: ragged rows: row 0 has 2 elements, row 1 has 1"#))
  }
  @Test func literalRange() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = [300] as Tensor<UInt8>
    }
    #expect(message(result).contains(#"tensor literal: 300 does not fit UInt8"#))
  }
  @Test func scalarCount() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>(scalars: [1, 2], shape: [3])
    }
    #expect(message(result).contains(#"Tensor(scalars:shape:): shape [3] has 3 elements, 2 scalars are given"#))
  }
  @Test func item() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).item()
    }
    #expect(message(result).contains(#"item: shape [2, 3] has 6 elements, exactly 1 is needed"#))
  }
  @Test func tooManyAxes() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([1, 1, 1, 1, 1, 1, 1, 1, 1])
    }
    #expect(message(result).contains(#"shape [1, 1, 1, 1, 1, 1, 1, 1, 1]: 9 axes, at most 8 are supported"#))
  }
  @Test func negativeLength() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, -1])
    }
    #expect(message(result).contains(#"shape [2, -1]: axis 1 is negative"#))
  }
  @Test func tooManyElements() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([1 << 40, 1 << 40])
    }
    #expect(message(result).contains(#"more elements than an Int counts"#))
  }
  @Test func concat() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.concat([.zeros([2, 3]), .zeros([2, 4])], axis: 0)
    }
    #expect(message(result).contains(#"concat: tensor 0 is [2, 3], tensor 1 is [2, 4]: they differ beside axis 0"#))
  }
  @Test func stack() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.stack([.zeros([2]), .zeros([3])])
    }
    #expect(message(result).contains(#"stack: tensor 0 is [2], tensor 1 is [3]"#))
  }
  @Test func split() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([5]).split([2, 2])
    }
    #expect(message(result).contains(#"split: lengths [2, 2] add up to 4, axis 0 of [5] has 5"#))
  }
  @Test func permuted() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).permuted(0, 0)
    }
    #expect(message(result).contains(#"permuted: axes [0, 0] for shape [2, 3]: each of the 2 axes must appear once"#))
  }
  @Test func squeezed() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).squeezed(axis: 0)
    }
    #expect(message(result).contains(#"squeezed: axis 0 of [2, 3] has length 2, 1 is needed"#))
  }
  @Test func maxOfNothing() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 0]).max(axis: 1)
    }
    #expect(message(result).contains(#"max: shape [2, 0]: the axis is empty, there is no max of nothing"#))
  }
  @Test func topK() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([3]).topK(4)
    }
    #expect(message(result).contains(#"topK: 4 elements of axis -1 of [3], which has 3"#))
  }
  @Test func oneHot() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.oneHot([0, 3], classes: 3)
    }
    #expect(message(result).contains(#"oneHot: label 3 (element 1 of the labels) is not in 0..<3"#))
  }
  @Test func einsumLengths() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = einsum("ij,jk->ik", Tensor<Float>.zeros([2, 3]), Tensor<Float>.zeros([4, 5]))
    }
    #expect(message(result).contains(#"einsum: axis j has lengths 3 and 4"#))
  }
  @Test func einsumAxes() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = einsum("ijk->i", Tensor<Float>.zeros([2, 3]))
    }
    #expect(message(result).contains(#"einsum: "ijk->i": operand 0 has shape [2, 3], 3 axes are named"#))
  }
  @Test func solve() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try? Linalg.solve(Tensor<Float>.zeros([2, 3]), Tensor<Float>.zeros([2]))
    }
    #expect(message(result).contains(#"solve: shape [2, 3]: a square matrix is needed"#))
  }
  @Test func solveHeight() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try? Linalg.solve(Tensor<Float>.eye(2), Tensor<Float>.zeros([3]))
    }
    #expect(message(result).contains(#"solve: [2, 2] and [3]: the right side needs 2 rows"#))
  }
  @Test func arangeStep() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.arange(0, 1, step: 0)
    }
    #expect(message(result).contains(#"arange: step 0.0: must be finite and not 0"#))
  }
  @Test func bernoulli() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Bool>.bernoulli([2], probability: 1.5)
    }
    #expect(message(result).contains(#"bernoulli: probability 1.5 is outside 0...1"#))
  }
  @Test func threads() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Parallelism.threads = 0
    }
    #expect(message(result).contains(#"Parallelism.threads: 0: at least 1 is needed"#))
  }
}
