public import Tensor

extension Variable where Scalar: FloatingScalar {
  /// The coordinates of every point of a grid, as `meshgrid` of tensors.
  ///
  /// Traps where one has another rank than 1.
  public static func meshgrid(_ coordinates: [Variable], indexing: GridIndexing = .ij) -> [Variable] {
    let grids = Tensor.meshgrid(coordinates.map(\.value), indexing: indexing)
    let swaps = indexing == .xy && coordinates.count >= 2
    return coordinates.indices.map { index in
      var lengths = Array(repeating: 1, count: coordinates.count)
      lengths[swaps && index < 2 ? 1 - index : index] = coordinates[index].count
      return coordinates[index].reshaped(lengths).broadcast(to: grids[index].shape)
    }
  }
}
