import Tensor

/// Random numbers that are the same on every machine: integers and exactly rounded arithmetic only.
struct Dice {
  private var generator: RandomGenerator

  init(seed: UInt64) { generator = RandomGenerator(seed: seed) }

  /// Evenly from 0..<1, in steps of 2^-53.
  mutating func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(generator.next().multipliedFullWidth(by: UInt64(range.count)).high)
  }

  mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  /// Close to standard normal: the sum of twelve uniform numbers, less six.
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += uniform() }
    return sum
  }

  mutating func choice<Element>(_ elements: [Element]) -> Element { elements[integer(0...elements.count - 1)] }

  /// One of the keys, each as often as its weight says.
  mutating func weighted(_ choices: KeyValuePairs<String, Double>) -> String {
    var left = uniform() * choices.reduce(0) { $0 + $1.value }
    for (key, weight) in choices {
      left -= weight
      if left < 0 { return key }
    }
    return choices[choices.count - 1].key
  }

  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, integer(0...last)) }
  }
}

/// The nearest number with so many digits after the point.
func rounded(_ value: Double, _ digits: Int) -> Double {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  return (value * scale).rounded() / scale
}
