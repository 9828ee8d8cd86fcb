/// Tensors by name, in the order of the file that they came from or are written to.
///
///     let tensors: NamedTensors = ["w": weight, "labels": labels]
///     let w: Tensor<Float> = try tensors.tensor("w")
public struct NamedTensors: Sendable {
  private var entries: [(name: String, tensor: DynamicTensor)] = []
  private var places: [String: Int] = [:]
  /// Text that goes with the tensors; only safetensors files hold it.
  public var metadata: [String: String] = [:]
  /// Entries of the file that tensors do not hold, a type or a number of axes that is not known, with the reason; in
  /// the order of the file. They are no elements of the collection; `tensor(_:as:)` throws their error.
  public private(set) var unreadable: [(name: String, error: TensorFileError)] = []
  /// The file, for messages.
  var file = "tensors"

  /// No tensors.
  public init() {}

  /// Tensors of one or several types in the order given.
  ///
  /// Traps if a name appears twice.
  public init(_ tensors: some Sequence<(String, any DynamicTensorConvertible)>) {
    for (name, tensor) in tensors {
      guard places[name] == nil else { fail("NamedTensors: the name \"\(name)\" appears twice") }
      self[name] = tensor.dynamicTensor
    }
  }

  /// Tensors of a dictionary, in the order of their names.
  public init<Scalar: TensorScalar>(_ tensors: [String: Tensor<Scalar>]) {
    self.init(tensors.sorted { $0.key < $1.key }.map { ($0.key, $0.value as any DynamicTensorConvertible) })
  }

  /// The names, in order.
  public var names: [String] { entries.map(\.name) }

  /// The tensor of that name; setting nil takes it out, setting a new name puts it last.
  public subscript(name: String) -> DynamicTensor? {
    get { places[name].map { entries[$0].tensor } }
    set {
      unreadable.removeAll { $0.name == name }
      switch (places[name], newValue) {
      case (let place?, let tensor?): entries[place].tensor = tensor
      case (nil, let tensor?):
        places[name] = entries.count
        entries.append((name, tensor))
      case (let place?, nil):
        entries.remove(at: place)
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
      case (nil, nil): break
      }
    }
  }

  /// The tensor of that name as one of `Scalar`; see `DynamicTensor.tensor(as:)` for conversions.
  ///
  /// Throws if there is none, it holds something else, or it is one of those that are not readable.
  public func tensor<Scalar: TensorScalar>(
    _ name: String, as type: Scalar.Type = Scalar.self
  ) throws(TensorFileError) -> Tensor<Scalar> {
    guard let tensor = self[name] else {
      throw unreadable.first { $0.name == name }?.error ?? .missing(file: file, name: name)
    }
    return try tensor.tensor(as: type)
  }

  /// Takes over what `read` gives. An entry that is not supported is kept as not readable, unless it was asked for.
  mutating func add(
    _ name: String, isWanted: Bool, _ read: () throws(TensorFileError) -> DynamicTensor
  ) throws(TensorFileError) {
    do throws(TensorFileError) {
      self[name] = try read()
    } catch .unsupported(let file, let offset, let reason) where !isWanted {
      unreadable.append((name, .unsupported(file: file, offset: offset, reason: reason)))
    }
  }

  /// Throws where something would be lost in writing these tensors to another file.
  func checkWritable(_ path: String) throws(TensorFileError) {
    guard let first = unreadable.first else { return }
    throw .cannotWrite(
      file: path,
      reason: "\"\(first.name)\" of \(file) could not be read and would be lost; setting it to nil leaves it out")
  }
}

extension NamedTensors: RandomAccessCollection {
  /// 0
  public var startIndex: Int { 0 }
  /// The number of tensors.
  public var endIndex: Int { entries.count }
  /// The name and the tensor at a place.
  public subscript(place: Int) -> (name: String, tensor: DynamicTensor) { entries[place] }
}

extension NamedTensors: ExpressibleByDictionaryLiteral {
  /// `["w": weight, "labels": labels]`, of one or several scalar types.
  public init(dictionaryLiteral tensors: (String, any DynamicTensorConvertible)...) { self.init(tensors) }
}
