import Autograd
public import Tensor

/// What an optimizer keeps from step to step, and all its settings, as tensors by name: `0.exp_avg`, `0.step`,
/// `group.0.learning_rate`, `settings.epsilon`; parameters and groups are counted in order. What is kept for a parameter has
/// the name that PyTorch gives it.
///
/// An optimizer whose state is set goes on with the settings in it; those that it does not hold stay as they are. It can be
/// saved as a safetensors file as it is.
public struct OptimizerState: Sendable {
  /// What is kept for parameters.
  public var tensors: [String: Tensor<Float>]
  /// Steps taken and settings: single numbers.
  public var numbers: [String: Double]

  /// A state of these tensors and numbers.
  public init(tensors: [String: Tensor<Float>] = [:], numbers: [String: Double] = [:]) {
    self.tensors = tensors
    self.numbers = numbers
  }
}

extension ParameterStore {
  /// The state with the settings that all groups share.
  func state(_ names: [String], _ settings: [String: Double]) -> OptimizerState {
    var state = OptimizerState()
    for (index, slot) in slots.enumerated() {
      state.numbers["\(index).step"] = Double(slot.step)
      for (name, value) in zip(names, [slot.first, slot.second, slot.third]) {
        if let value { state.tensors["\(index).\(name)"] = value.tensor() }
      }
    }
    for (index, group) in groups.enumerated() {
      state.numbers["group.\(index).learning_rate"] = group.learningRate
      state.numbers["group.\(index).weight_decay"] = group.weightDecay
      state.numbers["group.\(index).momentum"] = group.momentum
      state.numbers["group.\(index).parameters"] = Double(group.parameters.count)
    }
    for (name, value) in settings { state.numbers[OptimizerState.settingPrefix + name] = value }
    return state
  }

  /// Traps where the state is that of other parameters.
  mutating func restore(_ state: OptimizerState, _ names: [String]) {
    guard state.hasGroups(of: groups) else {
      fail("\(optimizer).state: its groups are not those of \(groups.map(\.parameters.count)) parameters")
    }
    let parameters = groups.flatMap(\.parameters)
    for (index, parameter) in parameters.enumerated() {
      guard let step = state.numbers["\(index).step"] else {
        fail("\(optimizer).state: there is nothing for \(parameter.title), number \(index)")
      }
      var slot = UpdateSlots()
      slot.step = Int(step)
      let values = names.map { name -> AnyTensor? in
        guard let value = state.tensors["\(index).\(name)"] else { return nil }
        guard value.shape == parameter.shape else {
          fail("\(optimizer).state: \(index).\(name) has shape \(value.shape), \(parameter.title) is expected")
        }
        return AnyTensor(value)
      }
      slot.first = values.count > 0 ? values[0] : nil
      slot.second = values.count > 1 ? values[1] : nil
      slot.third = values.count > 2 ? values[2] : nil
      slots[index] = slot
    }
    for index in groups.indices {
      groups[index].learningRate = state.numbers["group.\(index).learning_rate"] ?? groups[index].learningRate
      groups[index].weightDecay = state.numbers["group.\(index).weight_decay"] ?? groups[index].weightDecay
      groups[index].momentum = state.numbers["group.\(index).momentum"] ?? groups[index].momentum
    }
  }
}

extension OptimizerState {
  static let settingPrefix = "settings."

  /// A setting that all groups share; nil where the state does not hold it.
  func setting(_ name: String) -> Double? { numbers[Self.settingPrefix + name] }
  /// A setting that is on or off.
  func flag(_ name: String) -> Bool? { setting(name).map { $0 != 0 } }
  /// The names of the settings that it holds.
  var settingNames: Set<String> { Set(numbers.keys.filter { $0.hasPrefix(Self.settingPrefix) }) }

  /// Whether it is of as many groups with as many parameters.
  func hasGroups(of groups: [ParameterGroup]) -> Bool {
    groups.enumerated().allSatisfy { index, group in
      let count = Double(group.parameters.count), name = "group.\(index)"
      return numbers["\(name).learning_rate"] != nil && numbers["\(name).parameters", default: count] == count
    } && numbers["group.\(groups.count).learning_rate"] == nil
  }
}

extension OptimizerState {
  /// Everything as named tensors: what a safetensors file holds.
  public var namedTensors: NamedTensors {
    var result = NamedTensors()
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) { result[name] = DynamicTensor(tensor) }
    for (name, number) in numbers.sorted(by: { $0.key < $1.key }) {
      result[name] = DynamicTensor(Tensor<Double>(number))
    }
    return result
  }

  /// The state that `namedTensors` gave; nil if it holds something else.
  public init?(_ content: NamedTensors) {
    self.init()
    for (name, tensor) in content {
      if tensor.scalarType == .double, tensor.shape.count == 0 {
        guard let number = try? tensor.tensor(as: Double.self) else { return nil }
        numbers[name] = number.item()
      } else {
        guard tensor.scalarType == .float, let value = try? tensor.tensor(as: Float.self) else { return nil }
        tensors[name] = value
      }
    }
  }
}

extension Optimizer {
  /// Whether a state is one of an optimizer of this kind with groups and parameters of these shapes, so that it may be
  /// set.
  public func accepts(_ other: OptimizerState) -> Bool {
    let parameters = self.parameters
    for (index, parameter) in parameters.enumerated() {
      guard other.numbers["\(index).step"] != nil else { return false }
      for (name, tensor) in other.tensors where name.hasPrefix("\(index).") && tensor.shape != parameter.shape {
        return false
      }
    }
    let settings = other.settingNames
    guard other.hasGroups(of: groups), settings.isEmpty || settings == state.settingNames else { return false }
    let known = Set(Self.slotNames)
    let names = other.tensors.keys.map { $0.drop { $0 != "." }.dropFirst() }
    return names.allSatisfy { known.contains(String($0)) } && other.numbers["\(parameters.count).step"] == nil
  }
}
