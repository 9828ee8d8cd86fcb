import Synchronization

/// How many storages and views are alive; what a leak test looks at.
///
/// Every tensor is counted twice, when it is made and when it goes, so each thread counts in a cell of its own: a plain
/// addition, where one shared count would take a locked one. A cell may go below zero, for a tensor can end in another
/// thread; their sum is the count. The cell of a thread that has ended is given, as it stands, to the next new one.
enum LiveStorages {
  private typealias Cell = UnsafeMutablePointer<Atomic<Int>>

  private static let cell = ThreadLocalWord()
  /// Addresses of all cells, and of those without a thread.
  private static let cells = Mutex<(all: [UInt], free: [UInt])>(([], []))

  /// Counts one more, or one less. Only the cell's own thread writes it, so reading and writing need not be one step.
  @inline(__always)
  static func add(_ number: Int) {
    let cell = Cell(bitPattern: cell.value) ?? open()
    cell.pointee.store(cell.pointee.load(ordering: .relaxed) &+ number, ordering: .relaxed)
  }

  /// The sum of all cells.
  static var count: Int {
    cells.withLock { $0.all.reduce(0) { $0 &+ Cell(bitPattern: $1)!.pointee.load(ordering: .relaxed) } }
  }

  /// The first tensor of a thread.
  @inline(never)
  private static func open() -> Cell {
    _ = BLAS.isQuiet
    let address = cells.withLock { cells in
      if let free = cells.free.popLast() { return free }
      // A cache line each, so that threads do not wait for one another's.
      let block = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
      block.bindMemory(to: Atomic<Int>.self, capacity: 1).initialize(to: Atomic(0))
      cells.all.append(UInt(bitPattern: block))
      return UInt(bitPattern: block)
    }
    cell.set(Int(bitPattern: address), ending: { LiveStorages.retire($0) })
    return Cell(bitPattern: address)!
  }

  private static func retire(_ cell: UnsafeMutableRawPointer?) {
    cells.withLock { $0.free.append(UInt(bitPattern: cell)) }
  }
}
