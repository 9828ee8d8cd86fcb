/// Strings as UTF-8, one after the other, numbered from 0.
struct StringTable: Sendable {
  typealias Text = UnsafeBufferPointer<UInt8>

  private(set) var bytes: [UInt8] = []
  /// Where each string ends; it starts where the one before it ends.
  private(set) var ends: [Int] = []

  var count: Int { ends.count }

  init() {}

  init(_ strings: some Sequence<String>) {
    for string in strings { append(string) }
  }

  subscript(index: Int) -> String { withText(index) { String(decoding: $0, as: UTF8.self) } }

  @inline(__always)
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  @inline(__always)
  func withText<Result>(_ index: Int, _ body: (Text) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { try body(Text(rebasing: $0[range(index)])) }
  }

  mutating func append(_ text: Text) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  mutating func append(_ string: String) {
    bytes.append(contentsOf: string.utf8)
    ends.append(bytes.count)
  }

  /// All strings of another table, after the ones of this.
  mutating func append(contentsOf other: StringTable) {
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { $0 + base })
  }

  /// Whether one string stands before another by its code points, which is the order of the bytes of UTF-8.
  func precedes(_ left: Int, _ right: Int) -> Bool {
    withText(left) { left in withText(right) { left.lexicographicallyPrecedes($0) } }
  }

  /// The strings' numbers in ascending order of their code points.
  func sortedOrder() -> [Int] { (0..<count).sorted(by: precedes) }
}
