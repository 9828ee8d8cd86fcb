import Autograd
public import Tensor

extension Module {
  /// The values of all parameters and buffers by name, with the keys and shapes that PyTorch gives them: `0.weight`,
  /// `hidden.bias`. A parameter that is used twice is there once, under the first of its names; two that share a name,
  /// `_scale` and `scale`, stop.
  ///
  ///     try Safetensors.save(net.stateDictionary(), to: url)
  public func stateDictionary() -> NamedTensors {
    var state = NamedTensors()
    for entry in stateEntries() { state[entry.name] = entry.value }
    return state
  }

  /// Takes over the values of a state dictionary, of this project or of PyTorch.
  ///
  /// - Parameters:
  ///   - state: the values by name.
  ///   - strict: throw where keys are missing or left over; if not, they are only reported. Shapes must fit either way.
  /// - Returns: the keys that did not match.
  ///
  /// Throws with the list of everything that does not fit, and then nothing is changed.
  @discardableResult
  public func load(_ state: NamedTensors, strict: Bool = true) throws(StateDictionaryError) -> StateDictionaryMismatch {
    walk(unready: { path, module in
      let weight = state[path.isEmpty ? "weight" : "\(path).weight"]
      guard let weight, weight.shape.count == 2 else { module.stopUnready() }
      module.prepare(inputs: weight.shape[1])
    }) { _, _ in }
    let entries = stateEntries()
    var mismatch = StateDictionaryMismatch()
    var known = Set<String>()
    var changes: [() -> Void] = []
    for entry in entries {
      known.formUnion(entry.aliases)
      guard let name = entry.aliases.first(where: { state[$0] != nil }), let tensor = state[name] else {
        mismatch.missing.append(entry.name)
        continue
      }
      if tensor.shape != entry.value.shape {
        mismatch.misshapen.append((name, entry.value.shape, tensor.shape))
      } else if let change = entry.assignment(tensor) {
        changes.append(change)
      } else {
        mismatch.mistyped.append((name, entry.value.scalarType, tensor.scalarType))
      }
    }
    mismatch.unexpected = (state.names + state.unreadable.map(\.name)).filter { !known.contains($0) }
    if !mismatch.misshapen.isEmpty || !mismatch.mistyped.isEmpty || (strict && !mismatch.isEmpty) {
      throw StateDictionaryError(mismatch: mismatch)
    }
    for change in changes { change() }
    return mismatch
  }

  /// Writes the state dictionary to a safetensors file. `location` is a path or a file URL.
  public func save(to location: some CustomStringConvertible) throws(TensorFileError) {
    try Safetensors.save(stateDictionary(), to: location)
  }

  /// Takes over the state dictionary of a safetensors file.
  ///
  /// Throws `TensorFileError`, or `StateDictionaryError` where it does not fit.
  @discardableResult
  public func load(from location: some CustomStringConvertible, strict: Bool = true) throws -> StateDictionaryMismatch {
    let state = try Safetensors.load(location)
    do {
      return try load(state, strict: strict)
    } catch {
      // A key that is there, in a type that is not supported, is not missing.
      throw state.unreadable.first { error.mismatch.missing.contains($0.name) }?.error ?? error
    }
  }
}

/// What did not match between a model and a state dictionary.
public struct StateDictionaryMismatch: Sendable {
  /// Keys of the model that the dictionary does not have.
  public var missing: [String] = []
  /// Keys of the dictionary that the model does not have.
  public var unexpected: [String] = []
  /// Keys of both whose shapes differ.
  public var misshapen: [(name: String, expected: Shape, found: Shape)] = []
  /// Keys of both whose scalars cannot be converted.
  public var mistyped: [(name: String, expected: ScalarType, found: ScalarType)] = []

  /// Whether everything matched.
  public var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty && misshapen.isEmpty && mistyped.isEmpty }
}

/// A state dictionary that does not fit a model.
public struct StateDictionaryError: Error, CustomStringConvertible {
  /// Everything that does not.
  public let mismatch: StateDictionaryMismatch

  /// One line for each kind.
  public var description: String {
    var lines: [String] = []
    if !mismatch.missing.isEmpty { lines.append("missing: \(mismatch.missing.joined(separator: ", "))") }
    if !mismatch.unexpected.isEmpty { lines.append("unexpected: \(mismatch.unexpected.joined(separator: ", "))") }
    lines += mismatch.misshapen.map { "\($0.name): shape \($0.found), \($0.expected) expected" }
    lines += mismatch.mistyped.map { "\($0.name): \($0.found), \($0.expected) expected" }
    return "the state dictionary does not fit the model\n  " + lines.map(\.visible).joined(separator: "\n  ")
  }
}
