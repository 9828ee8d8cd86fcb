/// The strings of one column in one piece: their codes, with a short memory for those that were just there.
final class CSVStrings {
  private var index = StringIndex()
  /// For strings that are nearly all different: each has its entry.
  private var entries: StringTable?
  /// Strings shorter than eight bytes by a few bits of theirs, the length in the highest byte; and their codes.
  let recent: UnsafeMutablePointer<Recent>

  typealias Recent = (key: UInt64, code: Int32)

  private static let recentCount = 64
  /// Strings after which a column whose strings are nearly all different is no longer searched for equal ones.
  private static let trial = 4096

  init() {
    recent = .allocate(capacity: CSVStrings.recentCount)
    recent.initialize(repeating: (.max, 0), count: CSVStrings.recentCount)
  }

  deinit { recent.deallocate() }

  var table: StringTable { entries ?? index.table }
  var isDictionary: Bool { entries == nil }

  /// The code of the `length` < 8 bytes at `start`, where they were among the last ones; -1 for a missing value.
  @inline(__always)
  static func recentCode(_ recent: UnsafePointer<Recent>, _ start: UnsafePointer<UInt8>, _ length: Int) -> Int32? {
    let key = key(start, length)
    let entry = recent + slot(key)
    return entry.pointee.key == key ? entry.pointee.code : nil
  }

  /// The code of a string that is there already.
  func code(_ text: StringTable.Text) -> Int32? {
    guard entries == nil, let code = index.code(text) else { return nil }
    remember(text, code)
    return code
  }

  func remember(_ text: StringTable.Text, _ code: Int32) {
    guard text.count < 8 else { return }
    var key = UInt64(text.count) << 56
    for (place, byte) in text.enumerated() { key |= UInt64(byte) << UInt64(8 * place) }
    recent[CSVStrings.slot(key)] = (key, code)
  }

  /// The code of a string that may be new.
  func enter(_ text: StringTable.Text, row: Int) -> Int32 {
    if entries == nil, index.count > CSVStrings.trial, index.count * 2 > row {
      entries = index.table
      index = StringIndex()
    }
    if entries == nil {
      let code = index.insert(text)
      remember(text, code)
      return code
    }
    entries?.append(text)
    return Int32((entries?.count ?? 0) - 1)
  }

  @inline(__always)
  private static func key(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let mask = (1 as UInt64) << UInt64(truncatingIfNeeded: 8 &* length) &- 1
    return NumberText.word(at: start) & mask | UInt64(truncatingIfNeeded: length) << 56
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 58)
  }
}
