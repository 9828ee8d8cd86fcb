/// Eight integers held inline: one for each axis a tensor may have.
///
/// Reached through a pointer because a tuple has no subscript; the compiler turns it into plain loads and stores.
@usableFromInline
struct Extents: Sendable {
  @usableFromInline var values: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)

  @inlinable init() {}

  @inlinable
  subscript(axis: Int) -> Int {
    @inline(__always) get {
      withUnsafePointer(to: values) {
        UnsafeRawPointer($0).load(fromByteOffset: axis &* 8, as: Int.self)
      }
    }
    @inline(__always) set {
      withUnsafeMutablePointer(to: &values) {
        UnsafeMutableRawPointer($0).storeBytes(of: newValue, toByteOffset: axis &* 8, as: Int.self)
      }
    }
  }
}
