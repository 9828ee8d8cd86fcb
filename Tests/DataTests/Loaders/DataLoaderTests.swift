import Data
import Tensor
import Testing

@Suite struct DataLoaderTests {
  private let features = Tensor<Float>.arange(0, 23).reshaped([23, 1])
  private let labels = Tensor<Int32>.arange(0, 23)

  @Test func orderIsThatOfTheSetWithAShortLastBatch() {
    let loader = DataLoader(features, labels, batchSize: 5)
    let batches = Array(loader)
    #expect(loader.batchCount == 5)
    #expect(batches.map { $0.0.shape } == [[5, 1], [5, 1], [5, 1], [5, 1], [3, 1]])
    #expect(batches.flatMap { $0.1.scalars } == Array(0..<23))
    #expect(batches.flatMap { $0.0.scalars } == (0..<23).map(Float.init))
  }

  @Test func lastBatchCanBeDropped() {
    let loader = DataLoader(features, labels, batchSize: 5, dropLast: true)
    #expect(loader.batchCount == 4)
    #expect(Array(loader).count == 4)
    #expect(Array(DataLoader(features[0..<0], labels[0..<0], batchSize: 5)).isEmpty)
  }

  @Test(arguments: [0, 3]) func shufflingKeepsPairsAndChangesEachEpoch(prefetch: Int) {
    var rng = RandomGenerator(seed: 1)
    let loader = DataLoader(features, labels, batchSize: 4, shuffle: true, prefetch: prefetch, using: &rng)
    let epochs = (0..<3).map { _ in Array(loader) }
    for epoch in epochs {
      #expect(epoch.flatMap { $0.1.scalars }.sorted() == Array(0..<23))
      #expect(epoch.allSatisfy { $0.0.scalars == $0.1.scalars.map(Float.init) })
    }
    #expect(Set(epochs.map { $0.flatMap { $0.1.scalars } }).count == 3)
  }

  @Test func sameGeneratorGivesSameOrders() {
    func run(prefetch: Int) -> [[Int32]] {
      var rng = RandomGenerator(seed: 9)
      let loader = DataLoader(features, labels, batchSize: 4, shuffle: true, prefetch: prefetch, using: &rng)
      return (0..<2).map { _ in loader.flatMap { $0.1.scalars } }
    }
    #expect(run(prefetch: 0) == run(prefetch: 2))
    var rng = RandomGenerator(seed: 9)
    let first = DataLoader(features, labels, batchSize: 23, shuffle: true, using: &rng)
    let second = DataLoader(features, labels, batchSize: 23, shuffle: true, using: &rng)
    #expect(Array(first)[0].1.scalars != Array(second)[0].1.scalars, "two loaders from one generator differ")
  }

  @Test(arguments: [0, 2]) func positionGoesOnWhereItWasSaved(prefetch: Int) {
    func make() -> DataLoader<TensorDataset<Float, Int32>> {
      var rng = RandomGenerator(seed: 4)
      return DataLoader(features, labels, batchSize: 6, shuffle: true, prefetch: prefetch, using: &rng)
    }
    let whole = make()
    let expected = (0..<3).map { _ in whole.map { $0.1.scalars } }
    let broken = make()
    for _ in broken {}
    var iterator = broken.makeIterator()
    _ = iterator.next()
    _ = iterator.next()
    let saved = broken.position
    #expect(saved.epoch == 1 && saved.batch == 2)
    let resumed = make()
    resumed.position = saved
    #expect(resumed.map { $0.1.scalars } == Array(expected[1][2...]))
    #expect(resumed.map { $0.1.scalars } == expected[2])
    #expect(resumed.position.epoch == 3 && resumed.position.batch == 0)
  }

  @Test func wrongSizesTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = DataLoader(Tensor<Float>.zeros([3, 1]), Tensor<Int32>.zeros([3]), batchSize: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = TensorDataset(Tensor<Float>.zeros([3, 1]), Tensor<Int32>.zeros([4]))
    }
    await #expect(processExitsWith: .failure) {
      _ = TensorDataset(Tensor<Float>.zeros([3, 1]), Tensor<Int32>.zeros([3])).batch(2..<4)
    }
  }

  @Test func subsetTakesItsOwnPositions() {
    let subset = Subset(TensorDataset(features, labels), [20, 3, 7])
    #expect(subset.count == 3)
    #expect(subset.batch(1..<3).1.scalars == [3, 7])
    #expect(DataLoader(subset, batchSize: 2).flatMap { $0.0.scalars } == [20, 3, 7])
  }

  /// Batches that are large enough to be gathered by several threads.
  @Test func largeBatchesKeepTheOrder() {
    let rows = 5000
    let wide = Tensor<Float>.arange(0, Float(rows)).reshaped([rows, 1]).broadcast(to: [rows, 80]).contiguous()
    let numbers = Tensor<Int32>.arange(0, Int32(rows))
    var rng = RandomGenerator(seed: 6)
    let epoch = Array(DataLoader(wide, numbers, batchSize: 256, shuffle: true, using: &rng))
    #expect(epoch.count == 20 && epoch[19].0.shape == [136, 80])
    #expect(epoch.flatMap { $0.1.scalars }.sorted() == Array(0..<Int32(rows)))
    for (x, y) in epoch { #expect(x[0..., 79].scalars == y.scalars.map(Float.init)) }
  }
}
