/// A set of strings that numbers them in the order of their arrival: text to code, and back through `table`.
struct StringIndex: Sendable {
  private(set) var table = StringTable()
  /// Codes by hash, -1 where free; a power of two of them, at most half in use.
  private var slots: [Int32]
  /// The first eight bytes of each string, zeros after a shorter one.
  private var words: [UInt64] = []

  init() { slots = Array(repeating: -1, count: 16) }

  /// An index over a table whose strings all differ.
  init(_ table: StringTable) {
    self.init()
    for index in 0..<table.count { table.withText(index) { _ = insert($0) } }
  }

  var count: Int { words.count }

  /// The code of `text`, which is added where it is new.
  mutating func insert(_ text: StringTable.Text) -> Int32 {
    let word = StringIndex.firstWord(text)
    let slot = find(text, word)
    if slots[slot] >= 0 { return slots[slot] }
    let code = Int32(words.count)
    slots[slot] = code
    words.append(word)
    table.append(text)
    if words.count * 2 > slots.count { grow() }
    return code
  }

  /// The code of `text`, or nil where it is not in the set.
  func code(_ text: StringTable.Text) -> Int32? {
    let code = slots[find(text, StringIndex.firstWord(text))]
    return code < 0 ? nil : code
  }

  func code(_ string: String) -> Int32? {
    var string = string
    return string.withUTF8 { code($0) }
  }

  mutating func insert(_ string: String) -> Int32 {
    var string = string
    return string.withUTF8 { insert($0) }
  }

  /// The slot where `text` stands, or the free one where it belongs.
  @inline(__always)
  private func find(_ text: StringTable.Text, _ word: UInt64) -> Int {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: StringIndex.hash(text, word)) & mask
      while true {
        let code = Int(slots[slot])
        if code < 0 { return slot }
        if words[code] == word, table.range(code).count == text.count,
          text.count <= 8 || table.withText(code, { $0.elementsEqual(text) })
        {
          return slot
        }
        slot = (slot + 1) & mask
      }
    }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for code in words.indices {
      let slot = table.withText(code) { text in
        var slot = Int(truncatingIfNeeded: StringIndex.hash(text, words[code])) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        return slot
      }
      slots[slot] = Int32(code)
    }
  }

  @inline(__always)
  private static func firstWord(_ text: StringTable.Text) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<min(text.count, 8) { word |= UInt64(text[index]) << UInt64(8 * index) }
    return word
  }

  /// Multiply-and-fold over eight bytes at a time.
  @inline(__always)
  private static func hash(_ text: StringTable.Text, _ word: UInt64) -> UInt64 {
    var state = mix(word ^ UInt64(text.count) &* 0x9e37_79b9_7f4a_7c15)
    var index = 8
    while index < text.count {
      var next: UInt64 = 0
      for offset in index..<min(index + 8, text.count) { next = next << 8 | UInt64(text[offset]) }
      state = mix(state ^ next)
      index += 8
    }
    return state
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return high ^ low
  }
}
