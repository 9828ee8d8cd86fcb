import Tensor

/// A few things that may each be missing, up to three without a heap allocation: what goes into an operation or comes
/// out of it.
struct Slots<Element> {
  private(set) var first: Element?
  private(set) var second: Element?
  private(set) var third: Element?
  /// What comes after the third; nil for none.
  private(set) var rest: [Element?]?
  private(set) var count: Int

  /// None.
  @inline(__always)
  init() { count = 0 }
  /// One.
  @inline(__always)
  init(_ first: Element?) {
    self.first = first
    count = 1
  }
  /// Two.
  @inline(__always)
  init(_ first: Element?, _ second: Element?) {
    self.first = first
    self.second = second
    count = 2
  }
  /// Three.
  @inline(__always)
  init(_ first: Element?, _ second: Element?, _ third: Element?) {
    self.first = first
    self.second = second
    self.third = third
    count = 3
  }
  /// Any number.
  init(array elements: [Element?]) {
    count = elements.count
    if count > 0 { first = elements[0] }
    if count > 1 { second = elements[1] }
    if count > 2 { third = elements[2] }
    if count > 3 { rest = Array(elements[3...]) }
  }

  subscript(position: Int) -> Element? {
    @inline(__always) get {
      switch position {
      case 0: first
      case 1: second
      case 2: third
      default: rest![position - 3]
      }
    }
  }
}

/// The gradients of an operation's inputs, nil where there is none or it is not wanted.
typealias Gradients = Slots<Tracked>

/// The nodes of an operation's inputs, nil for constants.
typealias Edges = Slots<Node>

/// The values of an operation's inputs.
struct Inputs {
  let slots: Slots<AnyTensor>

  @inline(__always)
  init(_ first: AnyTensor) { slots = Slots(first) }
  @inline(__always)
  init(_ first: AnyTensor, _ second: AnyTensor) { slots = Slots(first, second) }
  @inline(__always)
  init(_ first: AnyTensor, _ second: AnyTensor, _ third: AnyTensor) { slots = Slots(first, second, third) }
  init(array: [AnyTensor]) { slots = Slots(array: array) }

  var count: Int { slots.count }
  var array: [AnyTensor] { (0..<count).map { self[$0] } }

  subscript(position: Int) -> AnyTensor {
    @inline(__always) get { slots[position]! }
  }
}
