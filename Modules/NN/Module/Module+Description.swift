import Tensor

extension Module {
  /// The module and those in it, one to a line, as PyTorch prints them:
  ///
  ///     Sequential(
  ///       (0): Flatten()
  ///       (1): Linear(784 → 10)
  ///     )
  public var description: String { describe(indentation: "") }

  private func describe(indentation: String) -> String {
    let children = self.children
    guard !children.isEmpty else { return title.hasSuffix(")") ? title : "\(title)()" }
    let inner = indentation + "  "
    var lines = ["\(type(of: self))("]
    if !details.isEmpty { lines.append(inner + details) }
    for (name, module) in children { lines.append("\(inner)(\(name)): \(module.describe(indentation: inner))") }
    lines.append(indentation + ")")
    return lines.joined(separator: "\n")
  }
}
