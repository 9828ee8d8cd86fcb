import Tensor

/// The memory behind a `Buffer`: taken from the pool of the tensors once, given back with the last holder.
// Sendable: it only holds an address; who writes there is `Buffer`'s business.
final class BufferStorage: @unchecked Sendable {
  let base: UnsafeMutableRawPointer
  private let byteCount: Int

  init(byteCount: Int) {
    (base, self.byteCount) = MemoryPool.shared.take(count: max(byteCount, 1), size: 1)
  }

  deinit { MemoryPool.shared.give(base, bytes: byteCount) }
}

/// Contiguous memory of plain elements with value semantics: assigning shares it, the first write copies it.
///
/// Unlike an array it can be handed out uninitialized to several writers at once.
// Sendable: shared storage is never written; a writer holds it uniquely (`withUnsafeMutable` copies otherwise).
struct Buffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private var storage: BufferStorage
  let count: Int

  /// Memory that the caller fills before anybody reads it.
  init(uninitialized count: Int) {
    storage = BufferStorage(byteCount: count * MemoryLayout<Element>.stride)
    self.count = count
  }

  init(repeating value: Element, count: Int) {
    self.init(uninitialized: count)
    elements.update(repeating: value, count: count)
  }

  init(_ elements: some Collection<Element>) {
    self.init(uninitialized: elements.count)
    _ = UnsafeMutableBufferPointer(start: self.elements, count: count).initialize(from: elements)
  }

  /// Room for `count` elements, filled by `body`.
  init(count: Int, filledBy body: (UnsafeMutablePointer<Element>) throws -> Void) rethrows {
    self.init(uninitialized: count)
    try body(elements)
  }

  @inline(__always)
  func withUnsafe<Result>(_ body: (UnsafePointer<Element>) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(storage) { try body(UnsafePointer(elements)) }
  }

  @inline(__always)
  mutating func withUnsafeMutable<Result>(
    _ body: (UnsafeMutablePointer<Element>) throws -> Result
  ) rethrows -> Result {
    makeUnique()
    return try withExtendedLifetime(storage) { try body(elements) }
  }

  /// The first `count` elements, in place.
  func prefix(_ count: Int) -> Buffer {
    require(count >= 0 && count <= self.count, "prefix: \(count) of \(self.count) elements")
    return Buffer(adopting: storage, count: count)
  }

  /// The elements of a range, copied.
  func copy(_ range: Range<Int>) -> Buffer {
    withUnsafe { source in
      Buffer(count: range.count) { $0.update(from: source + range.lowerBound, count: range.count) }
    }
  }

  var array: [Element] { withUnsafe { Array(UnsafeBufferPointer(start: $0, count: count)) } }

  /// The first `count` elements of memory that others have filled, and no longer write to.
  init(adopting storage: BufferStorage, count: Int) {
    self.storage = storage
    self.count = count
    _ = storage.base.bindMemory(to: Element.self, capacity: count)
  }

  @inline(__always)
  private var elements: UnsafeMutablePointer<Element> { storage.base.assumingMemoryBound(to: Element.self) }

  private mutating func makeUnique() {
    if isKnownUniquelyReferenced(&storage) { return }
    let copy = BufferStorage(byteCount: count * MemoryLayout<Element>.stride)
    copy.base.copyMemory(from: storage.base, byteCount: count * MemoryLayout<Element>.stride)
    storage = copy
  }
}

extension Buffer: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> Element {
    @inline(__always) get {
      require(position >= 0 && position < count, "index \(position) is outside 0..<\(count)")
      return withExtendedLifetime(storage) { elements[position] }
    }
    set {
      require(position >= 0 && position < count, "index \(position) is outside 0..<\(count)")
      withUnsafeMutable { $0[position] = newValue }
    }
  }
}

extension Buffer: Equatable where Element: Equatable {
  static func == (left: Buffer, right: Buffer) -> Bool { left.elementsEqual(right) }
}
