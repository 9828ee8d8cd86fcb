import Tensor
import TestSupport
import Testing

/// Whether the numbers come from the distributions that they are said to. Seeds are fixed, so a test holds or does not;
/// each bound is one that a sound generator passes with a probability of 0.999 or more.
@Suite struct DistributionTests {
  /// Kolmogorov and Smirnov's greatest distance between a sample and a distribution function, times √n: below 1.95 with
  /// a probability of 0.999.
  private func distance(_ sample: Tensor<Double>, _ distribution: (Tensor<Double>) -> Tensor<Double>) -> Double {
    let expected = distribution(sample.sorted())
    let n = Double(sample.count)
    let below = Tensor<Double>.arange(n) / n, above = below + 1 / n
    let greatest = maximum(expected - below, above - expected).max().item()
    return greatest * n.squareRoot()
  }

  /// How far counts are from equal, as a standard normal number (Wilson and Hilferty 1931).
  private func deviation(_ counts: Tensor<Int>) -> Double {
    let observed = Tensor<Double>(counts), expected = observed.mean()
    let chi = (square(observed - expected) / expected).sum().item(), k = Double(counts.count - 1)
    return (cubeRoot(chi / k) - (1 - 2 / (9 * k))) / (2 / (9 * k)).squareRoot()
  }

  private func cubeRoot(_ x: Double) -> Double { (Tensor(x) ** (1.0 / 3)).item() }

  private func normalDistribution(_ x: Tensor<Double>) -> Tensor<Double> { (1 + erf(x / 2.0.squareRoot())) / 2 }

  @Test func uniform() {
    for seed: UInt64 in 0..<4 {
      var generator = RandomGenerator(seed: seed)
      let x = Tensor<Float>.uniform([50_000], using: &generator),
        y = Tensor<Double>.uniform([50_001], using: &generator)
      #expect(distance(Tensor<Double>(x)) { $0 } < 1.95)
      #expect(distance(y) { $0 } < 1.95)
      #expect(x.min().item() >= 0 && x.max().item() < 1)
      #expect(deviation(Tensor<Int32>(x * 100).bincount(minLength: 100)) < 3.1)
      let z = Tensor<Float>.uniform([20_000], low: -3, high: 5, using: &generator)
      #expect(distance(Tensor<Double>(z)) { ($0 + 3) / 8 } < 1.95)
    }
  }

  @Test func normal() {
    for seed: UInt64 in 0..<4 {
      var generator = RandomGenerator(seed: seed)
      let x = Tensor<Float>.normal([50_001], mean: 2, std: 3, using: &generator)
      #expect(distance(Tensor<Double>(x)) { normalDistribution(($0 - 2) / 3) } < 1.95)
      let y = Tensor<Double>.normal([50_000], using: &generator)
      #expect(distance(y, normalDistribution) < 1.95)
      // Tails: 4 σ is passed by 6.3 in 100,000 numbers.
      let tails = (abs(Tensor<Float>.normal([1_000_000], using: &generator)) .> 4).countNonzero().item()
      #expect((35...95).contains(tails))
    }
  }

  /// Neighbours, the two of a Box–Muller pair, numbers of other streams and of split generators have nothing in common.
  @Test func correlations() {
    var generator = RandomGenerator(seed: 11)
    var child = generator.split()
    let n = 100_000
    let x = Tensor<Double>.normal([n], using: &generator), y = Tensor<Double>.normal([n], using: &generator)
    let z = Tensor<Double>.normal([n], using: &child)
    func correlation(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double {
      ((a - a.mean()) * (b - b.mean())).mean().item() / (a.std() * b.std()).item()
    }
    let bound = 3.3 / Double(n).squareRoot()
    for lag in [1, 2, 3, 4, 7, 16, 64] {
      #expect(Swift.abs(correlation(x[lag...], x[0..<(n - lag)])) < bound, "lag \(lag)")
      #expect(Swift.abs(correlation(square(x[lag...]), square(x[0..<(n - lag)]))) < bound, "squares, lag \(lag)")
    }
    #expect(Swift.abs(correlation(x, y)) < bound && Swift.abs(correlation(x, z)) < bound)
    let pairs = Tensor<Double>.uniform([n, 2], using: &generator)
    let cells = Tensor<Int32>(pairs * 16)
    #expect(deviation((cells[0..., 0] * 16 + cells[0..., 1]).bincount(minLength: 256)) < 3.1)
    let triples = Tensor<Int32>(Tensor<Float>.uniform([n, 3], using: &generator) * 8)
    #expect(deviation((triples[0..., 0] * 64 + triples[0..., 1] * 8 + triples[0..., 2]).bincount(minLength: 512)) < 3.1)
  }

  @Test func integers() {
    var generator = RandomGenerator(seed: 5)
    let x = Tensor<Int32>.randint([60_000], in: -3..<4, using: &generator)
    #expect(deviation((x + 3).bincount()) < 3.1 && x.min().item() == -3 && x.max().item() == 3)
    let wide = Tensor<Int32>.randint([10_000], in: .min ..< .max, using: &generator)
    #expect(distance(Tensor<Double>(wide)) { ($0 + 0x1p31) / 0x1p32 } < 1.95)
    let widest = Tensor<Int>.randint([10_000], in: .min ..< .max, using: &generator)
    #expect(distance(Tensor<Double>(widest)) { $0 / 0x1p64 + 0.5 } < 1.95)
    #expect(Tensor<UInt8>.permutation(256, using: &generator).sorted() == .init(Tensor<Int>.arange(256)))
  }

  /// Every order of four is as likely.
  @Test func permutations() {
    var generator = RandomGenerator(seed: 6)
    let numbers = (0..<12_000).map { _ in
      Tensor<Int32>.permutation(4, using: &generator).scalars.reduce(Int32(0)) { $0 * 4 + $1 }
    }
    let counts = Tensor<Int32>(numbers).uniqueElements().counts
    #expect(counts.count == 24 && deviation(counts) < 3.1)
    #expect(Tensor<Int32>.permutation(0, using: &generator).count == 0)
  }

  @Test func chances() {
    var generator = RandomGenerator(seed: 7)
    let share =
      Double(Tensor<Bool>.bernoulli([100_000], probability: 0.3, using: &generator).countNonzero().item()) / 1e5
    #expect(Swift.abs(share - 0.3) < 0.0048)
    #expect(!Tensor<Bool>.bernoulli([1000], probability: 0, using: &generator).any().item())
    #expect(Tensor<Bool>.bernoulli([1000], probability: 1, using: &generator).all().item())
    let weights: Tensor<Float> = [1, 0, 2, 1]
    let drawn = weights.multinomial(40_000, replacement: true, using: &generator).bincount(minLength: 4)
    #expect(drawn[1].item() == 0)
    #expect(Swift.abs(Double(drawn[2].item()) - 20_000) < 330 && Swift.abs(Double(drawn[0].item()) - 10_000) < 286)
    #expect(weights.multinomial(3, using: &generator).sorted().scalars == [0, 2, 3])
    #expect(Tensor<Float>.ones([5, 4]).multinomial(2, using: &generator).shape == [5, 2])
  }

  @Test func fillingInPlace() {
    var generator = RandomGenerator(seed: 8), other = generator
    var x = Tensor<Float>.zeros([300, 7])
    let shared = x
    x.fillNormal(mean: 1, std: 2, using: &generator)
    #expect(x == .normal([300, 7], mean: 1, std: 2, using: &other))
    let start = x.withUnsafeMutableScalars { Int(bitPattern: $0.baseAddress) }
    x.fillUniform(low: -1, high: 2, using: &generator)
    #expect(x == .uniform([300, 7], low: -1, high: 2, using: &other))
    x.fill(3)
    #expect(x == .full([300, 7], 3) && shared == .zeros([300, 7]))
    #expect(x.withUnsafeMutableScalars { Int(bitPattern: $0.baseAddress) } == start)
  }

  /// The same numbers whatever the threads and the chunks, and a copy of a generator goes on with the same ones.
  @Test func reproducible() {
    func draw(_ threads: Int) -> [Tensor<Double>] {
      withThreads(threads) {
        var generator = RandomGenerator(seed: 42)
        return [
          .normal([100_003], using: &generator), .uniform([100_003], using: &generator),
          Tensor<Double>(Tensor<Float>.normal([100_003], using: &generator)),
          Tensor<Double>(Tensor<Int32>.randint([100_003], in: 0..<1000, using: &generator)),
        ]
      }
    }
    #expect(draw(1) == draw(2) && draw(1) == draw(7))
    var generator = RandomGenerator(seed: 1)
    var copy = generator
    #expect(Tensor<Float>.normal([5], using: &generator) == .normal([5], using: &copy))
    var restored = RandomGenerator(state: generator.state)!
    #expect(generator.next() == restored.next() && generator.split() == restored.split())
    #expect(RandomGenerator(seed: 1) != RandomGenerator(seed: 2))
  }
}
