import Tensor
import Testing

@Suite struct CreationTests {
  @Test func arangeHasItsStart() {
    #expect(Tensor<Float>.arange(1, 2.5, step: 0.5).scalars == [1, 1.5, 2])
    #expect(Tensor<Int32>.arange(10, 0, step: -3).scalars == [10, 7, 4, 1])
    #expect(Tensor<Int>.arange(3).scalars == [0, 1, 2])
    #expect(Tensor<Float>.arange(0, 1, step: 0.1).scalars == (0..<10).map { Float(Double($0) * 0.1) })
    for empty in [Tensor<Int>.arange(3, 3), .arange(3, 1), .arange(1, 3, step: -1)] { #expect(empty.count == 0) }
    #expect(Tensor<UInt8>.arange(250, 255, step: 2).scalars == [250, 252, 254])
  }

  /// As many elements as PyTorch makes, which counts in Double: a tenth that was a Float first would make one more.
  @Test func arangeCountsInDouble() {
    #expect(Tensor<Float>.arange(0, 0.3, step: 0.1).scalars == [0, 0.1, 0.2])
    #expect(Tensor<Float>.arange(1, 2, step: 0.1).count == 10 && Tensor<Float>.arange(0.3).count == 1)
    for digits in 1...3 {
      let scale = [1.0, 10, 100, 1000][digits]
      for (start, count, step) in [(0, 3, 1), (1, 9, 1), (-7, 11, 3), (2, 21, 7), (5, 40, 2), (-3, 6, -1), (9, 33, -7)]
      {
        let (first, last, delta) = (
          Double(start) / scale, Double(start + count * step) / scale, Double(step) / scale
        )
        let length = Int(((last - first) / delta).rounded(.up))
        let floats = Tensor<Float>.arange(first, last, step: delta),
          doubles = Tensor<Double>.arange(first, last, step: delta)
        #expect(floats.count == length && doubles.count == length, "\(first)..<\(last) by \(delta)")
        #expect(floats.scalars == (0..<length).map { Float(first + Double($0) * delta) })
      }
    }
    let step: Float = 0.5
    #expect(Tensor<Float>.arange(0, 1, step: step).scalars == [0, 0.5])
  }

  @Test func anEmptyListHasOneAxis() {
    #expect(Tensor<Float>([]).shape == [0])
    #expect(Tensor<Int32>([[]]).shape == [1, 0])
    let literal: Tensor<Bool> = []
    #expect(literal.shape == [0])
  }

  /// Beyond 2^53 a Double does not hold every Int.
  @Test func arangeOfLargeNumbersIsExact() {
    let start = 1 << 53
    #expect(Tensor<Int>.arange(start, start + 5).scalars == (0..<5).map { start + $0 })
    #expect(Tensor<Int>.arange(1 << 62, 1 << 62 + 10, step: 3).scalars == (0..<4).map { 1 << 62 + 3 * $0 })
    #expect(Tensor<Int>.arange(.min, .min + 3).scalars == [.min, .min + 1, .min + 2])
    #expect(Tensor<Int>.arange(.max, .max - 3, step: -1).scalars == [.max, .max - 1, .max - 2])
    #expect(Tensor<Int>.arange(.min, .max, step: .max).scalars == [.min, -1, .max - 1])
    #expect(Tensor<Int>.arange(start, start + 200_000).scalars == Array(start..<(start + 200_000)))
  }

  @Test func linspaceEndsAtItsEnd() {
    #expect(Tensor<Float>.linspace(0, 1, count: 5).scalars == [0, 0.25, 0.5, 0.75, 1])
    #expect(Tensor<Double>.linspace(3, 4, count: 1).scalars == [3])
    #expect(Tensor<Double>.linspace(3, 4, count: 0).count == 0)
    #expect(Tensor<Float>.linspace(0.1, 0.7, count: 100)[99].item() == 0.7)
    #expect(Tensor<Int32>.linspace(0, 10, count: 4).scalars == [0, 3, 6, 10])
    #expect(Tensor<Int32>.linspace(-3, 3, count: 4).scalars == [-3, -1, 1, 3])
  }

  @Test func meshgridByMatrixAndByPicture() {
    let (a, b): (Tensor<Int32>, Tensor<Int32>) = ([1, 2, 3], [10, 20])
    let ij = Tensor.meshgrid([a, b])
    #expect(ij.map(\.shape) == [[3, 2], [3, 2]])
    #expect(ij[0].scalars == [1, 1, 2, 2, 3, 3] && ij[1].scalars == [10, 20, 10, 20, 10, 20])
    let xy = Tensor.meshgrid([a, b], indexing: .xy)
    #expect(xy.map(\.shape) == [[2, 3], [2, 3]])
    #expect(xy[0].scalars == [1, 2, 3, 1, 2, 3] && xy[1].scalars == [10, 10, 10, 20, 20, 20])
    let three = Tensor<Int32>.meshgrid([[1, 2], [3], [4, 5]], indexing: .xy)
    #expect(three.map(\.shape) == [[1, 2, 2], [1, 2, 2], [1, 2, 2]])
    #expect(three[0].scalars == [1, 1, 2, 2] && three[1].scalars == [3, 3, 3, 3] && three[2].scalars == [4, 5, 4, 5])
  }

  @Test func literalsOfWhatIsNoNumber() {
    let x: Tensor<Float> = [[1, .infinity], [-.infinity, .nan]]
    #expect(x[0].scalars == [1, .infinity] && x[1, 0].item() == -.infinity && x[1, 1].item().isNaN)
  }

  @Test func eyeAndLikes() {
    #expect(Tensor<Int32>.eye(2, columns: 3).scalars == [1, 0, 0, 0, 1, 0])
    let x = Tensor<Float>.zeros([2, 0, 3])
    #expect(Tensor<Bool>.ones(like: x).shape == [2, 0, 3])
    #expect(Tensor<UInt8>.full(like: Tensor<Float>.zeros([2]), 7).scalars == [7, 7])
  }
}
