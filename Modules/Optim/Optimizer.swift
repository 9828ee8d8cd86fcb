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
  var groups: ParameterGroups { get set }

  /// Takes one step, in place. A parameter without a gradient stays as it is; in debug builds it is named once.
  ///
  /// Traps where a parameter was given a value of another shape than what is kept for it has.
  func step()

  /// What is kept from step to step, and all settings. Traps when it is set to the state of other parameters or groups.
  var state: OptimizerState { get set }

  /// What is kept for each parameter, under the names that PyTorch gives it.
  static var slotNames: [String] { get }
}

extension Optimizer {
  /// Forgets the gradients of all parameters.
  public func zeroGrad() {
    groups.all.withUnsafeBufferPointer { groups in
      for group in groups.indices {
        groups[group].members.all.withUnsafeBufferPointer { for index in $0.indices { $0[index].zeroGrad() } }
      }
    }
  }

  /// The parameters of `Float` of all groups.
  public var parameters: [Variable<Float>] { parameters(of: Float.self) }

  /// The parameters of a type of all groups.
  public func parameters<Scalar: FloatingScalar>(of scalar: Scalar.Type) -> [Variable<Scalar>] {
    groups.flatMap { $0.parameters(of: scalar) }
  }

  /// The learning rate of the first group; setting it sets that of every group. Traps where there is no group.
  public var learningRate: Double {
    get { groups[0].learningRate }
    set { for index in groups.indices { groups[index].learningRate = newValue } }
  }
}

/// Stops for a setting that makes no sense.
func requireSetting(_ holds: Bool, _ owner: String, _ name: String, _ value: Double, _ needed: String) {
  if !holds { fail("\(owner): \(name) \(value): \(needed)") }
}
