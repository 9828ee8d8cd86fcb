import Autograd
import Tensor
import TestSupport
import Testing

/// Gradients of operands that were stretched come back in the operand's shape.
@Suite struct BroadcastingTests {
  private static let shapes: [(Shape, Shape)] = [
    ([3, 4], [4]), ([3, 4], [3, 1]), ([3, 1], [1, 4]), ([], [2, 3]), ([2, 3], []), ([2, 1, 3], [4, 1]),
    ([0, 3], [3]), ([1], [2, 0]), ([1, 1], [1]),
  ]

  @Test(arguments: shapes.indices)
  func binary(_ index: Int) throws {
    let (first, second) = Self.shapes[index]
    var rng = RandomGenerator(seed: 7)
    let inputs = [first, second].map { Tensor<Double>.uniform($0, low: 0.5, high: 2, using: &rng) }
    try gradientCheck(inputs, order: 2) { $0[0] * $0[1] }
    try gradientCheck(inputs, order: 2) { $0[0] / $0[1] }
    try gradientCheck(inputs, order: 2) { $0[0] ** $0[1] }
    try gradientCheck(inputs, order: 2) { ($0[0] + $0[1]) * ($0[0] - $0[1]) }
    try gradientCheck(inputs, order: 2) { $0[0].replacing(with: $0[1], where: Tensor(true)) * $0[0] }
  }

  @Test(arguments: [
    ([3, 4], [4, 2]), ([4], [4]), ([4], [4, 2]), ([3, 4], [4]), ([5, 3, 4], [4, 2]), ([5, 3, 4], [5, 4, 2]),
    ([3, 4], [5, 4, 2]), ([2, 1, 3, 4], [5, 4, 2]), ([4], [5, 4, 2]), ([5, 3, 4], [4]), ([0, 4], [4, 2]),
    ([3, 0], [0, 2]),
    ([1, 1], [1, 1]),
  ])
  func products(_ left: [Int], _ right: [Int]) throws {
    var rng = RandomGenerator(seed: 8)
    let a = Tensor<Double>.normal(Shape(left), using: &rng), b = Tensor<Double>.normal(Shape(right), using: &rng)
    try gradientCheck([a, b], order: 2) { matmul($0[0], $0[1]) }
    if a.rank > 1 {
      let swapped = a.transposed(-1, -2).contiguous().transposed(-1, -2)
      try gradientCheck([swapped, b], order: 2) { matmul($0[0], $0[1]) }
    }
  }

  @Test func linearLayers() throws {
    var rng = RandomGenerator(seed: 9)
    for shape: Shape in [[3], [2, 3], [2, 4, 3], [0, 3], [1, 3]] {
      let x = Tensor<Double>.normal(shape, using: &rng), w = Tensor<Double>.normal([2, 3], using: &rng)
      let b = Tensor<Double>.normal([2], using: &rng)
      try gradientCheck([x, w, b], order: 2) { linear($0[0], weight: $0[1], bias: $0[2]) }
      try gradientCheck([x, w], order: 2) { linear($0[0], weight: $0[1]) }
    }
  }
}
