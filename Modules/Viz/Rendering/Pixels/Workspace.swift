import Tensor

/// Room for the numbers of a picture that the next picture takes over: fresh memory costs a page fault for each 4 KiB
/// that is first touched, which is more than most of what is drawn on it.
final class Workspace<Element: BitwiseCopyable> {
  let start: UnsafeMutablePointer<Element>
  let count: Int
  private let block: (start: UnsafeMutableRawPointer, bytes: Int)

  /// Room for so many elements, with a value in each.
  init(repeating value: Element, count: Int) {
    self.count = count
    block = MemoryPool.shared.take(count: count, size: MemoryLayout<Element>.stride)
    start = block.start.bindMemory(to: Element.self, capacity: count)
    start.initialize(repeating: value, count: count)
  }

  /// Room for so many elements, which `fill` sets.
  init(count: Int, fill: (UnsafeMutablePointer<Element>) -> Void) {
    self.count = count
    block = MemoryPool.shared.take(count: count, size: MemoryLayout<Element>.stride)
    start = block.start.bindMemory(to: Element.self, capacity: count)
    fill(start)
  }

  deinit { MemoryPool.shared.give(block.start, bytes: block.bytes) }

  var elements: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: start, count: count) }
}
