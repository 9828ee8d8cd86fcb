extension Module {
  /// The module and those in it, one to a line, as PyTorch prints them:
  ///
  /// ```
  /// Sequential(
  ///   (0): Flatten()
  ///   (1): Linear(784 → 10)
  /// )
  /// ```
  public var description: String {
    var path: [ObjectIdentifier] = []
    return describe(indentation: "", &path)
  }

  /// `path` is what this module is being described within: one that holds its owner does not describe it again.
  private func describe(indentation: String, _ path: inout [ObjectIdentifier]) -> String {
    path.append(ObjectIdentifier(self))
    defer { path.removeLast() }
    let children = self.children.filter { !path.contains(ObjectIdentifier($0.module)) }
    guard !children.isEmpty else { return title.hasSuffix(")") ? title : "\(title)()" }
    let inner = indentation + "  "
    var lines = ["\(type(of: self))("]
    if !details.isEmpty { lines.append(inner + details) }
    for (name, module) in children {
      lines.append("\(inner)(\(name)): \(module.describe(indentation: inner, &path))")
    }
    lines.append(indentation + ")")
    return lines.joined(separator: "\n")
  }
}

/// What a module is called in a message: with the place of the next part within it, or by itself.
func moduleName(_ part: AnyObject, before next: AnyObject?) -> String {
  guard let module = part as? any Module else { return "\(type(of: part))" }
  guard let next else { return module.title }
  for child in module.children where child.module === next {
    return module is Sequential ? "Sequential[\(child.name)]" : "\(type(of: module)).\(child.name)"
  }
  return module.title
}
