import Tensor
import Testing

/// Subscripts against a reference that knows nothing but positions.
@Suite struct SubscriptTests {
  /// An item, as the tensor takes it and as the positions that it means.
  private struct Item {
    let index: TensorIndex
    /// The positions along the axis; nil for one position, which takes the axis away.
    let positions: [Int]?
    let position: Int
  }

  private func item(_ length: Int, _ generator: inout RandomGenerator) -> Item {
    func place() -> Int { Int.random(in: 0..<length, using: &generator) }
    switch Int.random(in: 0..<7, using: &generator) {
    case 0 where length > 0:
      let position = place()
      let given = Bool.random(using: &generator) ? position : position - length
      return Item(index: given.tensorIndex, positions: nil, position: position)
    case 1:
      let low = Int.random(in: 0...length, using: &generator), high = Int.random(in: low...length, using: &generator)
      return Item(index: (low..<high).tensorIndex, positions: Array(low..<high), position: 0)
    case 2:
      let low = Int.random(in: 0...length, using: &generator)
      return Item(index: (low...).tensorIndex, positions: Array(low..<length), position: 0)
    case 3 where length > 0:
      let last = place()
      return Item(index: (...last).tensorIndex, positions: Array(0...last), position: 0)
    case 4 where length > 0:
      let (from, step) = (place(), Int.random(in: 1...3, using: &generator))
      return Item(
        index: stride(from: from, through: 0, by: -step).tensorIndex,
        positions: Array(stride(from: from, through: 0, by: -step)), position: 0)
    case 5 where length > 1:
      return Item(
        index: ((-2)...).tensorIndex, positions: [length - 2, length - 1], position: 0)
    default:
      return Item(
        index: stride(from: 0, to: length, by: 2).tensorIndex, positions: Array(stride(from: 0, to: length, by: 2)),
        position: 0)
    }
  }

  /// Row-major numbers of the elements that the items choose, and the shape.
  private func expected(_ shape: Shape, _ items: [Item]) -> (numbers: [Int], shape: Shape) {
    var numbers = [0], lengths: [Int] = []
    for (axis, item) in items.enumerated() {
      let positions = item.positions ?? [item.position]
      numbers = numbers.flatMap { outer in positions.map { outer * shape[axis] + $0 } }
      if let positions = item.positions { lengths.append(positions.count) }
    }
    return (numbers, Shape(lengths))
  }

  @Test func simpleItemsReadAndWrite() {
    var generator = RandomGenerator(seed: 3)
    for round in 0..<300 {
      let rank = 1 + round % 4
      let shape = Shape((0..<rank).map { _ in Int.random(in: 0...5, using: &generator) })
      let x = Tensor<Int>(scalars: Array(0..<shape.volume), shape: shape)
      let items = shape.map { item($0, &generator) }
      let (numbers, part) = expected(shape, items)
      let got = x[items: items.map(\.index)]
      #expect(got.shape == part)
      #expect(got.scalars == numbers)

      var y = x
      let value = Tensor<Int>.arange(part.volume).reshaped(Array(part)) - 100
      y[items: items.map(\.index)] = value
      var want = x.scalars
      for (number, new) in zip(numbers, value.scalars) { want[number] = new }
      #expect(y.scalars == want)
      #expect(x.scalars == Array(0..<shape.volume))
    }
  }

  @Test func tensorsOfPositions() {
    let x = Tensor<Int>.arange(120).reshaped(4, 5, 6)
    let rows: Tensor<Int32> = [[3, 0], [-1, 1]], columns: Tensor<Int32> = [2, -5]
    let pairs = x[rows, columns]
    #expect(pairs.shape == [2, 2, 6])
    for (i, row) in [3, 0, 3, 1].enumerated() {
      #expect(pairs[i / 2, i % 2].scalars == x[row, [2, 0][i % 2]].scalars)
    }
    // Neighbours keep their place, others come first; as NumPy does.
    #expect(x[0..., rows % 4, columns % 6].shape == [4, 2, 2])
    #expect(x[rows, 0..., columns].shape == [2, 2, 5])
    #expect(x[rows, 0..., columns][1, 0].scalars == x[3, 0..., 2].scalars)
    #expect(x[0..., [] as Tensor<Int32>].shape == [4, 0, 6])
    #expect(x[1, rows].shape == [2, 2, 6])
    #expect(x[.newAxis, .ellipsis, columns].shape == [1, 4, 5, 2])
    #expect(x.transposed()[[5, 0] as Tensor<Int32>, 4].scalars == [29, 59, 89, 119, 24, 54, 84, 114])
    #expect(x[Tensor<Int>([3])].scalars == Array(90..<120))
  }

  @Test func assigningThroughPositions() {
    var x = Tensor<Int>.zeros([4, 5, 6])
    x[[1, 3] as Tensor<Int32>] = Tensor<Int>.arange(30).reshaped(5, 6)
    #expect(x[1].scalars == Array(0..<30) && x[3].scalars == Array(0..<30) && x[2].sum().item() == 0)
    x[0..., [0, 4] as Tensor<Int32>, [1, 5] as Tensor<Int32>] = [7, 8]
    #expect(x[0..., 0, 1].scalars == [7, 7, 7, 7] && x[0..., 4, 5].scalars == [8, 8, 8, 8])
    x[[0, 0] as Tensor<Int32>, 2] = Tensor<Int>([[1], [2]]).broadcast(to: [2, 6])
    #expect(x[0, 2].scalars == [2, 2, 2, 2, 2, 2])
    x[[0, 1] as Tensor<Int32>, 0..., [2, 3] as Tensor<Int32>] = 9
    #expect(x[0, 0..., 2].scalars == [9, 9, 9, 9, 9] && x[1, 0..., 3].scalars == [9, 9, 9, 9, 9])
    var matrix = Tensor<Float>.zeros([3, 3])
    matrix[Tensor<Int32>.arange(3), Tensor<Int32>.arange(3)] = 1
    #expect(matrix == .eye(3))
  }

  /// More elements than one thread takes at a time, chosen all, none, some and in runs.
  @Test func longMasks() {
    let numbers = Tensor<Int32>.arange(100_003)
    let masks = [numbers .>= 0, numbers .< 0, numbers % 3 .== 1, numbers % 60_000 .> 40_000]
    for mask in masks {
      let want = zip(numbers.scalars, mask.scalars).filter { $1 }.map { $0.0 }
      #expect(numbers[mask].scalars == want)
      #expect(Tensor<Double>(numbers)[mask].scalars == want.map(Double.init))
      #expect(Tensor<UInt8>(numbers % 251)[mask].scalars == want.map { UInt8($0 % 251) })
      #expect(numbers.flipped(axis: 0)[mask.flipped(axis: 0)].scalars == want.reversed())
    }
  }

  @Test func masks() {
    let x = Tensor<Float>.arange(12).reshaped(3, 4)
    #expect(x[x .> 8].scalars == [9, 10, 11])
    #expect(x[x .> 80].shape == [0])
    #expect(x.transposed()[x.transposed() .> 8].scalars == [9, 10, 11])
    #expect(x[[true, false, true] as Tensor<Bool>].scalars == [0, 1, 2, 3, 8, 9, 10, 11])
    #expect(x[0..., [false, true, false, false] as Tensor<Bool>].shape == [3, 1])
    #expect(x[Tensor<Bool>(true)].shape == [1, 3, 4])
    #expect(x[Tensor<Bool>(false)].shape == [0, 3, 4])
    var y = x
    y[y .> 5] = 0
    #expect(y.sum().item() == 15)
    y[x .< 2] = [50, 60]
    #expect(y[0].scalars == [50, 60, 2, 3])
    y[[true, false, true] as Tensor<Bool>] = x[0]
    #expect(y[2].scalars == [0, 1, 2, 3])
    y[0..., [true, false, false, true] as Tensor<Bool>] = -1
    #expect(y[1].scalars == [-1, 5, 0, -1])
    #expect(x.sum().item() == 66)
  }

  @Test func addingBack() {
    var generator = RandomGenerator(seed: 5)
    let x = Tensor<Double>.normal([4, 5, 6], using: &generator)
    let rows: Tensor<Int32> = [1, 1, 3]
    // What arrives at a position that was read twice is added twice: the inverse of reading is its transpose.
    func checkTranspose(_ items: [TensorIndex]) {
      let part = x[items: items]
      let g = Tensor<Double>.normal(part.shape, using: &generator)
      var back = Tensor<Double>.zeros(x.shape)
      back.add(g, at: items)
      #expect(Swift.abs(((back * x).sum() - (g * part).sum()).item()) < 1e-9)
    }
    checkTranspose([.positions(rows)])
    checkTranspose([.rest, .positions(rows)])
    checkTranspose([.positions(rows), .position(2)])
    checkTranspose([.positions(rows), .slice(start: 1, end: 3), .positions([0, 0, 0])])
    checkTranspose([.slice(start: 1, end: nil), .rest, .strided(start: 5, step: -2, length: 3)])
    checkTranspose([.mask(x .> 0)])
    var sums = Tensor<Double>.zeros([4, 5])
    sums.addRows(.ones([4, 3]), at: [4, 0, 4], axis: 1)
    #expect(sums.scalars == [1, 0, 0, 0, 2, 1, 0, 0, 0, 2, 1, 0, 0, 0, 2, 1, 0, 0, 0, 2])
    var gathered = Tensor<Double>.zeros([2, 3])
    gathered.addElements([[1, 2, 3], [4, 5, 6]], at: [[0, 1, 0], [0, 0, 1]], axis: 0)
    #expect(gathered.scalars == [5, 5, 3, 0, 2, 6])
  }
}
