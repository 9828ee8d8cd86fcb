/// Where in a model the program is: what `fail` puts before its message.
///
/// A layer enters before it runs and leaves afterwards. Names are only made when something fails, so entering must cost
/// next to nothing: it links a frame on the caller's stack and stores one word.
package enum FailureContext {
  struct Frame {
    let parent: Int
    let part: Unmanaged<AnyObject>
    let observer: Unmanaged<AnyObject>?
  }

  private static let top = ThreadLocalWord()

  /// Runs `body` with `part` as the innermost part of the path. An observer is told of every part that is entered inside.
  @inline(__always)
  package static func within<Result>(
    _ part: AnyObject, observer: (any FailureContextObserver)? = nil, _ body: () -> Result
  ) -> Result {
    let parent = top.value
    let inherited = UnsafePointer<Frame>(bitPattern: parent)?.pointee.observer
    var frame = Frame(
      parent: parent, part: .passUnretained(part), observer: observer.map { .passUnretained($0) } ?? inherited)
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
    var parts: [AnyObject] = []
    var next = UnsafePointer<Frame>(bitPattern: top.value)
    while let frame = next {
      let part = frame.pointee.part.takeUnretainedValue()
      if parts.last !== part { parts.append(part) }
      next = UnsafePointer<Frame>(bitPattern: frame.pointee.parent)
    }
    parts.reverse()
    let names = parts.enumerated().map { position, part in
      (part as? any FailureContextPart)?.pathName(before: position + 1 < parts.count ? parts[position + 1] : nil)
    }
    return names.compactMap { $0 }.joined(separator: " ")
  }
}

/// A part of a model that has a name in messages.
package protocol FailureContextPart: AnyObject {
  /// Its name, with the place of the next part of the path within it: `Sequential[2]`; the last part describes itself:
  /// `Linear(256 → 10)`.
  func pathName(before next: AnyObject?) -> String
}

/// Told of what the parts of a model give.
package protocol FailureContextObserver: AnyObject {
  /// A part has given a result of this shape.
  func didRun(_ part: AnyObject, output: Shape)
}
