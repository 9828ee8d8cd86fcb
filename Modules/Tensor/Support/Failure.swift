/// Stops the program for a programmer's mistake, with a message that also appears in release builds.
///
/// `precondition` drops its message under optimization, so every check in the project ends here.
@inline(never)
package func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
  let path = FailureContext.path
  // Names of columns and files stand in messages.
  fatalError((path.isEmpty ? message : "\(path): \(message)").visibleLines, file: file, line: line)
}
