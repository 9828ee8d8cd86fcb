import Autograd
import Tensor

/// What all optimizers have: groups, and what is kept for each parameter.
struct ParameterStore {
  let optimizer: String
  /// What groups do not give.
  private let defaults: GroupSettings
  /// Complete, and each parameter once.
  var groups: ParameterGroups {
    get { list }
    set {
      list = newValue
      arrange()
    }
  }
  private var list: ParameterGroups
  /// The members of the groups, as `slots` lies. They are held, so that none of another group can stand in their place.
  private var arranged: [ParameterGroup.Members] = []
  /// One for each parameter, in the order of the groups.
  private(set) var slots: [UpdateSlots] = []
  /// What is kept for parameters whose group was taken out, as PyTorch's optimizers keep it.
  private var parked: [ObjectIdentifier: (parameter: AnyParameter, slots: UpdateSlots)] = [:]
  private var named = Set<ObjectIdentifier>()

  /// Groups completed by an optimizer's settings. Traps where a parameter is in two groups, or there is none.
  init(
    _ optimizer: String, _ groups: [ParameterGroup], learningRate: Double, weightDecay: Double, momentum: Double = 0
  ) {
    self.optimizer = optimizer
    defaults = GroupSettings(learningRate: learningRate, weightDecay: weightDecay, momentum: momentum)
    list = ParameterGroups(groups)
    arrange()
    guard !slots.isEmpty else { fail("\(optimizer): no parameters") }
  }

  /// The parameters of all groups.
  var parameters: [AnyParameter] { list.all.flatMap(\.members.all) }

  /// Completes groups that are new, and puts `slots` in their order.
  private mutating func arrange() {
    let isSame =
      arranged.count == list.count
      && zip(arranged, list.all).allSatisfy { $0 === $1.members && $1.isComplete }
    if isSame { return }
    list.all = list.all.map { $0.completed(optimizer, defaults) }
    var kept = parked
    for (parameter, slots) in zip(arranged.flatMap(\.all), slots) where slots.step > 0 || !slots.isFresh {
      kept[parameter.id] = (parameter, slots)
    }
    var seen = Set<ObjectIdentifier>()
    slots = parameters.map { parameter in
      guard seen.insert(parameter.id).inserted else {
        fail("\(optimizer): \(parameter.title) is there twice: a parameter belongs to one group, once")
      }
      return kept.removeValue(forKey: parameter.id)?.slots ?? UpdateSlots()
    }
    parked = kept
    arranged = list.map(\.members)
  }

  /// Sets what is kept for each parameter, in the order of the groups.
  mutating func setSlots(_ slots: [UpdateSlots]) { self.slots = slots }

  /// Calls `rule` with every parameter that has a gradient, and with the settings of its group.
  @inline(__always)
  mutating func update(_ rule: (inout AnyTensor, AnyTensor, inout UpdateSlots, GroupSettings) -> Void) {
    // Read through pointers: a step counts no references to groups or parameters.
    let groups = list.all, optimizer = optimizer
    groups.withUnsafeBufferPointer { groups in
      self.slots.withUnsafeMutableBufferPointer { slots in
        var index = 0
        for group in groups.indices {
          let settings = groups[group].settings
          groups[group].members.all.withUnsafeBufferPointer { parameters in
            for place in parameters.indices {
              _ = parameters[place].update { value, gradient in
                if !slots[index].isFresh, let shape = slots[index].otherShape(than: value) {
                  ParameterStore.stop(optimizer, parameters[place], shape)
                }
                rule(&value, gradient, &slots[index], settings)
              }
              index += 1
            }
          }
        }
      }
    }
    assert(reportMissing())
  }

  @inline(never)
  private static func stop(_ optimizer: String, _ parameter: AnyParameter, _ shape: Shape) -> Never {
    fail(
      "\(optimizer).step: \(parameter.title) had shape \(shape) at the last step, and what is kept for it still has: make "
        + "a new optimizer, or a new parameter")
  }

  /// Names, once, each parameter that no gradient has come to: mostly it is not part of the loss.
  private mutating func reportMissing() -> Bool {
    for parameter in parameters where !parameter.hasGrad {
      if named.insert(parameter.id).inserted {
        warn("\(optimizer).step: \(parameter.title) never got a gradient: the loss does not depend on it")
      }
    }
    return true
  }
}
