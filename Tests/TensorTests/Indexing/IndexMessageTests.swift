import Tensor
import Testing

/// What a program that indexes wrongly says before it stops.
@Suite struct IndexMessageTests {
  @Test func indexBounds() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[1, 3]
    }
    #expect(
      message(result).contains(#"subscript: index 3 is out of bounds for axis 1 of [2, 3], which has 3 positions"#))
  }
  @Test func indexNegative() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[-3]
    }
    #expect(
      message(result).contains(#"subscript: index -3 is out of bounds for axis 0 of [2, 3], which has 2 positions"#))
  }
  @Test func rangeBounds() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[0..., 1..<5]
    }
    #expect(
      message(result).contains(#"subscript: range 1..<5 is out of bounds for axis 1 of [2, 3], which has 3 positions"#))
  }
  @Test func tooManyIndices() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[0, 0, 0]
    }
    #expect(message(result).contains(#"subscript: 3 axes are indexed, shape [2, 3] has 2"#))
  }
  @Test func twoEllipses() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[.ellipsis, .ellipsis]
    }
    #expect(message(result).contains(#"subscript: more than one .ellipsis"#))
  }
  @Test func indexTensor() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[[0, 2] as Tensor<Int32>]
    }
    #expect(
      message(result).contains(
        #"subscript: index 2 (element 1 of the indices) is out of bounds for axis 0 of [2, 3], which has 2 positions"#))
  }
  /// Two to the 32nd is 0 in an Int32.
  @Test func positionsBeyondInt32() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[[4_294_967_296] as Tensor<Int>]
    }
    #expect(message(result).contains(#"is out of bounds for axis 0 of [2, 3], which has 2 positions"#))
  }
  @Test func mask() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3])[[true, false, true] as Tensor<Bool>]
    }
    #expect(message(result).contains(#"subscript: a mask of shape [3] does not fit axis 0 of [2, 3]"#))
  }
  @Test func assigned() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor<Float>.zeros([2, 3])
      x[0] = Tensor<Float>.zeros([2])
    }
    #expect(
      message(result).contains(
        #"subscript: a value of shape [2] does not broadcast to the part's shape [3]: axis -1 has 2, which is neither 1 nor 3"#
      ))
  }
  @Test func assignedRows() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor<Float>.zeros([2, 3])
      x[[0, 1] as Tensor<Int32>] = Tensor<Float>.zeros([4, 3])
    }
    #expect(
      message(result).contains(
        #"subscript: a value of shape [4, 3] does not broadcast to the part's shape [2, 3]: axis -2 has 4, which is neither 1 nor 2"#
      ))
  }
  @Test func takeBounds() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).take([0, 7], axis: 1)
    }
    #expect(
      message(result).contains(
        #"take: index 7 (element 1 of the indices) is out of bounds for axis 1 of [2, 3], which has 3 positions"#))
  }
  @Test func gather() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([2, 3]).gather([[0], [0], [0]], axis: 1)
    }
    #expect(
      message(result).contains(#"gather: indices of shape [3, 1] along axis 1 of [2, 3]: the other axes must fit"#))
  }
}
