import Synchronization
public import Tensor

/// The samples of a data set by the batch: a sequence of pairs of features and labels, one pass for each epoch.
///
///     for (x, y) in DataLoader(train, batchSize: 256, shuffle: true, using: &rng) { step(x, y) }
///
/// Each pass over a shuffling loader has a new order, which depends only on the generator it was made with. Equals
/// PyTorch's `DataLoader`, but a batch is gathered in one go.
public final class DataLoader<Source: Dataset>: Sequence, Sendable {
  /// Where the samples come from.
  public let dataset: Source
  /// Samples in a batch; the last one of an epoch may have fewer.
  public let batchSize: Int
  /// Whether each epoch has an order of its own.
  public let shuffle: Bool
  /// Whether a last batch with fewer samples is left out.
  public let dropLast: Bool
  /// How many batches are gathered ahead on a thread of their own; 0 gathers each when it is asked for.
  public let prefetch: Int

  private let state: Mutex<DataLoaderPosition>

  private init(
    _ dataset: Source, batchSize: Int, shuffle: Bool, dropLast: Bool, prefetch: Int, key: UInt64
  ) {
    require(batchSize >= 1, "DataLoader: batchSize \(batchSize): at least 1 is needed")
    require(prefetch >= 0, "DataLoader: prefetch \(prefetch): 0 or more is needed")
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffle = shuffle
    self.dropLast = dropLast
    self.prefetch = prefetch
    state = Mutex(DataLoaderPosition(key: key, epoch: 0, batch: 0))
  }

  /// A loader whose orders follow from a generator, of which it takes a part for itself.
  ///
  /// Traps for a `batchSize` below 1.
  public convenience init(
    _ dataset: Source, batchSize: Int, shuffle: Bool = false, dropLast: Bool = false, prefetch: Int = 0,
    using generator: inout RandomGenerator
  ) {
    var own = generator.split()
    self.init(
      dataset, batchSize: batchSize, shuffle: shuffle, dropLast: dropLast, prefetch: prefetch, key: own.next())
  }

  /// A loader whose orders follow from the default generator.
  ///
  /// Traps for a `batchSize` below 1.
  public convenience init(
    _ dataset: Source, batchSize: Int, shuffle: Bool = false, dropLast: Bool = false, prefetch: Int = 0
  ) {
    var own = shuffle ? DefaultRandomGenerator.split() : RandomGenerator(seed: 0)
    self.init(
      dataset, batchSize: batchSize, shuffle: shuffle, dropLast: dropLast, prefetch: prefetch, key: own.next())
  }

  /// The number of batches in an epoch.
  public var batchCount: Int {
    dropLast ? dataset.count / batchSize : (dataset.count + batchSize - 1) / batchSize
  }

  /// The number of batches in an epoch.
  public var underestimatedCount: Int { 0 }

  /// Where the next batch comes from: what has to be saved to go on after an interruption.
  ///
  /// Setting it makes the next pass over the loader start there, with the rest of the epoch in the same order.
  public var position: DataLoaderPosition {
    get { state.withLock { $0.batch >= batchCount && $0.batch > 0 ? $0.nextEpoch : $0 } }
    set {
      require(
        newValue.batch >= 0 && newValue.batch <= batchCount,
        "DataLoader.position: batch \(newValue.batch) is out of range: an epoch has \(batchCount)")
      state.withLock {
        $0 = newValue
        $0.isResumed = true
      }
    }
  }

  /// A pass over the samples: the rest of an epoch after `position` was set, a new epoch otherwise.
  public func makeIterator() -> DataLoaderIterator<Source> {
    let start = state.withLock { position in
      if !position.isResumed, position.hasStarted { position = position.nextEpoch }
      position.isResumed = false
      position.hasStarted = true
      return position
    }
    return DataLoaderIterator(self, from: start)
  }

  /// The order of an epoch: nil for the order of the data set.
  func order(_ position: DataLoaderPosition) -> Tensor<Int32>? {
    guard shuffle else { return nil }
    var generator = RandomGenerator(seed: position.key &+ UInt64(position.epoch) &* 0x9e37_79b9_7f4a_7c15)
    return Tensor<Int32>.permutation(dataset.count, using: &generator)
  }

  /// A batch of an epoch.
  func batch(_ number: Int, _ order: Tensor<Int32>?) -> (Source.Features, Source.Labels) {
    let range = number * batchSize..<Swift.min((number + 1) * batchSize, dataset.count)
    guard let order else { return dataset.batch(range) }
    return dataset.batch(order[range])
  }

  /// Notes that a batch has been handed out.
  func advance(_ position: DataLoaderPosition) {
    state.withLock { if $0.epoch == position.epoch, $0.key == position.key { $0.batch = position.batch } }
  }
}

extension DataLoader {
  /// Batches of the rows of two tensors.
  ///
  /// Traps for a `batchSize` below 1, and where the tensors differ in the number of rows.
  public convenience init<FeatureScalar, LabelScalar>(
    _ features: Tensor<FeatureScalar>, _ labels: Tensor<LabelScalar>, batchSize: Int, shuffle: Bool = false,
    dropLast: Bool = false, prefetch: Int = 0, using generator: inout RandomGenerator
  ) where Source == TensorDataset<FeatureScalar, LabelScalar> {
    self.init(
      TensorDataset(features, labels), batchSize: batchSize, shuffle: shuffle, dropLast: dropLast, prefetch: prefetch,
      using: &generator)
  }

  /// Batches of the rows of two tensors, in orders that follow from the default generator.
  ///
  /// Traps for a `batchSize` below 1, and where the tensors differ in the number of rows.
  public convenience init<FeatureScalar, LabelScalar>(
    _ features: Tensor<FeatureScalar>, _ labels: Tensor<LabelScalar>, batchSize: Int, shuffle: Bool = false,
    dropLast: Bool = false, prefetch: Int = 0
  ) where Source == TensorDataset<FeatureScalar, LabelScalar> {
    self.init(
      TensorDataset(features, labels), batchSize: batchSize, shuffle: shuffle, dropLast: dropLast, prefetch: prefetch)
  }
}

/// A place in the sequence of batches that a loader gives, over all epochs.
public struct DataLoaderPosition: Hashable, Sendable, Codable {
  /// What the orders of the epochs follow from.
  public let key: UInt64
  /// The epoch, counted from 0.
  public internal(set) var epoch: Int
  /// The next batch of the epoch.
  public internal(set) var batch: Int
  var hasStarted = false
  var isResumed = false

  private enum CodingKeys: CodingKey { case key, epoch, batch }

  package init(key: UInt64, epoch: Int, batch: Int) {
    self.key = key
    self.epoch = epoch
    self.batch = batch
  }

  var nextEpoch: DataLoaderPosition { DataLoaderPosition(key: key, epoch: epoch + 1, batch: 0) }
}
