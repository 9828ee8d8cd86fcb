/// Where in a model the program is: what `fail` puts before its message.
///
/// A layer enters before it runs and leaves afterwards. Names are only made when something fails, so entering must cost
/// next to nothing: it links a frame on the caller's stack and stores one word.
package enum FailureContext {
  struct Frame {
    let parent: Int
    let part: Unmanaged<AnyObject>
    let name: Name
    let observer: Unmanaged<AnyObject>?
  }

  /// What a part is called: with the place of the next part of the path within it, `Sequential[2]`; the last part
  /// describes itself, `Linear(256 → 10)`. A function without captures.
  package typealias Name = (_ part: AnyObject, _ next: AnyObject?) -> String

  private static let top = ThreadLocalWord()

  /// Runs `body` with `part` as the innermost part of the path. An observer is told of every part that is entered inside.
  @inline(__always)
  package static func within<Result>(
    _ part: AnyObject, name: @escaping Name, observer: (any FailureContextObserver)? = nil, _ body: () -> Result
  ) -> Result {
    let parent = top.value
    let inherited = UnsafePointer<Frame>(bitPattern: parent)?.pointee.observer
    var frame = Frame(
      parent: parent, part: .passUnretained(part), name: name,
      observer: observer.map { .passUnretained($0) } ?? inherited)
    return withUnsafeMutablePointer(to: &frame) { pointer in
      top.value = Int(bitPattern: pointer)
      defer { top.value = parent }
      return body()
    }
  }

  /// The observer of the innermost part, if there is one.
  package static var observer: (any FailureContextObserver)? {
    guard let frame = UnsafePointer<Frame>(bitPattern: top.value) else { return nil }
    return frame.pointee.observer?.takeUnretainedValue() as? any FailureContextObserver
  }

  package static var path: String {
    var names: [String] = []
    var inner: AnyObject?
    var next = UnsafePointer<Frame>(bitPattern: top.value)
    while let frame = next {
      let part = frame.pointee.part.takeUnretainedValue()
      if inner !== part { names.append(frame.pointee.name(part, inner)) }
      inner = part
      next = UnsafePointer<Frame>(bitPattern: frame.pointee.parent)
    }
    return names.reversed().joined(separator: " ")
  }
}

/// Told of what the parts of a model give.
package protocol FailureContextObserver: AnyObject {
  /// A part has given a result of this shape.
  func didRun(_ part: AnyObject, output: Shape)
}
