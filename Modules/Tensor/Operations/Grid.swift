/// Which axis of a grid belongs to the first coordinate.
public enum GridIndexing: Sendable {
  /// Matrix order: the first coordinate along axis 0.
  case ij
  /// Picture order: the first coordinate along axis 1.
  case xy
}

extension Tensor {
  /// The coordinates of every point of a grid: for n vectors, n views of one shape, [a, b, …] with `.ij`, [b, a, …] with
  /// `.xy`. Named as in NumPy, with PyTorch's default.
  ///
  /// Traps where one has another rank than 1.
  public static func meshgrid(_ coordinates: [Tensor], indexing: GridIndexing = .ij) -> [Tensor] {
    for (index, one) in coordinates.enumerated() where one.rank != 1 {
      fail("meshgrid: coordinate \(index) has shape \(one.shape): one axis is needed")
    }
    var order = Array(coordinates.indices)
    if indexing == .xy && order.count >= 2 { order.swapAt(0, 1) }
    let shape = Shape(order.map { coordinates[$0].count })
    return coordinates.indices.map { index in
      var lengths = Array(repeating: 1, count: coordinates.count)
      lengths[order[index]] = coordinates[index].count
      return coordinates[index].reshaped(lengths).broadcast(to: shape)
    }
  }
}
