/// The nodes whose gradients are asked for by name, and the way to them.
final class Selection {
  private let wanted: Set<ObjectIdentifier>
  /// Every node on a way from the result to a wanted one; marked until `unmark`.
  private let onTheWay: [Node]
  private(set) var collected: [ObjectIdentifier: Tracked] = [:]

  init(_ targets: [Node], from root: Node) {
    let wanted = Set(targets.map { ObjectIdentifier($0) })
    var marked: [Node] = []
    // Inputs before what is made from them, so that each finds its inputs decided.
    for node in Self.nodes(from: root).sorted(by: { $0.depth < $1.depth }) {
      var leads = wanted.contains(ObjectIdentifier(node))
      // What lay below it is no longer known.
      if node.isFreed && !leads { node.stopAtFreed() }
      node.edges.forEach { if $1.isMarked { leads = true } }
      if leads {
        node.isMarked = true
        marked.append(node)
      }
    }
    self.wanted = wanted
    onTheWay = marked
  }

  func unmark() {
    for node in onTheWay { node.isMarked = false }
  }

  func collect(_ gradient: Tracked, of node: Node) {
    let key = ObjectIdentifier(node)
    if wanted.contains(key) { collected[key] = gradient }
  }

  /// Every node below `root`, itself included, each once.
  static func nodes(from root: Node) -> [Node] {
    var seen: Set = [ObjectIdentifier(root)]
    var found = [root]
    var next = 0
    while next < found.count {
      found[next].edges.forEach { if seen.insert(ObjectIdentifier($1)).inserted { found.append($1) } }
      next += 1
    }
    return found
  }
}
