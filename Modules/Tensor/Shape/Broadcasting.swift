extension Shape {
  /// The shape that both broadcast to: aligned at the last axis, a length of 1 stretches.
  ///
  /// Traps and names the axis where they differ.
  @inline(__always)
  static func broadcast(_ left: Shape, _ right: Shape, for operation: StaticString) -> Shape {
    left == right ? left : broadcastUnequal(left, right, for: operation)
  }

  private static func broadcastUnequal(_ left: Shape, _ right: Shape, for operation: StaticString) -> Shape {
    var result = left.rank >= right.rank ? left : right
    let leftSkip = result.rank - left.rank, rightSkip = result.rank - right.rank
    for axis in 0..<result.rank {
      let a = axis < leftSkip ? 1 : left.extents[axis - leftSkip]
      let b = axis < rightSkip ? 1 : right.extents[axis - rightSkip]
      guard a == b || a == 1 || b == 1 else {
        fail("\(operation): \(left) and \(right): axis \(axis - result.rank) has \(a) and \(b), cannot broadcast")
      }
      result.extents[axis] = a == 1 ? b : a
    }
    return result
  }

  /// Whether a tensor of this shape can be broadcast to `target`.
  package func broadcasts(to target: Shape) -> Bool {
    guard rank <= target.rank else { return false }
    let skip = target.rank - rank
    return (0..<rank).allSatisfy { extents[$0] == target.extents[$0 + skip] || extents[$0] == 1 }
  }

  /// Why this shape does not broadcast to `target`.
  package func obstacle(to target: Shape) -> String {
    guard rank <= target.rank else { return "\(rank) axes do not fit \(target.rank)" }
    let axis = (1...rank).first { ![1, target[target.rank - $0]].contains(self[rank - $0]) } ?? 1
    return "axis -\(axis) has \(self[rank - axis]), which is neither 1 nor \(target[target.rank - axis])"
  }
}
