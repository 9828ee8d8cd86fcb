import Optim
package import Tensor

// How the parts of a run are written as tensors.

extension NamedTensors {
  /// Adds tensors, their names with a prefix.
  package mutating func add(_ tensors: NamedTensors, under prefix: String) {
    for (name, tensor) in tensors { self[prefix + name] = tensor }
  }

  /// The tensors whose names have a prefix, without it.
  package func under(_ prefix: String) -> NamedTensors {
    var result = NamedTensors()
    for (name, tensor) in self where name.hasPrefix(prefix) { result[String(name.dropFirst(prefix.count))] = tensor }
    return result
  }

  /// A checksum of names, shapes, elements and metadata.
  package var digest: String {
    var checksum = CRC32()
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where key != "digest" {
      checksum.update(Array("\(key)=\(value)\n".utf8))
    }
    for (name, tensor) in sorted(by: { $0.name < $1.name }) {
      checksum.update(Array("\(name) \(tensor.scalarType) \(tensor.shape)\n".utf8))
      tensor.withUnsafeBytes { checksum.update($0) }
    }
    return String(checksum.value, radix: 16)
  }
}

extension TensorFileError {
  /// The message without the name of the file.
  var reason: String {
    switch self {
    case .cannotRead(_, let reason): "cannot be read: \(reason)"
    case .cannotWrite(_, let reason): "cannot be written: \(reason)"
    case .malformed(_, let offset, let reason): "is damaged, or no safetensors file: byte \(offset): \(reason)"
    case .unsupported(_, let offset, let reason): "byte \(offset): \(reason)"
    case .missing(_, let name): "has no array \"\(name)\""
    }
  }
}

extension RandomGenerator {
  /// The state as numbers.
  package var tensor: Tensor<Int> { Tensor<Int>(state.map { Int(bitPattern: UInt($0)) }) }

  /// The generator that was written under a name. Throws where there is none.
  package init(_ content: NamedTensors, _ name: String) throws {
    let words = try content.tensor(name, as: Int.self).scalars.map { UInt64(UInt(bitPattern: $0)) }
    guard let generator = RandomGenerator(state: words) else {
      throw TensorFileError.missing(file: "checkpoint", name: name)
    }
    self = generator
  }
}

extension History {
  /// The names of the metrics, and whether there was validation.
  var names: String {
    guard let first = epochs.first else { return "" }
    return ([first.validation == nil ? "train" : "test"] + first.metrics.map(\.name)).joined(separator: "\n")
  }

  /// A row for each epoch: loss, seconds, learning rate, metrics; and the same of the validation.
  var namedTensors: NamedTensors {
    guard let first = epochs.first else { return NamedTensors() }
    let rows = epochs.map { [$0.loss, $0.seconds, $0.learningRate] + $0.metrics.map(\.value) }
    var result: NamedTensors = ["train": Tensor<Double>(rows)]
    if first.validation != nil {
      let rows = epochs.map { record -> [Double] in
        guard let validation = record.validation else { return [] }
        return [validation.loss, Double(validation.count)] + validation.metrics.map(\.value)
      }
      result["test"] = DynamicTensor(Tensor<Double>(rows))
    }
    return result
  }

  init(_ content: NamedTensors, names: String) throws {
    let names = names.split(separator: "\n").map(String.init).dropFirst()
    guard content["train"] != nil else { return }
    let train = try content.tensor("train", as: Double.self)
    let test = content["test"] == nil ? nil : try content.tensor("test", as: Double.self)
    for row in 0..<train.shape[0] {
      let figures = train[row].scalars
      var record = EpochRecord(
        epoch: row + 1, loss: figures[0], metrics: Array(zip(names, figures.dropFirst(3))), validation: nil,
        seconds: figures[1], learningRate: figures[2])
      if let figures = test?[row].scalars {
        record.validation = Evaluation(
          loss: figures[0], metrics: Array(zip(names, figures.dropFirst(2))), count: Int(figures[1]))
      }
      epochs.append(record)
    }
  }
}
