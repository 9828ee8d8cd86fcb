/// What a subscript selects: a layout by the simple items, with the axes that tensors of positions choose from.
struct Selection {
  /// The tensor after integers, ranges and new axes.
  private(set) var layout: Layout
  /// Axes of the layout with the positions chosen from each, all broadcast to one shape.
  private(set) var positions: [(axis: Int, indices: Tensor<Int32>)] = []
  /// The shape before anything was chosen, for messages.
  private let shape: Shape

  /// Storage must live as long as the selection is used.
  init(_ items: [TensorIndex], of storage: Storage) {
    layout = storage.layout
    shape = layout.shape
    var spoken = 0, hasEllipsis = false
    for item in items {
      spoken += item.axes
      if item.isEllipsis {
        if hasEllipsis { fail("subscript: more than one .ellipsis") }
        hasEllipsis = true
      }
    }
    guard spoken <= shape.rank else {
      fail("subscript: \(spoken) axes are indexed, shape \(shape) has \(shape.rank)")
    }
    var axis = 0  // of the layout
    var source = 0  // of the tensor, for messages
    for item in items {
      if case .rest = item {
        axis += shape.rank - spoken
        source += shape.rank - spoken
      } else {
        select(item, &axis, &source)
      }
    }
    broadcastPositions()
  }

  private mutating func select(_ item: TensorIndex, _ axis: inout Int, _ source: inout Int) {
    switch item {
    case .position(let position):
      layout.slice(axis: axis, start: resolve(position, source), step: 1, length: 1)
      layout.remove(axis: axis)
      source += 1
      return
    case .slice(let start, let end):
      let (first, last) = resolve(start, end, source)
      layout.slice(axis: axis, start: first, step: 1, length: last - first)
    case .strided(let start, let step, let length):
      layout.slice(axis: axis, start: resolve(start, step, length, source), step: step, length: length)
    case .positions(let indices):
      positions.append((axis, indices.resolved(axis: source, of: shape, for: "subscript")))
    case .mask(let mask):
      for offset in 0..<mask.rank where mask.shape[offset] != shape[source + offset] {
        fail("subscript: a mask of shape \(mask.shape) does not fit axis \(source + offset) of \(shape)")
      }
      if mask.rank == 0 {
        // One truth value takes the whole or nothing, along a new axis.
        layout.insert(axis: axis)
        positions.append((axis, Tensor<Int32>(scalars: mask.item() ? [0] : [], shape: [mask.item() ? 1 : 0])))
        axis += 1
      }
      for indices in mask.nonzero() {
        positions.append((axis, indices))
        axis += 1
      }
      source += mask.rank
      return
    case .insertion:
      layout.insert(axis: axis)
      axis += 1
      return
    case .rest:
      return
    }
    axis += 1
    source += 1
  }

  private mutating func broadcastPositions() {
    guard positions.count > 1 else { return }
    var common = positions[0].indices.shape
    for (_, indices) in positions.dropFirst() { common = .broadcast(common, indices.shape, for: "subscript") }
    positions = positions.map { ($0.axis, $0.indices.broadcast(to: common)) }
  }
}

extension Selection {
  private func resolve(_ position: Int, _ axis: Int) -> Int {
    let length = shape[axis]
    let resolved = position < 0 ? position &+ length : position
    guard resolved >= 0, resolved < length else {
      fail("subscript: index \(position) is out of bounds for axis \(axis) of \(shape), which has \(length) positions")
    }
    return resolved
  }

  private func resolve(_ start: Int?, _ end: Int?, _ axis: Int) -> (Int, Int) {
    let length = shape[axis]
    let first = start.map { $0 < 0 ? $0 &+ length : $0 } ?? 0
    let last = end.map { $0 < 0 ? $0 &+ length : $0 } ?? length
    guard first >= 0, first <= length, last >= 0, last <= length else {
      let range = "\(start.map(String.init) ?? "")..<\(end.map(String.init) ?? "")"
      fail("subscript: range \(range) is out of bounds for axis \(axis) of \(shape), which has \(length) positions")
    }
    return (first, Swift.max(first, last))
  }

  private func resolve(_ start: Int, _ step: Int, _ length: Int, _ axis: Int) -> Int {
    if length == 0 { return 0 }
    let first = resolve(start, axis), last = resolve(start + (length - 1) * step, axis)
    guard last == first + (length - 1) * step else {
      fail("subscript: positions from \(start) by \(step) run over the end of axis \(axis) of \(shape)")
    }
    return first
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
