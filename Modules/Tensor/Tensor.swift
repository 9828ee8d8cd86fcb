/// An n-dimensional array of scalars: a value with copy-on-write storage.
///
///     let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]   // shape [2, 3]
///     let b = a[0..., 0]                              // a view: no element is copied
///     var c = a
///     c += 1                                          // a is unchanged
///
/// Elements are row-major; slices, transposes and broadcasts are views until one is written to. Shapes that do not fit
/// trap with a message that names the operation, both shapes and the cause, in release builds too.
public struct Tensor<Scalar: TensorScalar>: Sendable {
  // Storage is not Sendable by itself: it is written only through a reference that `ownsElements`, so never while
  // another tensor, on any thread, can see it.
  @usableFromInline nonisolated(unsafe) var storage: Storage

  @inlinable
  init(_ storage: Storage) { self.storage = storage }
}

extension Tensor {
  /// The lengths of the axes.
  public var shape: Shape { storage.shape }
  /// The number of axes.
  public var rank: Int { storage.rank }
  /// The number of elements.
  public var count: Int { storage.count }

  /// Whether the elements lie row-major without gaps; if not, the tensor is a strided view.
  public var isContiguous: Bool { storage.isContiguous }

  /// The elements in row-major order, copied into an array.
  public var scalars: [Scalar] { withUnsafeScalars { Array($0) } }

  /// The only element.
  ///
  /// Traps if there is not exactly one.
  public func item() -> Scalar {
    guard storage.count == 1 else { fail("item: shape \(shape) has \(count) elements, exactly 1 is needed") }
    return storage.data.load(as: Scalar.self)
  }
}

extension Tensor {
  /// Calls `body` with the elements in row-major order; a strided view is copied first.
  public func withUnsafeScalars<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let contiguous = storage.contiguous()
    let start = UnsafePointer(contiguous.data.assumingMemoryBound(to: Scalar.self))
    defer { withExtendedLifetime(contiguous) {} }
    return try body(UnsafeBufferPointer(start: start, count: contiguous.count))
  }

  /// Calls `body` with the elements in row-major order, to be changed in place; they are copied first if another tensor
  /// sees them or they are not contiguous.
  public mutating func withUnsafeMutableScalars<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    makeOwned()
    let start = storage.data.assumingMemoryBound(to: Scalar.self)
    return try body(UnsafeMutableBufferPointer(start: start, count: storage.count))
  }

  /// Makes the elements contiguous and this tensor's own.
  mutating func makeOwned() {
    if !Storage.ownsElements(&storage) || !storage.isContiguous { storage = storage.copied() }
  }

  /// Makes room for new elements in place of all there are: this tensor's own, contiguous, and not read again.
  mutating func makeWritable() {
    if !Storage.ownsElements(&storage) || !storage.isContiguous {
      storage = Storage.uninitialized(storage.shape, storage.type)
    }
  }

  /// Every element set to one value, in place where no other tensor sees the elements.
  public mutating func fill(_ value: Scalar) {
    makeWritable()
    storage.fill(with: value)
  }

  /// A tensor with its own contiguous elements: itself, if it is so already.
  public func contiguous() -> Tensor { Tensor(storage.contiguous()) }
}
