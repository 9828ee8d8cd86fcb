public import Tensor

/// The operations that a variable was made by, as text and as a drawing.
///
///     print(loss.graph)
///     // %0 leaf [1, 1]
///     // %1 matmul [100, 1] ← constant, %0
///     // %2 mse [] ← %1
public struct ComputationGraph: CustomStringConvertible {
  /// Inputs before what is made from them.
  private let nodes: [Node]
  private let numbers: [ObjectIdentifier: Int]
  private let shape: Shape

  init(_ tracked: Tracked) {
    shape = tracked.shape
    let found = (tracked.node.map { Selection.nodes(from: $0) } ?? []).enumerated()
      .sorted { ($0.element.depth, $1.offset) < ($1.element.depth, $0.offset) }
    nodes = found.map(\.element)
    numbers = Dictionary(
      uniqueKeysWithValues: nodes.enumerated().map { (ObjectIdentifier($0.element), $0.offset) })
  }

  private func number(_ node: Node) -> Int { numbers[ObjectIdentifier(node)]! }

  /// One line for each operation: its number, its name, the shape of its result, and where its inputs came from.
  public var description: String {
    nodes.isEmpty ? "constant \(shape)" : lines.joined(separator: "\n")
  }

  private var lines: [String] {
    nodes.enumerated().map { number, node in
      var inputs: [String] = []
      node.edges.forEach { position, edge in
        inputs += Array(repeating: "constant", count: position - inputs.count) + ["%\(self.number(edge))"]
      }
      let origin = inputs.isEmpty ? "" : " ← " + inputs.joined(separator: ", ")
      return "%\(number) \(node.name) \(node.shape)\(node.isFreed ? " (freed)" : "")\(origin)"
    }
  }

  /// The graph in the DOT language, which `dot -Tsvg` draws.
  public func dot() -> String {
    var text = "digraph {\n"
    if nodes.isEmpty { text += "  constant [label=\"constant\\n\(shape)\"]\n" }
    for (number, node) in nodes.enumerated() {
      let style = node.isLeaf ? ", style=filled, fillcolor=lightblue" : ""
      text += "  n\(number) [label=\"\(node.name)\\n\(node.shape)\", shape=box\(style)]\n"
      node.edges.forEach { _, edge in text += "  n\(self.number(edge)) -> n\(number)\n" }
    }
    return text + "}\n"
  }
}

extension Variable where Scalar: FloatingScalar {
  /// The operations that this variable was made by.
  public var graph: ComputationGraph { ComputationGraph(tracked) }
}
