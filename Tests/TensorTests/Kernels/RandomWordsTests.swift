import Foundation
import Kernels
import Testing

/// The streams of random numbers: the words are Philox's, and every output depends on its place alone.
@Suite struct RandomWordsTests {
  /// Philox 4x32-10, word by word.
  static func philox(_ counter: [UInt32], _ key: [UInt32]) -> [UInt32] {
    var (c, k) = (counter, key)
    for _ in 0..<10 {
      let a = UInt64(0xD251_1F53) * UInt64(c[0]), b = UInt64(0xCD9E_8D57) * UInt64(c[2])
      c = [
        UInt32(b >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: b), UInt32(a >> 32) ^ c[3] ^ k[1],
        UInt32(truncatingIfNeeded: a),
      ]
      k = [k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85]
    }
    return c
  }

  /// The vectors that its authors publish (Random123, kat_vectors).
  @Test func referenceGivesThePublishedVectors() {
    let ones = [UInt32](repeating: .max, count: 4)
    #expect(Self.philox([0, 0, 0, 0], [0, 0]) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(Self.philox(ones, [.max, .max]) == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    let pi: [UInt32] = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344]
    #expect(Self.philox(pi, [0xa409_3822, 0x299f_31d0]) == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  private func halves(_ x: UInt64) -> [UInt32] { [UInt32(truncatingIfNeeded: x), UInt32(x >> 32)] }

  @Test func wordsAreThoseOfTheReference() {
    let places: [(key: UInt64, stream: UInt64, first: UInt64)] = [
      (0, 0, 0), (1, 2, 3), (0x299f_31d0_a409_3822, 0x0370_7344_1319_8a2e, 0x168c_234c_90fd_aa20),
      (.max, .max, 0x3_ffff_ffdd), (7, 0x8000_0000_0000_0000, 0x4000_0000_0000_0002),
    ]
    for level in KernelLevel.all {
      for (key, stream, first) in places {
        let got: [UInt32] = filled(150) { level.functions.random_words(key, stream, first, $0, 150) }
        let want = (0..<150).map { i -> UInt32 in
          let word = first &+ UInt64(i)
          return Self.philox(halves(word / 4) + halves(stream), halves(key))[Int(word % 4)]
        }
        #expect(got == want)
      }
    }
  }

  /// One fill is the same as many, from anywhere, of any lengths.
  private func expectChunks<R: KernelScalar>(
    _ name: String, _ fill: (UnsafeMutablePointer<R>, _ first: UInt64, _ count: Int) -> Void
  ) {
    let whole: [R] = filled(500) { fill($0, 1_000_001, 500) }
    var start = 0, parts: [R] = []
    for length in [1, 2, 3, 5, 30, 31, 32, 33, 63, 64, 65, 1, 128, 42] {
      parts += filled(length) { fill($0, 1_000_001 + UInt64(start), length) }
      start += length
    }
    #expect(start == 500 && whole == parts, "\(name)")
  }

  @Test func everyOutputDependsOnItsPlaceAlone() {
    for level in KernelLevel.all {
      let f = level.functions
      expectChunks("words") { (out: UnsafeMutablePointer<UInt32>, at, n) in f.random_words(5, 6, at, out, n) }
      expectChunks("uniform") { (out: UnsafeMutablePointer<Float>, at, n) in
        f.random_uniform_f32(5, 6, at, out, n, 1, 2)
      }
      expectChunks("uniform 64") { (out: UnsafeMutablePointer<Double>, at, n) in
        f.random_uniform_f64(5, 6, at, out, n, 1, 2)
      }
      expectChunks("normal") { (out: UnsafeMutablePointer<Float>, at, n) in f.random_normal_f32(5, 6, at, out, n, 1, 2)
      }
      expectChunks("normal 64") { (out: UnsafeMutablePointer<Double>, at, n) in
        f.random_normal_f64(5, 6, at, out, n, 1, 2)
      }
      expectChunks("integers") { (out: UnsafeMutablePointer<Int32>, at, n) in
        f.random_integers_i32(5, 6, at, out, n, -9, 1000)
      }
      expectChunks("integers 64") { (out: UnsafeMutablePointer<Int64>, at, n) in
        f.random_integers_i64(5, 6, at, out, n, -9, 1 << 40)
      }
      expectChunks("Bernoulli") { (out: UnsafeMutablePointer<UInt8>, at, n) in f.random_bernoulli(5, 6, at, out, n, 0.3)
      }
      let ones = [Float](repeating: 1, count: 500)
      expectChunks("dropout") { (out: UnsafeMutablePointer<Float>, at, n) in f.dropout_f32(5, 6, at, out, ones, n, 0.3)
      }
    }
  }

  /// Words become numbers by the formulas of the header.
  @Test func formulas() {
    for level in KernelLevel.all {
      let f = level.functions
      let words: [UInt32] = filled(256) { f.random_words(11, 12, 0, $0, 256) }
      let uniform: [Float] = filled(256) { f.random_uniform_f32(11, 12, 0, $0, 256, -1, 3) }
      let scaled = words.map { (word: UInt32) -> Float in Float(-1 + 4 * (Double(word >> 8) * 0x1p-24)) }
      #expect(uniform == scaled)
      let pairs = (0..<128).map { UInt64(words[2 * $0]) << 32 | UInt64(words[2 * $0 + 1]) }
      let doubles: [Double] = filled(128) { f.random_uniform_f64(11, 12, 0, $0, 128, 0, 1) }
      #expect(doubles == pairs.map { Double($0 >> 11) * 0x1p-53 })
      let integers: [Int32] = filled(128) { f.random_integers_i32(11, 12, 0, $0, 128, -50, 101) }
      #expect(integers == pairs.map { -50 + Int32($0.multipliedFullWidth(by: 101).high) })
      let range: UInt64 = (1 << 50) + 3
      let longs: [Int64] = filled(128) { f.random_integers_i64(11, 12, 0, $0, 128, 5, range) }
      let products = pairs.map { (pair: UInt64) -> Int64 in 5 + Int64(pair.multipliedFullWidth(by: range).high) }
      #expect(longs == products)
      let all: [Int64] = filled(128) { f.random_integers_i64(11, 12, 0, $0, 128, .min, UInt64.max) }
      let far: Int64 = 1 << 60
      #expect(all.contains { $0 < -far })
      #expect(all.contains { $0 > -far })
      let truths: [UInt8] = filled(256) { f.random_bernoulli(11, 12, 0, $0, 256, 0.25) }
      let below = words.map { (word: UInt32) -> UInt8 in word < 1 << 30 ? 1 : 0 }
      #expect(truths == below)
      let normal: [Float] = filled(256) { f.random_normal_f32(11, 12, 0, $0, 256, 0, 1) }
      for i in 0..<128 {
        let radius = (-2 * log((Double(words[2 * i]) + 0.5) * 0x1p-32)).squareRoot()
        let angle = Double(words[2 * i + 1]) * 0x1p-32 * 2 * .pi
        #expect(abs(Double(normal[2 * i]) - radius * cos(angle)) <= 4e-7)
        #expect(abs(Double(normal[2 * i + 1]) - radius * sin(angle)) <= 4e-7)
      }
      let normals: [Double] = filled(64) { f.random_normal_f64(11, 12, 0, $0, 64, 0, 1) }
      for i in 0..<32 {
        let radius = (-2 * log((Double(pairs[2 * i] >> 11) + 0.5) * 0x1p-53)).squareRoot()
        let angle = Double(pairs[2 * i + 1] >> 11) * 0x1p-53 * 2 * .pi
        #expect(abs(normals[2 * i] - radius * cos(angle)) <= 1e-14)
        #expect(abs(normals[2 * i + 1] - radius * sin(angle)) <= 1e-14)
      }
    }
  }

  @Test func limitsOfProbability() {
    for level in KernelLevel.all {
      let f = level.functions
      for (p, want) in [(0.0, UInt8(0)), (1, 1), (-1, 0), (2, 1)] {
        let truths: [UInt8] = filled(300) { f.random_bernoulli(1, 2, 3, $0, 300, p) }
        #expect(truths == [UInt8](repeating: want, count: 300))
      }
      let x = Scatter.floats(300)
      let kept: [Float] = filled(300) { f.dropout_f32(1, 2, 3, $0, x, 300, 0) }
      #expect(kept == x)
      let dropped: [Float] = filled(300) { f.dropout_f32(1, 2, 3, $0, x, 300, 1) }
      #expect(dropped.allSatisfy { $0 == 0 })
      let truths: [UInt8] = filled(300) { f.random_bernoulli(1, 2, 3, $0, 300, 0.2) }
      let some: [Float] = filled(300) { f.dropout_f32(1, 2, 3, $0, x, 300, 0.2) }
      let masked = zip(x, truths).map { (value: Float, dropped: UInt8) -> Float in value * (dropped == 1 ? 0 : 1.25) }
      #expect(some == masked)
      let wide: [Double] = filled(300) { f.dropout_f64(1, 2, 3, $0, x.map(Double.init), 300, 0.2) }
      #expect(zip(wide, masked).allSatisfy { abs($0 - Double($1)) < 1e-6 })
      // The upper end is never reached, however the width is rounded.
      let narrow: [Float] = filled(20_000) { f.random_uniform_f32(1, 2, 0, $0, 20_000, 1, 1 + 0x1p-22) }
      #expect(narrow.allSatisfy { $0 >= 1 && $0 < 1 + 0x1p-22 })
    }
  }

  /// Moments and tails of a million normals, within five standard errors.
  @Test func normalsHaveTheMomentsOfNormals() {
    let n = 1_000_000
    for level in KernelLevel.all {
      let x: [Float] = filled(n) { level.functions.random_normal_f32(99, 0, 0, $0, n, 0, 1) }
      let sum = level.apply(MK_SUM, x, 1, n, 1)[0], squares = level.apply(MK_SUM_SQUARES, x, 1, n, 1)[0]
      #expect(abs(sum) <= 5 * 1000)
      #expect(abs(Double(squares) - 1e6) <= 5 * 1414)
      let beyond = level.apply(MK_ABS, x).lazy.filter { $0 > 3 }.count
      #expect(abs(Double(beyond) - 2699.8) <= 5 * 52)
      let highest = level.apply(MK_MAX_ABS, x, 1, n, 1)[0]
      #expect(highest > 4.4 && highest < 6.8)
    }
  }
}
