/// Where in a model the program is: what `fail` puts before its message.
///
/// A container pushes the name of a part before it runs it and pops it afterwards; the names are only read when
/// something fails, so a push must cost next to nothing: it stores a pointer to a frame on the caller's stack.
package enum FailureContext {
  package struct Frame {
    let parent: Int
    let describe: () -> String
  }

  private static let top = ThreadLocalWord()

  /// Runs `body` with `describe()` as the innermost part of the path.
  @inline(__always)
  package static func within<Result>(_ describe: @escaping () -> String, _ body: () -> Result) -> Result {
    let parent = top.value
    var frame = Frame(parent: parent, describe: describe)
    return withUnsafeMutablePointer(to: &frame) { pointer in
      top.value = Int(bitPattern: pointer)
      defer { top.value = parent }
      return body()
    }
  }

  package static var path: String {
    var parts: [String] = []
    var next = UnsafePointer<Frame>(bitPattern: top.value)
    while let frame = next {
      parts.append(frame.pointee.describe())
      next = UnsafePointer<Frame>(bitPattern: frame.pointee.parent)
    }
    return parts.reversed().joined(separator: " ")
  }
}
