import Synchronization

/// A tensor without its scalar type: layout and elements behind one reference.
///
/// The layout stands in the object itself. Up to `inlineBytes` of elements follow it in the same allocation, so a small
/// result costs one `malloc`; larger ones lie in a pooled block; a view holds the storage that owns its elements.
@usableFromInline
final class Storage: ManagedBuffer<Storage.Header, UInt64> {
  @usableFromInline
  struct Header {
    @usableFromInline var data: UnsafeMutableRawPointer
    @usableFromInline var shape: Shape
    @usableFromInline var strides: Extents
    @usableFromInline var count: Int
    @usableFromInline var isContiguous: Bool
    @usableFromInline var type: ScalarType
    /// The storage that owns the memory, for a view. Never itself a view.
    @usableFromInline var owner: Storage?
    /// The pooled block's size; 0 for elements inside the object and for views.
    @usableFromInline var block: Int
  }

  /// Objects up to about a kilobyte come from the allocator's thread cache.
  static let inlineBytes = 768

  /// Row-major storage with uninitialized elements.
  static func uninitialized(_ shape: Shape, _ type: ScalarType) -> Storage {
    let storage = allocated(shape, Extents(), shape.volume, type)
    storage.withUnsafeMutablePointerToHeader {
      // Strides are written where they stay: read again as a whole, they would have to be waited for.
      withUnsafeMutableBytes(of: &$0.pointee.strides) { strides in
        var stride = 1
        var axis = shape.rank &- 1
        while axis >= 0 {
          strides.storeBytes(of: stride, toByteOffset: axis &* 8, as: Int.self)
          stride &*= Swift.max(shape.extents[axis], 1)
          axis &-= 1
        }
      }
    }
    return storage
  }

  /// A row-major matrix with uninitialized elements.
  static func uninitialized(rows: Int, columns: Int, _ type: ScalarType) -> Storage {
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    if overflows { return uninitialized([rows, columns], type) }
    let storage = allocated(Shape(unchecked: Extents(), rank: 2), Extents(), count, type)
    storage.withUnsafeMutablePointerToHeader {
      $0.pointee.shape.extents.values.0 = rows
      $0.pointee.shape.extents.values.1 = columns
      $0.pointee.strides.values.0 = Swift.max(columns, 1)
      $0.pointee.strides.values.1 = 1
    }
    return storage
  }

  /// Storage with uninitialized elements in the shape of another, contiguous one, whose layout it takes over.
  @inline(__always)
  static func uninitialized(like source: Storage, _ type: ScalarType) -> Storage {
    source.withUnsafeMutablePointerToHeader {
      allocated($0.pointee.shape, $0.pointee.strides, $0.pointee.count, type)
    }
  }

  @inline(__always)
  private static func allocated(_ shape: Shape, _ strides: Extents, _ count: Int, _ type: ScalarType) -> Storage {
    let bytes = count &* type.size
    let inline = bytes <= inlineBytes
    let block = inline ? nil : MemoryPool.shared.take(count: count, size: type.size)
    let buffer = Storage.create(minimumCapacity: inline ? (bytes &+ 7) >> 3 : 0) { buffer in
      Header(
        data: block?.start ?? buffer.withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) },
        shape: shape, strides: strides, count: count, isContiguous: true, type: type, owner: nil,
        block: block?.bytes ?? 0)
    }
    LiveStorages.add(1)
    return unsafeDowncast(buffer, to: Storage.self)
  }

  /// Another look at the elements of this storage.
  func view(_ shape: Shape, strides: Extents, offset: Int) -> Storage {
    let owner = header.owner ?? self
    let data = header.data + offset &* header.type.size
    let type = header.type
    let buffer = Storage.create(minimumCapacity: 0) { _ in
      Header(
        data: data, shape: shape, strides: strides, count: shape.volume,
        isContiguous: Storage.isContiguous(shape, strides), type: type, owner: owner, block: 0)
    }
    LiveStorages.add(1)
    return unsafeDowncast(buffer, to: Storage.self)
  }

  /// Whether walking row by row touches one element after the other. Axes of length 1 do not matter.
  static func isContiguous(_ shape: Shape, _ strides: Extents) -> Bool {
    var expected = 1
    var axis = shape.rank - 1
    while axis >= 0 {
      let length = shape.extents[axis]
      if length == 0 { return true }
      if length != 1 {
        if strides[axis] != expected { return false }
        expected &*= length
      }
      axis -= 1
    }
    return true
  }

  deinit {
    withUnsafeMutablePointerToHeader {
      if $0.pointee.block > 0 { MemoryPool.shared.give($0.pointee.data, bytes: $0.pointee.block) }
    }
    LiveStorages.add(-1)
  }
}

extension Storage {
  @inline(__always) var data: UnsafeMutableRawPointer { withUnsafeMutablePointerToHeader { $0.pointee.data } }
  @inline(__always) var shape: Shape { withUnsafeMutablePointerToHeader { $0.pointee.shape } }
  @inline(__always) var strides: Extents { withUnsafeMutablePointerToHeader { $0.pointee.strides } }
  @inline(__always) var count: Int { withUnsafeMutablePointerToHeader { $0.pointee.count } }
  @inline(__always) var rank: Int { withUnsafeMutablePointerToHeader { $0.pointee.shape.rank } }
  @inline(__always) var type: ScalarType { withUnsafeMutablePointerToHeader { $0.pointee.type } }
  @inline(__always) var isContiguous: Bool { withUnsafeMutablePointerToHeader { $0.pointee.isContiguous } }
  @inline(__always) func length(_ axis: Int) -> Int {
    withUnsafeMutablePointerToHeader { $0.pointee.shape.extents[axis] }
  }
  @inline(__always) func stride(_ axis: Int) -> Int {
    withUnsafeMutablePointerToHeader { $0.pointee.strides[axis] }
  }

  /// Whether the shapes are the same. Up to two axes are looked at where they are; comparing whole shapes reads all eight.
  @inline(__always)
  func hasShape(of other: Storage) -> Bool {
    withUnsafeMutablePointerToHeader { a in
      other.withUnsafeMutablePointerToHeader { b in
        let rank = a.pointee.shape.rank
        if a.pointee.count != b.pointee.count || rank != b.pointee.shape.rank { return false }
        if rank > 2 { return a.pointee.shape == b.pointee.shape }
        return (rank < 1 || a.pointee.shape.extents.values.0 == b.pointee.shape.extents.values.0)
          && (rank < 2 || a.pointee.shape.extents.values.1 == b.pointee.shape.extents.values.1)
      }
    }
  }

  /// Whether the elements can be written: nobody else sees them. `storage` is the only reference to this object.
  @inline(__always)
  static func ownsElements(_ storage: inout Storage) -> Bool {
    guard isKnownUniquelyReferenced(&storage) else { return false }
    return storage.withUnsafeMutablePointerToHeader {
      $0.pointee.owner == nil || isKnownUniquelyReferenced(&$0.pointee.owner)
    }
  }
}
