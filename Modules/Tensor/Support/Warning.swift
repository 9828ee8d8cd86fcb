/// Says on standard error what is probably a mistake and need not be one. Callers see to it that it is said once.
@inline(never)
package func warn(_ message: String) {
  let path = FailureContext.path
  StandardStream.error.write("warning: \(path.isEmpty ? "" : "\(path): ")\(message)".visibleLines + "\n")
}
