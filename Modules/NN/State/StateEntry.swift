import Autograd
import Tensor

/// A parameter or a buffer as a state dictionary has it.
struct StateEntry {
  /// The first of its names is the key under which it is written.
  var aliases: [String]
  let value: DynamicTensor
  /// What puts another tensor of the same shape in its place; nil if its scalars cannot be converted.
  let assignment: (DynamicTensor) -> (() -> Void)?

  var name: String { aliases[0] }

  init(_ name: String, _ parameter: Parameter) {
    aliases = [name]
    value = DynamicTensor(parameter.value)
    assignment = { tensor in
      guard let tensor = try? tensor.tensor(as: Float.self) else { return nil }
      return { parameter.value = tensor }
    }
  }

  init<Some: ModuleBuffer>(_ name: String, _ buffer: Some) {
    aliases = [name]
    value = DynamicTensor(buffer.value)
    assignment = { tensor in
      guard let tensor = try? tensor.tensor(as: Some.Scalar.self) else { return nil }
      return { buffer.value = tensor }
    }
  }
}

extension Module {
  /// Parameters and buffers in order, each once with all of its names.
  ///
  /// Stops where two of them have one name: a file could hold only one of them.
  func stateEntries() -> [StateEntry] {
    var entries: [StateEntry] = []
    var places: [ObjectIdentifier: Int] = [:]
    var names = Set<String>()
    func add(_ entry: StateEntry) {
      guard names.insert(entry.name).inserted else {
        fail("\(type(of: self)): two parameters or buffers have the name '\(entry.name)' and could not be told apart")
      }
      entries.append(entry)
    }
    walkAliases { name, member in
      switch member {
      case .parameter(let parameter):
        if let place = places[parameter.id] { return entries[place].aliases.append(name) }
        places[parameter.id] = entries.count
        add(StateEntry(name, parameter))
      case .buffer(let buffer):
        let name = buffer.name.map { name.replacingLastPart(with: $0) } ?? name
        if let place = places[ObjectIdentifier(buffer)] { return entries[place].aliases.append(name) }
        places[ObjectIdentifier(buffer)] = entries.count
        add(StateEntry(name, buffer))
      case .module, .generator: return
      }
    }
    return entries
  }

  /// The generators of the layers by name.
  package func namedGenerators() -> [(name: String, generator: LayerGenerator)] {
    var result: [(name: String, generator: LayerGenerator)] = []
    walk { name, member in if case .generator(let generator) = member { result.append((name, generator)) } }
    return result
  }
}

extension String {
  /// `0.runningMean` with `running_mean` is `0.running_mean`.
  fileprivate func replacingLastPart(with name: String) -> String {
    guard let dot = lastIndex(of: ".") else { return name }
    return self[...dot] + name
  }
}
