public import Tensor

/// A random choice of positions for training and for testing, out of 0..<count.
///
///     let (trainIndices, testIndices) = trainTestSplit(100, testFraction: 0.2, using: &rng)
///
/// The test part has ⌈count · testFraction⌉ positions. With `stratify`, the class of each position, every class is in
/// both parts in its share. Traps where a part would be empty. Equals scikit-learn's `train_test_split`, but for the
/// numbers drawn.
public func trainTestSplit(
  _ count: Int, testFraction: Double = 0.25, stratify classes: Tensor<Int32>? = nil,
  using generator: inout RandomGenerator
) -> (train: Tensor<Int32>, test: Tensor<Int32>) {
  require(testFraction > 0 && testFraction < 1, "trainTestSplit: testFraction \(testFraction) is outside 0..<1")
  let testCount = Int((Double(count) * testFraction).rounded(.up))
  require(
    testCount > 0 && testCount < count, "trainTestSplit: \(testCount) of \(count) for testing leaves a part empty")
  let order = Tensor<Int32>.permutation(count, using: &generator).scalars
  guard let classes else { return (Tensor(Array(order[testCount...])), Tensor(Array(order[..<testCount]))) }

  require(classes.count == count, "trainTestSplit: \(classes.count) classes for \(count) positions")
  let labels = classes.scalars
  let groups = Dictionary(grouping: order) { labels[Int($0)] }.sorted { $0.key < $1.key }.map(\.value)
  let shares = apportion(testCount, among: groups.map(\.count))
  var (train, test): ([Int32], [Int32]) = ([], [])
  for (group, share) in zip(groups, shares) {
    test += group[..<share]
    train += group[share...]
  }
  // Classes one after the other would make every batch of one kind.
  func mixed(_ part: [Int32]) -> Tensor<Int32> {
    Tensor(part).take(Tensor<Int32>.permutation(part.count, using: &generator))
  }
  return (mixed(train), mixed(test))
}

/// `total` in the proportion of the weights, by largest remainders.
private func apportion(_ total: Int, among weights: [Int]) -> [Int] {
  let sum = weights.reduce(0, +)
  var shares = weights.map { $0 * total / sum }
  let byRemainder = weights.indices.sorted { weights[$0] * total % sum > weights[$1] * total % sum }
  for index in byRemainder.prefix(total - shares.reduce(0, +)) { shares[index] += 1 }
  return shares
}

/// Cross-validation: the positions in k parts of nearly equal size, each of them once for validation, the others for
/// training.
///
///     for fold in KFold(5).split(1460) { fit(x[fold.train], x[fold.validation]) }
///
/// The first count % k parts have one position more. Equals scikit-learn's `KFold`.
public struct KFold: Sendable {
  /// One way of splitting.
  public struct Fold: Sendable {
    /// The positions to train with, ascending unless shuffled.
    public let train: Tensor<Int32>
    /// The positions to validate with.
    public let validation: Tensor<Int32>
  }

  /// The number of parts.
  public let count: Int

  /// Traps for less than two parts.
  public init(_ count: Int) {
    require(count >= 2, "KFold: \(count) parts: at least 2 are needed")
    self.count = count
  }

  /// The folds of 0..<count, in order. Traps where there are fewer positions than parts, or more than an `Int32` can tell.
  public func split(_ count: Int) -> [Fold] {
    require(count >= self.count && count <= Int32.max, "KFold: \(count) positions for \(self.count) parts")
    return folds(Array(0..<Int32(count)))
  }

  /// The folds of 0..<count in a random order.
  public func split(_ count: Int, using generator: inout RandomGenerator) -> [Fold] {
    folds(Tensor<Int32>.permutation(count, using: &generator).scalars)
  }

  private func folds(_ order: [Int32]) -> [Fold] {
    require(order.count >= count, "KFold: \(order.count) positions for \(count) parts")
    var start = 0
    return (0..<count).map { part in
      let size = order.count / count + (part < order.count % count ? 1 : 0)
      defer { start += size }
      return Fold(
        train: Tensor(Array(order[..<start] + order[(start + size)...])),
        validation: Tensor(Array(order[start..<(start + size)])))
    }
  }
}
