import Autograd
public import Tensor

/// What an optimizer keeps from step to step, and all its settings, as tensors by name: `0.exp_avg`, `0.step`,
/// `group.0.learning_rate`, `settings.epsilon`; parameters and groups are counted in order. What is kept for a parameter has
/// the name that PyTorch gives it.
///
/// An optimizer whose state is set goes on with the settings in it; those that it does not hold stay as they are. It can be
/// saved as a safetensors file as it is.
public struct OptimizerState: Sendable {
  /// What is kept for parameters of `Float`.
  public var tensors: [String: Tensor<Float>]
  /// What is kept for parameters of `Double`.
  public var doubles: [String: Tensor<Double>] = [:]
  /// Steps taken and settings: single numbers.
  public var numbers: [String: Double]

  /// A state of these tensors and numbers.
  public init(tensors: [String: Tensor<Float>] = [:], numbers: [String: Double] = [:]) {
    self.tensors = tensors
    self.numbers = numbers
  }
}

extension OptimizerState {
  /// Everything as named tensors: what a safetensors file holds.
  public var namedTensors: NamedTensors {
    var result = NamedTensors()
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) { result[name] = DynamicTensor(tensor) }
    for (name, tensor) in doubles.sorted(by: { $0.key < $1.key }) { result[name] = DynamicTensor(tensor) }
    for (name, number) in numbers.sorted(by: { $0.key < $1.key }) {
      result[name] = DynamicTensor(Tensor<Double>(number))
    }
    return result
  }

  /// The state that `namedTensors` gave; nil if it holds something else.
  public init?(_ content: NamedTensors) {
    self.init()
    for (name, tensor) in content {
      switch tensor.scalarType {
      case .float:
        guard let value = try? tensor.tensor(as: Float.self) else { return nil }
        tensors[name] = value
      case .double:
        guard let value = try? tensor.tensor(as: Double.self) else { return nil }
        // What is kept for a single number looks like a number; whoever asks for it finds it there.
        if value.rank == 0 { numbers[name] = value.item() } else { doubles[name] = value }
      default: return nil
      }
    }
  }

  /// What is kept under a name for a parameter of a type, whatever its shape.
  func kept(_ name: String, _ type: ScalarType) -> AnyTensor? {
    guard type == .double else { return tensors[name].map { AnyTensor($0) } }
    return doubles[name].map { AnyTensor($0) } ?? numbers[name].map { AnyTensor(Tensor<Double>($0)) }
  }

  static let settingPrefix = "settings."

  /// A setting that all groups share; nil where the state does not hold it.
  func setting(_ name: String) -> Double? { numbers[Self.settingPrefix + name] }
  /// A setting that is on or off.
  func flag(_ name: String) -> Bool? { setting(name).map { $0 != 0 } }
  /// The names of the settings that it holds.
  var settingNames: Set<String> { Set(numbers.keys.filter { $0.hasPrefix(Self.settingPrefix) }) }

  /// A number of steps; nil where there is none, or what is there counts nothing.
  func count(_ name: String) -> Int? { numbers[name].flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil } }

  /// Why it does not belong to groups; nil if it does.
  func mismatch(with groups: [ParameterGroup]) -> String? {
    let holds = numbers.keys.count { $0.hasPrefix("group.") && $0.hasSuffix(".learning_rate") }
    guard holds == groups.count else { return "it has \(holds) groups, not \(groups.count)" }
    for (index, group) in groups.enumerated() {
      let count = group.members.all.count, name = "group.\(index)"
      guard numbers["\(name).learning_rate"] != nil else { return "it has no group \(index)" }
      let found = numbers["\(name).parameters", default: Double(count)]
      guard found == Double(count) else { return "group \(index) has \(found) parameters, not \(count)" }
    }
    return nil
  }

  /// Why it does not belong to parameters, for each of which tensors of these names may be kept; nil if it does.
  func mismatch(with parameters: [AnyParameter], _ names: [String]) -> String? {
    for (index, parameter) in parameters.enumerated() {
      guard count("\(index).step") != nil else { return "there is nothing for \(parameter.title), number \(index)" }
      for name in names {
        if let value = kept("\(index).\(name)", parameter.type), value.shape != parameter.shape {
          return "\(index).\(name) has shape \(value.shape), \(parameter.title) is expected"
        }
      }
    }
    if numbers["\(parameters.count).step"] != nil { return "it has more than \(parameters.count) parameters" }
    for (keys, type) in [(Array(tensors.keys), ScalarType.float), (Array(doubles.keys), .double)] {
      for key in keys {
        let parts = key.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, names.contains(String(parts[1])), let index = Int(parts[0]),
          parameters.indices.contains(index), parameters[index].type == type
        else { return "nothing is kept under \(key)" }
      }
    }
    return nil
  }
}

extension Optimizer {
  /// Whether a state is one of an optimizer of this kind with groups and parameters of these shapes, so that it may be
  /// set.
  public func accepts(_ other: OptimizerState) -> Bool {
    let groups = self.groups.all, settings = other.settingNames
    return other.mismatch(with: groups) == nil
      && other.mismatch(with: groups.flatMap(\.members.all), Self.slotNames) == nil
      && (settings.isEmpty || settings == state.settingNames)
  }
}
