extension Storage {
  /// A view that repeats axes of length 1, with stride 0. The shapes have been checked.
  func broadcast(to shape: Shape) -> Storage {
    if self.shape == shape { return self }
    var strides = Extents()
    let layout = self.layout
    let skip = shape.rank - rank
    for axis in 0..<shape.rank { strides[axis] = layout.broadcastStride(axis - skip) }
    return view(shape, strides: strides, offset: 0)
  }

  /// The same elements under another shape of as many: a view, unless the strides cannot express it.
  func reshaped(_ shape: Shape) -> Storage {
    if isContiguous { return view(shape, strides: shape.contiguousStrides, offset: 0) }
    if let strides = strides(for: shape) { return view(shape, strides: strides, offset: 0) }
    let copy = copied()
    return copy.view(shape, strides: shape.contiguousStrides, offset: 0)
  }

  /// Strides under which the elements of this view have another shape, if there are any.
  private func strides(for shape: Shape) -> Extents? {
    var result = Extents()
    var old = rank - 1
    var axis = shape.rank - 1
    while axis >= 0 {
      if shape.extents[axis] == 1 {
        axis -= 1
        continue
      }
      while old >= 0 && length(old) == 1 { old -= 1 }
      guard old >= 0 else { return nil }
      // A run of old axes that merge, split into new axes.
      var run = length(old)
      let inner = stride(old)
      var expected = inner &* run
      old -= 1
      var rest = shape.extents[axis]
      var stride = inner
      result[axis] = stride
      stride &*= shape.extents[axis]
      axis -= 1
      while rest != run {
        if rest < run {
          guard axis >= 0 else { return nil }
          result[axis] = stride
          stride &*= shape.extents[axis]
          rest &*= shape.extents[axis]
          axis -= 1
        } else {
          while old >= 0 && length(old) == 1 { old -= 1 }
          guard old >= 0, self.stride(old) == expected else { return nil }
          run &*= length(old)
          expected &*= length(old)
          old -= 1
        }
      }
    }
    return result
  }
}

extension Storage {
  /// The axes in another order; axes that are left out must have length 1.
  func permuted(_ axes: [Int]) -> Storage {
    var shape = Shape(unchecked: Extents(), rank: axes.count)
    var strides = Extents()
    for (new, old) in axes.enumerated() {
      shape.extents[new] = length(old)
      strides[new] = stride(old)
    }
    return view(shape, strides: strides, offset: 0)
  }
}
