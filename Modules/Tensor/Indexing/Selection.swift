/// What a subscript selects: a view by the simple items, with the axes that tensors of positions choose from.
struct Selection<Scalar: TensorScalar> {
  /// The tensor after integers, ranges and new axes.
  private(set) var view: Tensor<Scalar>
  /// Axes of the view with the positions chosen from each, all broadcast to one shape.
  private(set) var positions: [(axis: Int, indices: Tensor<Int32>)] = []

  init(_ items: [TensorIndex], of tensor: Tensor<Scalar>) {
    let spoken = items.reduce(0) { $0 + $1.axes }
    guard spoken <= tensor.rank else {
      fail("subscript: \(spoken) axes are indexed, shape \(tensor.shape) has \(tensor.rank)")
    }
    guard items.filter(\.isEllipsis).count <= 1 else { fail("subscript: more than one .ellipsis") }
    view = tensor
    var axis = 0  // of the view
    var source = 0  // of the tensor, for messages
    for item in items {
      switch item {
      case .position(let position):
        let start = Self.resolve(position, source, tensor.shape)
        view = view.sliced(axis: axis, start: start, step: 1, length: 1).squeezed(axis: axis)
        source += 1
      case .slice(let start, let end):
        let (first, last) = Self.resolve(start, end, source, tensor.shape)
        view = view.sliced(axis: axis, start: first, step: 1, length: last - first)
        axis += 1
        source += 1
      case .strided(let start, let step, let length):
        if length > 0 {
          let first = Self.resolve(start, source, tensor.shape)
          let last = Self.resolve(start + (length - 1) * step, source, tensor.shape)
          guard last == first + (length - 1) * step else {
            fail("subscript: positions from \(start) by \(step) run over the end of axis \(source) of \(tensor.shape)")
          }
          view = view.sliced(axis: axis, start: first, step: step, length: length)
        } else {
          view = view.sliced(axis: axis, start: 0, step: 1, length: 0)
        }
        axis += 1
        source += 1
      case .positions(let indices):
        positions.append((axis, indices.resolved(axis: source, of: tensor.shape, for: "subscript")))
        axis += 1
        source += 1
      case .mask(let mask):
        for (offset, length) in mask.shape.enumerated() where length != tensor.shape[source + offset] {
          fail("subscript: a mask of shape \(mask.shape) does not fit axis \(source + offset) of \(tensor.shape)")
        }
        for indices in mask.nonzero() {
          positions.append((axis, indices))
          axis += 1
        }
        source += mask.rank
      case .rest:
        let skipped = tensor.rank - spoken
        axis += skipped
        source += skipped
      case .insertion:
        view = view.unsqueezed(axis: axis)
        axis += 1
      }
    }
    if positions.count > 1 {
      let shape = positions.dropFirst().reduce(positions[0].indices.shape) {
        Shape.broadcast($0, $1.indices.shape, for: "subscript")
      }
      positions = positions.map { ($0.axis, $0.indices.broadcast(to: shape)) }
    }
  }

  private static func resolve(_ position: Int, _ axis: Int, _ shape: Shape) -> Int {
    let resolved = position < 0 ? position + shape[axis] : position
    guard resolved >= 0, resolved < shape[axis] else {
      fail(
        "subscript: index \(position) is out of bounds for axis \(axis) of \(shape), which has \(shape[axis]) positions"
      )
    }
    return resolved
  }

  private static func resolve(_ start: Int?, _ end: Int?, _ axis: Int, _ shape: Shape) -> (Int, Int) {
    let length = shape[axis]
    let first = start.map { $0 < 0 ? $0 + length : $0 } ?? 0
    let last = end.map { $0 < 0 ? $0 + length : $0 } ?? length
    guard first >= 0, first <= length, last >= 0, last <= length else {
      let range = "\(start.map(String.init) ?? "")..<\(end.map(String.init) ?? "")"
      fail("subscript: range \(range) is out of bounds for axis \(axis) of \(shape), which has \(length) positions")
    }
    return (first, Swift.max(first, last))
  }

  /// The chosen axes first, then the others.
  private var chosenFirst: (tensor: Tensor<Scalar>, order: [Int]) {
    let chosen = positions.map(\.axis)
    let order = chosen + (0..<view.rank).filter { !chosen.contains($0) }
    return (Tensor(view.storage.permuted(order)), order)
  }

  /// The positions as row numbers of the chosen axes taken together.
  private var rows: Tensor<Int32> {
    var result = positions[0].indices
    for (axis, indices) in positions.dropFirst() { result = result * Int32(view.shape[axis]) + indices }
    return result.contiguous()
  }

  private var rowShape: [Int] { Array(chosenFirst.tensor.shape.dropFirst(positions.count)) }

  func gathered() -> Tensor<Scalar> {
    if positions.count == 1 { return view.gatherRows(positions[0].indices, axis: positions[0].axis) }
    let indices = positions[0].indices.shape
    let table = chosenFirst.tensor.reshaped([positions.reduce(1) { $0 * view.shape[$1.axis] }] + rowShape)
    let result = table.gatherRows(rows.flattened(), axis: 0).reshaped(Array(indices) + rowShape)
    return result.moving(indices.rank, to: chosenStart)
  }

  /// How many whole axes stand before the chosen ones, if these are neighbours; 0 if not.
  private var chosenStart: Int {
    let axes = positions.map(\.axis)
    return zip(axes, axes.dropFirst()).allSatisfy { $1 == $0 + 1 } ? axes[0] : 0
  }

  /// Writes a value that broadcasts to the part; where a position repeats, the last one stands.
  func scatter(_ value: Tensor<Scalar>) {
    let indices = positions[0].indices.shape
    let (table, _) = chosenFirst
    let part = Shape(Array(rowShape.prefix(chosenStart)) + Array(indices) + Array(rowShape.dropFirst(chosenStart)))
    guard value.shape.broadcasts(to: part) else {
      fail("subscript: a value of shape \(value.shape) does not broadcast to the part's shape \(part)")
    }
    let source = value.broadcast(to: part).moving(axes: chosenStart..<(chosenStart + indices.rank))
      .reshaped([indices.volume] + rowShape)
    let lengths = positions.map { view.shape[$0.axis] }
    rows.withUnsafeScalars { rows in
      for (item, row) in rows.enumerated() {
        var target = table
        var rest = Int(row)
        for (axis, length) in lengths.enumerated().reversed() {
          target = target.sliced(axis: axis, start: rest % length, step: 1, length: 1)
          rest /= length
        }
        let from = source.sliced(axis: 0, start: item, step: 1, length: 1)
        target.storage.fill(from: from.reshaped(Array(repeating: 1, count: lengths.count) + rowShape).storage)
      }
    }
  }
}

extension TensorIndex {
  /// How many axes of the tensor it speaks for.
  fileprivate var axes: Int {
    switch self {
    case .rest, .insertion: 0
    case .mask(let mask): mask.rank
    default: 1
    }
  }

  fileprivate var isEllipsis: Bool {
    if case .rest = self { return true }
    return false
  }
}

extension Tensor {
  /// The first `count` axes moved to stand after `start` others.
  fileprivate func moving(_ count: Int, to start: Int) -> Tensor {
    if start == 0 { return self }
    let order = Array(count..<(count + start)) + Array(0..<count) + Array((count + start)..<rank)
    return Tensor(storage.permuted(order))
  }

  /// These axes moved to the front.
  fileprivate func moving(axes: Range<Int>) -> Tensor {
    if axes.lowerBound == 0 { return self }
    return Tensor(storage.permuted(Array(axes) + (0..<rank).filter { !axes.contains($0) }))
  }
}
