public import Tensor

/// What a checkpoint knows a loader's data by.
package struct DataSignature: Equatable, Sendable {
  /// How many samples there are.
  package let samples: Int
  /// How they are put into batches.
  package let batchSize: Int, dropLast: Bool
  /// A checksum of the first and the last samples.
  package let digest: String

  /// As it stands in a file.
  package var text: String { "\(samples) \(batchSize) \(dropLast) \(digest)" }

  /// nil for another text.
  package init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 4, let samples = Int(parts[0]), let batchSize = Int(parts[1]), let dropLast = Bool(parts[2])
    else { return nil }
    (self.samples, self.batchSize, self.dropLast, digest) = (samples, batchSize, dropLast, parts[3])
  }

  fileprivate init(samples: Int, batchSize: Int, dropLast: Bool, digest: String) {
    (self.samples, self.batchSize, self.dropLast, self.digest) = (samples, batchSize, dropLast, digest)
  }

  /// How this one's data differ from those that a run was made with; nil where they are the same.
  package func difference(from old: DataSignature) -> String? {
    if samples != old.samples { return "was made with \(old.samples) samples, there are \(samples)" }
    if batchSize != old.batchSize { return "was made with batches of \(old.batchSize), these are of \(batchSize)" }
    if dropLast != old.dropLast {
      return "was made \(old.dropLast ? "without" : "with") the last short batch of an epoch, which is now "
        + (dropLast ? "left out" : "there")
    }
    return digest == old.digest ? nil : "was made with other data: the first or the last samples differ"
  }
}

extension DataLoader {
  /// What a checkpoint knows the data by. Features count where they are a tensor of a set that does not change them at
  /// random, which of the sets of others nobody knows.
  package var signature: DataSignature {
    var checksum = CRC32()
    let count = dataset.count, edge = Swift.min(16, count)
    for range in [0..<edge, (count - edge)..<count] where !range.isEmpty {
      let (features, labels) = dataset.batch(range)
      if dataset is any UnchangingDataset { (features as? any Checksummed)?.add(to: &checksum) }
      (labels as? any Checksummed)?.add(to: &checksum)
    }
    return DataSignature(
      samples: count, batchSize: batchSize, dropLast: dropLast, digest: String(checksum.value, radix: 16))
  }
}

/// A set whose samples are the same whenever they are taken.
private protocol UnchangingDataset {}
extension TensorDataset: UnchangingDataset {}
extension FashionMNIST: UnchangingDataset {}
extension MNIST: UnchangingDataset {}

private protocol Checksummed {
  func add(to checksum: inout CRC32)
}
extension Tensor: Checksummed {
  fileprivate func add(to checksum: inout CRC32) {
    let tensor = DynamicTensor(self)
    checksum.update(Array("\(tensor.scalarType) \(shape)\n".utf8))
    tensor.withUnsafeBytes { checksum.update($0) }
  }
}
