import Foundation
import Tensor
import Testing

@testable import Data

@Suite struct NumberTextTests {
  /// What both ways of reading give for a text, which must be the same.
  private func parse(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    let whole = bytes.withUnsafeBufferPointer { NumberText.parseDouble($0) }
    // Digits before the text are none of it.
    let before = [UInt8](repeating: UInt8(ascii: "7"), count: NumberText.lookbehind)
    let after = [UInt8](repeating: 0, count: NumberText.lookahead)
    let quick = (before + bytes + after).withUnsafeBufferPointer { buffer in
      DecimalPowers.with { powers -> Double? in
        let start = buffer.baseAddress! + before.count
        var cursor = start
        var value = 0.0
        guard NumberText.readDouble(&cursor, into: &value, powers) else { return nil }
        return cursor == start + bytes.count ? value : nil
      }
    }
    if let quick { #expect(quick.bitPattern == whole?.bitPattern, "\(text)") }
    return quick ?? whole
  }

  private func expectNearest(_ text: String) {
    #expect(parse(text)?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
  }

  @Test func knownHardCases() {
    for text in [
      "0", "-0", "1", "-1.5", "0.1", "1e22", "1e23", "9007199254740993", "9007199254740992.5", "4.9e-324", "2.5e-324",
      "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308", "2.2250738585072014e-308",
      "1.7976931348623157e308", "1.7976931348623159e308", "1e309", "1e-400", "123456789012345678901234567890",
      "0.000000000000000000000000000012345678901234567", "1.00000000000000011102230246251565404236316680908203125",
      "1.00000000000000011102230246251565404236316680908203124", "6929495644600919.5", "3.7455744005952583e15",
      "8.5", "1e-22", "12345678.12345678", "1234567890123456789", "99999999999999999999", "1.", ".5", "1e+5", "1E-5",
    ] {
      expectNearest(text)
    }
  }

  @Test func randomBitPatternsReadBack() {
    var rng = RandomGenerator(seed: 3)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: rng.next())
      guard value.isFinite else { continue }
      #expect(parse(value.description) == value, "\(value)")
    }
  }

  @Test func randomDecimals() {
    var rng = RandomGenerator(seed: 4)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...25, using: &rng)
      var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &rng)) }.joined()
      text.insert(".", at: text.index(text.startIndex, offsetBy: Int.random(in: 0...digits, using: &rng)))
      if Bool.random(using: &rng) { text += "e\(Int.random(in: -340...310, using: &rng))" }
      expectNearest(text)
    }
  }

  @Test func fractionsOfEveryLength() {
    for digits in 1...30 {
      for whole in ["", "0", "5", "123"] {
        expectNearest("\(whole).\(String(repeating: "1234567890", count: 3).prefix(digits))")
        expectNearest("-\(whole).\(String(repeating: "9", count: digits))")
      }
    }
  }

  @Test func whatIsNoNumber() {
    for text in ["", "-", "+", ".", "e5", "1e", "1e+", "abc", "1x", "0x10", "1_000", "1 2", "nan", "--1", "1.2.3"] {
      #expect(parse(text) == nil, "\(text)")
    }
    #expect(parse(" 7 ") == 7 && parse("+7") == 7)
    #expect(parse("-inf") == -.infinity && parse("Infinity") == .infinity)
  }

  @Test func integers() {
    func int(_ text: String) -> Int? { Array(text.utf8).withUnsafeBufferPointer { NumberText.parseInt($0) } }
    #expect(int("9223372036854775807") == .max && int("-9223372036854775808") == .min)
    #expect(int("9223372036854775808") == nil && int("-9223372036854775809") == nil)
    #expect(int("007") == 7 && int(" -12 ") == -12 && int("+3") == 3)
    #expect(int("") == nil && int("-") == nil && int("1.0") == nil && int("1 1") == nil)
  }
}
