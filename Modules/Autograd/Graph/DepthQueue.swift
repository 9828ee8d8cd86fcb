/// Nodes waiting for their turn, the deepest first. One that waits alone, as in a chain, costs no heap.
struct DepthQueue {
  private var alone: Node?
  /// A binary heap.
  private var heap: [Node] = []

  @inline(__always)
  mutating func push(_ node: consuming Node) {
    if alone == nil && heap.isEmpty {
      alone = consume node
    } else {
      pushOnHeap(consume node)
    }
  }

  @inline(__always)
  mutating func pop() -> Node? {
    if alone != nil { return taken(&alone, leaving: nil) }
    return heap.isEmpty ? nil : popFromHeap()
  }

  private mutating func pushOnHeap(_ node: consuming Node) {
    if let first = alone {
      alone = nil
      heap.append(first)
    }
    heap.append(node)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].depth >= heap[child].depth { break }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func popFromHeap() -> Node? {
    guard heap.count > 1 else { return heap.popLast() }
    heap.swapAt(0, heap.count - 1)
    let node = heap.removeLast()
    var parent = 0
    while true {
      var child = parent * 2 + 1
      if child >= heap.count { break }
      if child + 1 < heap.count && heap[child + 1].depth > heap[child].depth { child += 1 }
      if heap[parent].depth >= heap[child].depth { break }
      heap.swapAt(parent, child)
      parent = child
    }
    return node
  }
}
