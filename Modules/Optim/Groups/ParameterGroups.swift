import Tensor

/// The groups of an optimizer, which can be changed at any time.
///
///     optimizer.groups.append(ParameterGroup(head.parameters(), learningRate: 1e-3))
///     optimizer.groups[0].learningRate = 1e-5
///
/// What an optimizer keeps belongs to the parameter, wherever its group stands, and a parameter whose group was taken out and
/// comes back goes on with it. What a group leaves open, the optimizer fills in. Traps where a parameter would be in two
/// groups, and at a position that is out of range.
public struct ParameterGroups {
  var all: [ParameterGroup]

  /// No groups.
  public init() { all = [] }
}

extension ParameterGroups: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  /// 0
  public var startIndex: Int { 0 }
  /// The number of groups.
  public var endIndex: Int { all.count }

  /// The group at a position.
  public subscript(position: Int) -> ParameterGroup {
    get {
      check(position)
      return all[position]
    }
    set {
      check(position)
      all[position] = newValue
    }
  }

  /// The groups at consecutive positions.
  public subscript(range: Range<Int>) -> Slice<ParameterGroups> {
    get {
      check(range)
      return Slice(base: self, bounds: range)
    }
    set {
      check(range)
      all.replaceSubrange(range, with: newValue)
    }
  }

  /// Puts groups in the place of others.
  public mutating func replaceSubrange(_ range: Range<Int>, with groups: some Collection<ParameterGroup>) {
    check(range)
    all.replaceSubrange(range, with: groups)
  }

  /// Takes the group at a position out.
  @discardableResult
  public mutating func remove(at position: Int) -> ParameterGroup {
    check(position)
    return all.remove(at: position)
  }

  /// Takes the first group out.
  @discardableResult
  public mutating func removeFirst() -> ParameterGroup { remove(at: 0) }

  /// Takes the last group out.
  @discardableResult
  public mutating func removeLast() -> ParameterGroup { remove(at: all.count - 1) }

  /// Takes the first groups out.
  public mutating func removeFirst(_ count: Int) {
    check(count: count)
    all.removeFirst(count)
  }

  /// Takes the last groups out.
  public mutating func removeLast(_ count: Int) {
    check(count: count)
    all.removeLast(count)
  }

  private func check(_ range: Range<Int>) {
    guard range.lowerBound >= 0, range.upperBound <= all.count else {
      fail("groups[\(range)]: positions \(range) are out of range: there are \(all.count)")
    }
  }

  private func check(count: Int) {
    guard count >= 0, count <= all.count else { fail("groups: \(count) cannot be taken out: there are \(all.count)") }
  }

  private func check(_ position: Int) {
    guard position >= 0, position < all.count else {
      fail("groups[\(position)]: position \(position) is out of range: there are \(all.count)")
    }
  }
}

extension ParameterGroups: ExpressibleByArrayLiteral {
  /// These groups.
  public init(arrayLiteral groups: ParameterGroup...) { all = groups }
}
