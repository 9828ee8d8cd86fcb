import Tensor

/// A few things that may each be missing, up to three without a heap allocation: one for each input of an operation.
struct Slots<Element> {
  var first: Element?
  var second: Element?
  var third: Element?
  /// What comes after the third; nil for none.
  private(set) var rest: [Element?]?

  /// None.
  @inline(__always)
  init() {}
  /// One.
  @inline(__always)
  init(_ first: Element?) { self.first = first }
  /// Two.
  @inline(__always)
  init(_ first: Element?, _ second: Element?) {
    self.first = first
    self.second = second
  }
  /// Three.
  @inline(__always)
  init(_ first: Element?, _ second: Element?, _ third: Element?) {
    self.first = first
    self.second = second
    self.third = third
  }
  /// Any number.
  init(array elements: [Element?]) {
    if elements.count > 0 { first = elements[0] }
    if elements.count > 1 { second = elements[1] }
    if elements.count > 2 { third = elements[2] }
    if elements.count > 3 { rest = Array(elements[3...]) }
  }

  subscript(position: Int) -> Element? {
    @inline(__always) get {
      switch position {
      case 0: first
      case 1: second
      case 2: third
      default: rest.flatMap { position - 3 < $0.count ? $0[position - 3] : nil }
      }
    }
  }

  /// Those that are there, with their positions.
  func forEach(_ body: (Int, Element) -> Void) {
    if let first { body(0, first) }
    if let second { body(1, second) }
    if let third { body(2, third) }
    for (offset, element) in (rest ?? []).enumerated() {
      if let element { body(offset + 3, element) }
    }
  }
}

/// The gradients of an operation's inputs, nil where there is none or it is not wanted.
typealias Gradients = Slots<Tracked>
