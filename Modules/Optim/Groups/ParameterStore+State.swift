import Autograd
import Tensor

extension ParameterStore {
  /// The state with the settings that all groups share.
  func state(_ names: [String], _ settings: [String: Double]) -> OptimizerState {
    var state = OptimizerState()
    for (index, slot) in slots.enumerated() {
      state.numbers["\(index).step"] = Double(slot.step)
      for (name, value) in zip(names, [slot.first, slot.second, slot.third]) {
        guard let value else { continue }
        if value.type == .double {
          state.doubles["\(index).\(name)"] = value.tensor()
        } else {
          state.tensors["\(index).\(name)"] = value.tensor()
        }
      }
    }
    for (index, group) in groups.enumerated() {
      state.numbers["group.\(index).learning_rate"] = group.learningRate
      state.numbers["group.\(index).initial_learning_rate"] = group.initialLearningRate
      state.numbers["group.\(index).weight_decay"] = group.weightDecay
      state.numbers["group.\(index).momentum"] = group.momentum
      state.numbers["group.\(index).parameters"] = Double(group.members.all.count)
    }
    for (name, value) in settings { state.numbers[OptimizerState.settingPrefix + name] = value }
    return state
  }

  /// Traps where the state is that of other parameters.
  mutating func restore(_ state: OptimizerState, _ names: [String]) {
    let parameters = self.parameters
    if let reason = state.mismatch(with: groups.all) ?? state.mismatch(with: parameters, names) {
      fail("\(optimizer).state: \(reason)")
    }
    setSlots(
      parameters.enumerated().map { index, parameter in
        let values = names.map { state.kept("\(index).\($0)", parameter.type) }
        var slot = UpdateSlots()
        slot.step = state.count("\(index).step") ?? 0
        slot.first = values.count > 0 ? values[0] : nil
        slot.second = values.count > 1 ? values[1] : nil
        slot.third = values.count > 2 ? values[2] : nil
        return slot
      })
    var groups = groups
    for index in groups.indices {
      func number(_ name: String) -> Double? { state.numbers["group.\(index).\(name)"] }
      groups[index].learningRate = number("learning_rate") ?? groups[index].learningRate
      groups[index].initialLearningRate = number("initial_learning_rate") ?? groups[index].initialLearningRate
      groups[index].weightDecay = number("weight_decay") ?? groups[index].weightDecay
      groups[index].momentum = number("momentum") ?? groups[index].momentum
    }
    self.groups = groups
  }
}
