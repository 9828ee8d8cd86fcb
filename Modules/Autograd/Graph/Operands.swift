/// The few things that go into an operation or come out of it, up to three without a heap allocation.
public struct Operands<Element>: RandomAccessCollection, ExpressibleByArrayLiteral {
  private var first: Element?, second: Element?, third: Element?
  private var rest: [Element] = []
  /// How many there are.
  public private(set) var count: Int

  /// None.
  public init() { count = 0 }
  /// One.
  @inline(__always)
  public init(_ first: Element) {
    self.first = first
    count = 1
  }
  /// Two.
  @inline(__always)
  public init(_ first: Element, _ second: Element) {
    self.first = first
    self.second = second
    count = 2
  }
  /// Three.
  @inline(__always)
  public init(_ first: Element, _ second: Element, _ third: Element) {
    self.first = first
    self.second = second
    self.third = third
    count = 3
  }
  /// Any number.
  public init(array elements: [Element]) {
    count = elements.count
    if count > 0 { first = elements[0] }
    if count > 1 { second = elements[1] }
    if count > 2 { third = elements[2] }
    if count > 3 { rest = Array(elements[3...]) }
  }
  /// `[x, y]`
  public init(arrayLiteral elements: Element...) { self.init(array: elements) }

  /// 0
  public var startIndex: Int { 0 }
  /// `count`
  public var endIndex: Int { count }

  /// The operand at a position.
  public subscript(position: Int) -> Element {
    @inline(__always) get {
      switch position {
      case 0: first!
      case 1: second!
      case 2: third!
      default: rest[position - 3]
      }
    }
  }

  /// Each operand transformed.
  @inline(__always)
  func mapped<Result>(_ transform: (Element) -> Result) -> Operands<Result> {
    switch count {
    case 0: Operands<Result>()
    case 1: Operands<Result>(transform(first!))
    case 2: Operands<Result>(transform(first!), transform(second!))
    case 3: Operands<Result>(transform(first!), transform(second!), transform(third!))
    default: Operands<Result>(array: self.map(transform))
    }
  }
}

extension Operands: Sendable where Element: Sendable {}
