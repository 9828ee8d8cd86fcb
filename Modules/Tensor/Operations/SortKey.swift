/// A scalar with an unsigned number that orders as it does: NaN above all, −0 and 0 the same.
protocol Sortable {
  associatedtype Key: SortKey
  var sortKey: Key { get }
}

protocol SortKey: FixedWidthInteger, UnsignedInteger, BitwiseCopyable {}
extension UInt8: SortKey {}
extension UInt32: SortKey {}
extension UInt64: SortKey {}

/// A stable sort of numbers by their keys, digit by digit from the lowest: as many passes as there are bytes in which
/// the keys differ.
enum RadixSort {
  /// Below this many, insertion is faster.
  private static let few = 32

  /// Puts `order` so that the keys ascend; both are moved. The spare halves are overwritten.
  static func sort<Key: SortKey>(
    _ keys: UnsafeMutablePointer<Key>, _ order: UnsafeMutablePointer<Int32>, _ spareKeys: UnsafeMutablePointer<Key>,
    _ spareOrder: UnsafeMutablePointer<Int32>, count: Int
  ) {
    if count <= few { return insert(keys, order, count: count) }
    var (from, to) = ((keys, order), (spareKeys, spareOrder))
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
      for shift in stride(from: 0, to: Key.bitWidth, by: 8) {
        _ = starts.update(fromContentsOf: repeatElement(0, count: 256))
        for item in 0..<count { starts[digit(from.0[item], shift)] &+= 1 }
        if starts[digit(from.0[0], shift)] == count { continue }
        var sum = 0
        for bucket in 0..<256 { (starts[bucket], sum) = (sum, sum &+ starts[bucket]) }
        for item in 0..<count {
          let key = from.0[item]
          let bucket = digit(key, shift)
          let place = starts[bucket]
          starts[bucket] = place &+ 1
          to.0[place] = key
          to.1[place] = from.1[item]
        }
        swap(&from, &to)
      }
    }
    if from.1 != order {
      keys.update(from: from.0, count: count)
      order.update(from: from.1, count: count)
    }
  }

  /// Moves the `first` least keys to the front, in the order in which they stand; of equal ones the earliest.
  ///
  /// Digit by digit from the highest, those that share the digits of the key in that place are counted and kept.
  static func select<Key: SortKey>(
    _ keys: UnsafeMutablePointer<Key>, _ order: UnsafeMutablePointer<Int32>, _ spare: UnsafeMutablePointer<Key>,
    count: Int, first: Int
  ) {
    if first == 0 { return }
    spare.update(from: keys, count: count)
    var candidates = count, rank = first - 1
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { counts in
      for shift in stride(from: Key.bitWidth - 8, through: 0, by: -8) where candidates > 1 {
        _ = counts.update(fromContentsOf: repeatElement(0, count: 256))
        for item in 0..<candidates { counts[digit(spare[item], shift)] &+= 1 }
        var bucket = 0
        while rank >= counts[bucket] {
          rank -= counts[bucket]
          bucket += 1
        }
        if counts[bucket] == candidates { continue }
        var kept = 0
        for item in 0..<candidates {
          let key = spare[item]
          spare[kept] = key
          kept &+= digit(key, shift) == bucket ? 1 : 0
        }
        candidates = kept
      }
    }
    // All candidates are the same key now; `rank` of them stand before the last one that is wanted.
    let (last, least) = (spare[0], rank + 1)
    var (kept, equal) = (0, 0)
    for item in 0..<count {
      let key = keys[item]
      let isEqual = key == last && equal < least
      if key < last || isEqual {
        (keys[kept], order[kept]) = (key, order[item])
        kept += 1
        if isEqual { equal += 1 }
      }
    }
  }

  @inline(__always)
  private static func digit<Key: SortKey>(_ key: Key, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: key &>> Key(truncatingIfNeeded: shift)) & 255
  }

  private static func insert<Key: SortKey>(
    _ keys: UnsafeMutablePointer<Key>, _ order: UnsafeMutablePointer<Int32>, count: Int
  ) {
    var item = 1
    while item < count {
      let (key, place) = (keys[item], order[item])
      var hole = item
      while hole > 0 && keys[hole &- 1] > key {
        keys[hole] = keys[hole &- 1]
        order[hole] = order[hole &- 1]
        hole &-= 1
      }
      keys[hole] = key
      order[hole] = place
      item &+= 1
    }
  }
}

/// The few least of many keys, in ascending order; of equal ones those that came first.
///
/// Most keys are above all of them and cost one comparison.
struct LeastKeys<Key: SortKey> {
  private let keys: UnsafeMutablePointer<Key>
  private let places: UnsafeMutablePointer<Int32>
  private let limit: Int
  private var count = 0

  /// Up to so many of a line, moving them costs less than counting the digits of all keys.
  static func suits(_ count: Int, of length: Int) -> Bool { count <= 64 && count <= length / 4 }

  @inline(__always)
  init(_ keys: UnsafeMutablePointer<Key>, _ places: UnsafeMutablePointer<Int32>, limit: Int) {
    (self.keys, self.places, self.limit) = (keys, places, limit)
  }

  @inline(__always)
  mutating func add(_ key: Key, _ place: Int) {
    if count == limit {
      if limit == 0 || key >= keys[limit &- 1] { return }
    } else {
      count &+= 1
    }
    var hole = count &- 1
    while hole > 0 && keys[hole &- 1] > key {
      keys[hole] = keys[hole &- 1]
      places[hole] = places[hole &- 1]
      hole &-= 1
    }
    keys[hole] = key
    places[hole] = Int32(truncatingIfNeeded: place)
  }
}

extension Float: Sortable {
  /// The bits with the sign turned, those of negative numbers all: without a branch, which would be guessed wrong.
  @inline(__always) var sortKey: UInt32 {
    let bits = (self + 0).bitPattern
    let key = bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) &>> 31) | 1 << 31)
    return self != self ? .max : key
  }
}

extension Double: Sortable {
  /// The bits with the sign turned, those of negative numbers all: without a branch, which would be guessed wrong.
  @inline(__always) var sortKey: UInt64 {
    let bits = (self + 0).bitPattern
    let key = bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) &>> 63) | 1 << 63)
    return self != self ? .max : key
  }
}

extension Int32: Sortable {
  @inline(__always) var sortKey: UInt32 { UInt32(bitPattern: self) ^ 1 << 31 }
}

extension Int: Sortable {
  @inline(__always) var sortKey: UInt64 { UInt64(bitPattern: Int64(self)) ^ 1 << 63 }
}

extension UInt8: Sortable {
  @inline(__always) var sortKey: UInt8 { self }
}
