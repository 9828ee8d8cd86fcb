import Tensor
import Testing

/// Against what NumPy 2 gives for the same numbers.
@Suite struct CountingTests {
  private let x: Tensor<Double> = [[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9]]
  private let infinity = Double.infinity

  @Test func quantilesInterpolate() {
    let rows: [(Double, Double, [Double], [Double])] = [
      (0, 1, [3, 1, 4, 1, 3], [1, 2, 5]), (0.1, 1.4, [3.4, 1.2, 4.4, 1.8, 3.4], [1, 2.4, 5.8]),
      (0.25, 3, [4, 1.5, 5, 3, 4], [1, 3, 7]), (0.5, 5, [5, 2, 6, 5, 5], [3, 5, 8]),
      (0.75, 7.5, [7, 5, 7.5, 6, 7], [4, 6, 9]), (0.9, 9, [8.2, 6.8, 8.4, 6.6, 8.2], [4.6, 7.8, 9]),
      (1, 9, [9, 8, 9, 7, 9], [5, 9, 9]),
    ]
    for (q, all, columns, rows) in rows {
      #expect(isClose(x.quantile(q), Tensor(all)))
      #expect(isClose(x.quantile(q, axis: 0), Tensor(columns)))
      #expect(isClose(x.quantile(q, axis: -1), Tensor(rows)))
      #expect(isClose(x.transposed().quantile(q, axis: 0, keepDims: true), Tensor([rows])))
    }
    #expect(isClose(x.percentile(33.3, axis: 1), [1.664, 3.664, 7.332]))
    #expect(x.median().item() == 5)
    #expect(Tensor<Float>([4, 1, 3, 2]).median().item() == 2.5)
  }

  @Test func quantilesOfWhatIsNoNumber() {
    let y = Tensor<Double>([1, infinity, 2, -infinity, 3])
    #expect(y.quantile(0.5).item() == 2)
    #expect(y.quantile(0).item() == -infinity)
    #expect(y.quantile(1).item() == infinity)
    #expect(y.quantile(0.05).item().isNaN)
    #expect(Tensor<Double>([1, .nan, 3]).quantile(0).item().isNaN)
    #expect(Tensor<Double>.zeros([0]).quantile(0.5).item().isNaN)
    #expect(Tensor<Double>.zeros([2, 0]).quantile(0.5, axis: 1).shape == [2])
  }

  /// Beyond an infinite end there is no number, but the median is a mean.
  @Test func quantilesBetweenInfinities() {
    let above = Tensor<Double>([1, infinity]), below = Tensor<Double>([-infinity, 1])
    let quarters = [0.0, 0.25, 0.5, 0.75, 1]
    func bits(_ x: Tensor<Double>) -> [String] {
      quarters.map(x.quantile).map { $0.item().isNaN ? "nan" : "\($0.item())" }
    }
    #expect(bits(above) == ["1.0", "inf", "nan", "nan", "inf"])
    #expect(bits(below) == ["-inf", "nan", "-inf", "-inf", "1.0"])
    #expect(bits(Tensor([infinity, infinity])) == ["inf", "nan", "nan", "nan", "inf"])
    #expect(above.median().item() == infinity && below.median().item() == -infinity)
    #expect(Tensor<Double>([infinity, infinity, 1, 2]).median().item() == infinity)
    #expect(Tensor<Float>([-.infinity, .infinity]).median().item().isNaN)
    #expect(Tensor<Float>([-.infinity, 0, .infinity]).median().item() == 0)
  }

  @Test func quantilesDoNotOverflow() {
    let most = Tensor<Float>([3e38, -3e38]), same = Tensor<Float>([3e38, 3e38])
    #expect(most.median().item() == 0 && same.median().item() == 3e38 && same.quantile(0.3).item() == 3e38)
    #expect(most.quantile(0.25).item() == -1.5e38 && most.percentile(75).item() == 1.5e38)
    let wide = Tensor<Double>([-0x1.8p1023, 0x1.8p1023]), high = Tensor<Double>([0x1.8p1023, 0x1.cp1023])
    #expect(wide.quantile(0.25).item() == -0x1.8p1022 && wide.median().item() == 0)
    #expect(high.median().item() == 0x1.ap1023)
    #expect(Tensor<Double>([.leastNonzeroMagnitude, .leastNonzeroMagnitude]).median().item() == .leastNonzeroMagnitude)
  }

  /// Places are counted in Double from the fraction as it is written, for Floats too: 0.7 of eleven is the eighth alone.
  @Test func quantilesOfFloatsAreCountedInDouble() {
    let x = Tensor<Float>([0, 1, 2, 3, 4, 5, .infinity, 7, .infinity, .infinity, .infinity])
    #expect(x.quantile(0.7).item() == .infinity && x.quantile(0.6).item() == 7)
    #expect(Tensor<Float>.arange(11).quantile(0.7).item() == 7)
    #expect(Tensor<Float>.arange(10).quantile(0.3).item() == 2.7)
    #expect(Tensor<Float>.arange(1_000_001).quantile(0.9).item() == 900_000)
    let own: Float = 0.5
    #expect(
      Tensor<Float>.arange(3).quantile(own).item() == 1 && Tensor<Float>([1, 2]).percentile(own * 100).item() == 1.5)
  }

  @Test func severalQuantilesAtOnce() {
    let x = Tensor<Float>([[1, 2, 3, 4], [4, 3, .nan, 1]])
    let both = x.quantile([0, 0.5, 1], axis: 1)
    #expect(both.shape == [3, 2] && both[0..., 0].scalars == [1, 2.5, 4])
    #expect(both[0..., 1].scalars.filter { !$0.isNaN }.isEmpty)
    #expect(
      x[0].quantile([0.25, 0.75]).scalars == [1.75, 3.25]
        && x.quantile([0.5], axis: 0, keepDims: true).shape == [1, 1, 4])
    #expect(
      Tensor<Float>(5).quantile([0.1, 0.9]).scalars == [5, 5] && x.quantile([Double](), axis: 1).shape == [0, 2])
    #expect(Tensor<Float>.zeros([2, 0]).quantile([0.5, 1], axis: 1).scalars.filter { !$0.isNaN }.isEmpty)
  }

  @Test func histogramsHaveTheLowerEdgeAndTheLastBoth() {
    let d = Tensor<Double>([0, 0.1, 0.5, 0.5, 0.9, 1, 1, 2, -1, 0.25, 0.75, 0.3])
    let (counts, edges) = d.histogram()
    #expect(counts.scalars == [1, 0, 0, 2, 2, 3, 3, 0, 0, 1])
    #expect(isClose(edges, .linspace(-1, 2, count: 11)))
    #expect(d.histogram(bins: 4).counts.scalars == [1, 4, 6, 1])
    #expect(d.histogram(bins: 4, range: 0...1).counts.scalars == [2, 2, 2, 4])
    #expect(d.histogram(bins: 3, range: 0...0.9).counts.scalars == [3, 3, 2])
    #expect(d.histogram(bins: 1).counts.scalars == [12])
    let same = Tensor<Double>([2, 2, 2]).histogram(bins: 3)
    #expect(same.counts.scalars == [0, 3, 0])
    #expect(same.edges.scalars.first == 1.5 && same.edges.scalars.last == 2.5)
    #expect(Tensor<Double>.zeros([0]).histogram(bins: 2).edges.scalars == [0, 0.5, 1])
  }

  // Where NumPy says that there are too many bins for the range of the data.
  @Test func histogramEqual() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Double>([1e17, 1e17]).histogram()
    }
    #expect(message(result).contains("histogram: the range 1e+17...1e+17 cannot be divided into 10 bins"))
  }
  @Test func histogramWide() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Double>([1e308, -1e308]).histogram(bins: 3)
    }
    #expect(message(result).contains("histogram: the range -1e+308...1e+308 cannot be divided into 3 bins"))
  }
  @Test func histogramNarrow() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Double>([0, .leastNonzeroMagnitude]).histogram(bins: 2)
    }
    #expect(message(result).contains("histogram: the range 0.0...5e-324 cannot be divided into 2 bins"))
  }
  @Test func histogramOfEqualFloats() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>([16_777_216, 16_777_216]).histogram()
    }
    #expect(message(result).contains("histogram: the range 16777216.0...16777216.0 cannot be divided into 10 bins"))
  }

  @Test func histogramOfDenormals() {
    let tiny = 2024 * Double.leastNonzeroMagnitude
    let (counts, edges) = Tensor<Double>([tiny, 2 * tiny]).histogram()
    #expect(counts.scalars == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(edges.scalars.first == tiny && edges.scalars.last == 2 * tiny)
  }

  /// Edges of Floats are Floats, and elements that stand on one of them belong to the bin above.
  @Test func histogramOfFloatsOnEdges() {
    let f = Tensor<Float>((0..<1000).map { Float($0 % 37) / 10 })
    #expect(f.histogram(bins: 9).counts.scalars == [109, 108, 108, 108, 108, 108, 108, 108, 135])
  }

  @Test func searchsortedPutsBeforeOrAfterEquals() {
    let a = Tensor<Double>([1, 2, 2, 2, 5, 7])
    let v = Tensor<Double>([0, 1, 2, 2.5, 5, 7, 8, .nan, infinity, -infinity])
    #expect(a.searchsorted(v).scalars == [0, 0, 1, 4, 4, 5, 6, 6, 6, 0])
    #expect(a.searchsorted(v, right: true).scalars == [0, 1, 4, 4, 5, 6, 6, 6, 6, 0])
    let end = Tensor<Double>([1, 2, .nan, .nan])
    #expect(end.searchsorted([0, 2, 3, .nan]).scalars == [0, 1, 2, 2])
    #expect(end.searchsorted([0, 2, 3, .nan], right: true).scalars == [0, 2, 2, 4])
    let rows: Tensor<Float> = [[1, 3, 5], [2, 4, 6]]
    #expect(rows.searchsorted([[3, 6], [4, 1]]).scalars == [1, 3, 1, 0])
    #expect(rows.searchsorted([[3, 6], [4, 1]], right: true).scalars == [2, 3, 2, 0])
    #expect(a.searchsorted(v.reshaped(2, 5)).shape == [2, 5])
  }

  @Test func bincountCountsAndWeighs() {
    let b = Tensor<Int32>([0, 3, 1, 3, 7, 1, 3])
    #expect(b.bincount().scalars == [1, 2, 0, 3, 0, 0, 0, 1])
    #expect(b.bincount(minLength: 10).scalars == [1, 2, 0, 3, 0, 0, 0, 1, 0, 0])
    let weights = Tensor<Double>([0.5, 1, 2, -1, 4, 0.25, 1])
    #expect(b.bincount(weights: weights).scalars == [0.5, 2.25, 0, 1, 0, 0, 0, 4])
    #expect(Tensor<Int>.zeros([0]).bincount(minLength: 3).scalars == [0, 0, 0])
  }

  @Test func uniqueElementsKnowTheirPlaces() {
    let (values, inverse, counts) = Tensor<Double>([3, 1, 3, 2, 1, 3]).uniqueElements()
    #expect(values.scalars == [1, 2, 3])
    #expect(inverse.scalars == [2, 0, 2, 1, 0, 2])
    #expect(counts.scalars == [2, 1, 3])
  }

  private func isClose(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Bool {
    a.shape == b.shape && zip(a.scalars, b.scalars).allSatisfy { abs($0 - $1) <= 1e-12 * abs($1) }
  }
}
