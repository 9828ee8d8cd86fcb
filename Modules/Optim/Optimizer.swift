public import Autograd
public import Tensor

/// Changes parameters by their gradients, so that a loss falls.
///
///     let optimizer = SGD(model.parameters(), learningRate: 0.1)
///     optimizer.zeroGrad()
///     loss.backward()
///     optimizer.step()
public protocol Optimizer: AnyObject {
  /// The parameters, with the settings that a schedule may change.
  var groups: [ParameterGroup] { get set }

  /// Takes one step, in place. A parameter without a gradient stays as it is; in debug builds it is named once.
  func step()

  /// What is kept from step to step, and all settings. Traps when it is set to the state of other parameters or groups.
  var state: OptimizerState { get set }

  /// What is kept for each parameter, under the names that PyTorch gives it.
  static var slotNames: [String] { get }
}

extension Optimizer {
  /// Forgets the gradients of all parameters.
  public func zeroGrad() {
    groups.withUnsafeBufferPointer { groups in
      for group in groups.indices {
        groups[group].parameters.withUnsafeBufferPointer { for index in $0.indices { $0[index].zeroGrad() } }
      }
    }
  }

  /// The parameters of all groups.
  public var parameters: [Variable<Float>] { groups.flatMap(\.parameters) }

  /// The learning rate of the first group; setting it sets that of every group.
  public var learningRate: Double {
    get { groups[0].learningRate }
    set { for index in groups.indices { groups[index].learningRate = newValue } }
  }
}

/// What all optimizers have: groups, and what is kept for each parameter.
struct ParameterStore {
  var groups: [ParameterGroup]
  /// One for each parameter, in the order of the groups.
  var slots: [UpdateSlots]
  private var named = Set<Int>()
  let optimizer: String

  /// Groups completed by an optimizer's settings. Traps where a parameter is in two groups, or there is none.
  init(
    _ optimizer: String, _ groups: [ParameterGroup], learningRate: Double, weightDecay: Double, momentum: Double = 0
  ) {
    self.optimizer = optimizer
    self.groups = groups.map {
      $0.completed(optimizer, learningRate: learningRate, weightDecay: weightDecay, momentum: momentum)
    }
    var seen = Set<ObjectIdentifier>()
    for parameter in groups.flatMap(\.parameters) where !seen.insert(parameter.id).inserted {
      fail("\(optimizer): \(parameter.title) is there twice: a parameter belongs to one group, once")
    }
    guard !seen.isEmpty else { fail("\(optimizer): no parameters") }
    slots = Array(repeating: UpdateSlots(), count: seen.count)
  }

  /// Calls `rule` with every parameter that has a gradient, and with the settings of its group.
  @inline(__always)
  mutating func update(_ rule: (inout AnyTensor, AnyTensor, inout UpdateSlots, GroupSettings) -> Void) {
    // Read through pointers: a step counts no references to groups or parameters.
    let groups = groups
    groups.withUnsafeBufferPointer { groups in
      self.slots.withUnsafeMutableBufferPointer { slots in
        var index = 0
        for group in groups.indices {
          let settings = groups[group].settings
          groups[group].parameters.withUnsafeBufferPointer { parameters in
            for place in parameters.indices {
              _ = parameters[place].update { rule(&$0, $1, &slots[index], settings) }
              index += 1
            }
          }
        }
      }
    }
    assert(reportMissing())
  }

  /// Names, once, each parameter that no gradient has come to: mostly it is not part of the loss.
  private mutating func reportMissing() -> Bool {
    for (index, parameter) in groups.flatMap(\.parameters).enumerated() where parameter.grad == nil {
      if named.insert(index).inserted {
        warn("\(optimizer).step: \(parameter.title) never got a gradient: the loss does not depend on it")
      }
    }
    return true
  }
}

extension Variable where Scalar: FloatingScalar {
  /// A parameter's name, if a model gave it one, and its shape.
  var title: String { "parameter \(label.map { "'\($0)' " } ?? "")\(shape)" }
}

/// Stops for a setting that makes no sense.
func requireSetting(_ holds: Bool, _ owner: String, _ name: String, _ value: Double, _ needed: String) {
  if !holds { fail("\(owner): \(name) \(value): \(needed)") }
}
