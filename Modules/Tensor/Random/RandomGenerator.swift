import Kernels
import Synchronization

/// A counter-based source of random numbers: Philox 4×32-10 (Salmon et al., SC 2011).
///
/// Every number depends on the seed and on its position alone, so a tensor gets the same numbers whatever the number of
/// threads. A value: a copy goes on with the same numbers. Each draw of a tensor takes a stream of its own.
///
///     var rng = RandomGenerator(seed: 42)
///     let x = Tensor<Float>.normal([1000, 2], using: &rng)
public struct RandomGenerator: RandomNumberGenerator, Sendable, Hashable {
  private var key: UInt64
  private var streams: UInt64 = 0
  private var words: UInt64 = 0
  private var children: UInt64 = 0

  private static let wordStream: UInt64 = 1 << 62, childStream: UInt64 = 1 << 63

  /// The generator that a seed stands for.
  public init(seed: UInt64) { key = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    defer { words += 2 }
    return Self.pair(key, Self.wordStream, words)
  }

  /// A generator whose numbers have nothing to do with this one's, for another part of the program.
  public mutating func split() -> RandomGenerator {
    defer { children += 2 }
    return RandomGenerator(seed: Self.pair(key, Self.childStream, children))
  }

  private static func pair(_ key: UInt64, _ stream: UInt64, _ first: UInt64) -> UInt64 {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2) { words in
      mk_random_words(key, stream, first, words.baseAddress!, 2)
      return UInt64(words[0]) << 32 | UInt64(words[1])
    }
  }

  /// A stream for one draw: the key and the stream's number.
  package mutating func takeStream() -> (key: UInt64, stream: UInt64) {
    defer { streams += 1 }
    return (key, streams)
  }

  /// Everything there is to the generator, to be saved; `init(state:)` goes on from there.
  public var state: [UInt64] { [key, streams, words, children] }

  /// The generator that `state` came from, or nil if that is not a generator's state.
  public init?(state: [UInt64]) {
    guard state.count == 4 else { return nil }
    (key, streams, words, children) = (state[0], state[1], state[2], state[3])
  }
}

/// The generator behind the functions that are not given one.
public enum DefaultRandomGenerator {
  private static let generator = Mutex(RandomGenerator(seed: .random(in: 0 ... .max)))

  /// Makes the numbers that follow those of a seed.
  public static func seed(_ seed: UInt64) { generator.withLock { $0 = RandomGenerator(seed: seed) } }

  /// The generator itself, to be saved and put back.
  package static var current: RandomGenerator {
    get { generator.withLock { $0 } }
    set { generator.withLock { $0 = newValue } }
  }

  /// A generator split off, for one call.
  package static func split() -> RandomGenerator { generator.withLock { $0.split() } }
}
