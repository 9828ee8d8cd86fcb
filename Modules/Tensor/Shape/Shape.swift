/// The lengths of a tensor's axes, outermost first; at most eight, held without a heap allocation.
///
///     let shape: Shape = [2, 3]
///     shape.count    // 2, the rank
///     shape.volume   // 6, the number of elements
public struct Shape: Sendable {
  /// The most axes that a tensor can have.
  public static let maximumRank = 8

  @usableFromInline var extents: Extents
  @usableFromInline var rank: Int

  @usableFromInline
  init(unchecked extents: Extents, rank: Int) {
    self.extents = extents
    self.rank = rank
  }

  /// The shape with these lengths.
  ///
  /// Traps if one is negative, or there are more than eight.
  public init(_ lengths: some Collection<Int>) {
    guard lengths.count <= Self.maximumRank else {
      fail("shape \(Array(lengths)): \(lengths.count) axes, at most \(Self.maximumRank) are supported")
    }
    extents = Extents()
    rank = lengths.count
    var axis = 0
    for length in lengths {
      guard length >= 0 else { fail("shape \(Array(lengths)): axis \(axis) is negative") }
      extents[axis] = length
      axis += 1
    }
  }

  /// The number of elements: the product of the lengths, 1 for no axes.
  ///
  /// Traps when the product is more than an `Int` holds.
  public var volume: Int {
    var product = 1
    var overflow = false
    for axis in 0..<rank {
      let (next, over) = product.multipliedReportingOverflow(by: extents[axis])
      product = next
      overflow = overflow || over
    }
    if overflow && !contains(0) { fail("shape \(self): more elements than an Int counts") }
    return overflow ? 0 : product
  }

  /// This shape with the axis removed.
  func removing(axis: Int) -> Shape {
    var result = self
    for next in axis..<(rank - 1) { result.extents[next] = extents[next + 1] }
    result.rank -= 1
    return result
  }

  /// This shape with an axis of the given length put before `axis`.
  func inserting(_ length: Int, at axis: Int) -> Shape {
    guard rank < Self.maximumRank else {
      fail("shape \(self): one more axis makes \(rank + 1), at most \(Self.maximumRank) are supported")
    }
    var result = self
    var next = rank
    while next > axis {
      result.extents[next] = extents[next - 1]
      next -= 1
    }
    result.extents[axis] = length
    result.rank += 1
    return result
  }

  /// This shape with the axis' length replaced.
  func replacing(axis: Int, with length: Int) -> Shape {
    var result = self
    result.extents[axis] = length
    return result
  }

  /// Strides of a row-major array of this shape, in elements.
  var contiguousStrides: Extents {
    var strides = Extents()
    var stride = 1
    var axis = rank - 1
    while axis >= 0 {
      strides[axis] = stride
      stride &*= Swift.max(extents[axis], 1)
      axis -= 1
    }
    return strides
  }

  /// An axis counted from the end when negative, as an axis in 0..<rank. A single number has axis 0, as in PyTorch: what
  /// works along an axis takes it for one of length 1.
  ///
  /// Traps where there is no such axis.
  @inline(__always)
  package func resolve(axis: Int, for operation: StaticString) -> Int {
    let count = Swift.max(rank, 1)
    let resolved = axis < 0 ? axis + count : axis
    guard resolved >= 0, resolved < count else { failResolving(axis, operation) }
    return resolved
  }

  /// An axis of the shape itself, for what cuts, joins or lengthens: a single number has none.
  package func resolve(ownAxis axis: Int, for operation: StaticString) -> Int {
    if rank == 0 { fail("\(operation): a single number has no axis") }
    return resolve(axis: axis, for: operation)
  }

  @inline(never)
  private func failResolving(_ axis: Int, _ operation: StaticString) -> Never {
    let count = Swift.max(rank, 1)
    fail("\(operation): axis \(axis) is out of range for shape \(self): valid are \(-count)...\(count - 1)")
  }
}

extension Shape: RandomAccessCollection, MutableCollection {
  /// The first axis.
  public var startIndex: Int { 0 }
  /// The rank.
  public var endIndex: Int { rank }

  /// The length of an axis, counted from 0.
  public subscript(axis: Int) -> Int {
    @inlinable get {
      if axis < 0 || axis >= rank { Shape.outOfRange(axis, rank) }
      return extents[axis]
    }
    set {
      if axis < 0 || axis >= rank { Shape.outOfRange(axis, rank) }
      extents[axis] = newValue
    }
  }

  @usableFromInline
  static func outOfRange(_ axis: Int, _ rank: Int) -> Never {
    fail("shape: axis \(axis) is out of range: valid are 0..<\(rank)")
  }
}

extension Shape: Hashable {
  /// Whether the ranks and all lengths are the same.
  @inlinable
  public static func == (left: Shape, right: Shape) -> Bool {
    let rank = left.rank
    if rank != right.rank { return false }
    // Term by term: a loop over a tuple copies it in each turn.
    let (a, b) = (left.extents.values, right.extents.values)
    return (rank < 1 || a.0 == b.0) && (rank < 2 || a.1 == b.1) && (rank < 3 || a.2 == b.2)
      && (rank < 4 || a.3 == b.3) && (rank < 5 || a.4 == b.4) && (rank < 6 || a.5 == b.5)
      && (rank < 7 || a.6 == b.6) && (rank < 8 || a.7 == b.7)
  }

  /// Feeds the rank and the lengths.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rank)
    for length in self { hasher.combine(length) }
  }
}

extension Shape: ExpressibleByArrayLiteral, CustomStringConvertible {
  /// `[2, 3]`
  public init(arrayLiteral lengths: Int...) { self.init(lengths) }

  /// `[2, 3]`
  public var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}
