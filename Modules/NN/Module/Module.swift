public import Autograd
public import Tensor

/// What a module trains: a variable of Float.
public typealias Parameter = Variable<Float>

/// A part of a model: a class that holds parameters, buffers and other modules in its stored properties.
///
///     final class LineRegression: Module {
///       let a = Parameter(Tensor.normal([1, 1])), b = Parameter(Tensor.normal([1, 1]))
///       func callAsFunction(_ x: Tensor<Float>) -> Variable<Float> { matmul(x, a) + b }
///     }
///
/// Nothing is registered: the properties are found by their names, in the order of their declaration, a superclass's
/// first; what stands in arrays, optionals, dictionaries (in the order of their keys), structures, tuples and enumerations
/// too, so that state has the keys that PyTorch gives it (`hidden.weight`, `layers.0.bias`, `heads.digit.weight`). A lazy
/// property is found from its first use on. Not found is what a closure holds, or an object that is no `Module`; in debug
/// builds a parameter there is named once. A set stops: it has no order. Equals PyTorch's `nn.Module`.
public protocol Module: AnyObject, CustomStringConvertible {
  /// What the module is made of: its stored properties, by name.
  ///
  /// Found by reflection. A module gives its own list where names should differ from those of its properties.
  var members: [(name: String, value: Any)] { get }

  /// What stands in parentheses after the type when the module is printed: `784 → 256`.
  var details: String { get }
}

/// A module that does something else while it is trained: dropout, batch normalization.
public protocol ModeDependent: Module {
  /// Whether it is being trained; `train()` and `eval()` set it.
  var isTraining: Bool { get set }
}

extension Module {
  /// The stored properties.
  public var members: [(name: String, value: Any)] { reflectedMembers(of: self) }

  /// Nothing.
  public var details: String { "" }

  /// The type with its details: `Linear(784 → 256)`.
  var title: String {
    let type = "\(type(of: self))"
    return details.isEmpty && !(self is any Layer) ? type : "\(type)(\(details))"
  }
}

extension Module {
  /// The parameters of the module and of the modules in it, each once.
  public func parameters() -> [Parameter] { namedParameters().map(\.parameter) }

  /// The parameters with their names, `hidden.weight`, each once under the first of its names.
  public func namedParameters() -> [(name: String, parameter: Parameter)] {
    var seen = Set<ObjectIdentifier>()
    var result: [(name: String, parameter: Parameter)] = []
    walk { name, member in
      guard case .parameter(let parameter) = member, seen.insert(parameter.id).inserted else { return }
      parameter.label = name
      result.append((name, parameter))
    }
    assert(reportHidden(seen))
    return result
  }

  /// The number of elements of all parameters.
  public var parameterCount: Int { parameters().reduce(0) { $0 + $1.count } }

  /// The buffers with their names: state that is not trained.
  public func namedBuffers() -> [(name: String, buffer: any ModuleBuffer)] {
    var seen = Set<ObjectIdentifier>()
    var result: [(name: String, buffer: any ModuleBuffer)] = []
    walk { name, member in
      guard case .buffer(let buffer) = member, seen.insert(ObjectIdentifier(buffer)).inserted else { return }
      result.append((name, buffer))
    }
    return result
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() { for parameter in parameters() { parameter.zeroGrad() } }
}

extension Module {
  /// The modules that stand directly in this one, by name; each once.
  public var children: [(name: String, module: any Module)] {
    var seen = Set<ObjectIdentifier>()
    var result: [(name: String, module: any Module)] = []
    forEachMember { name, member in
      if case .module(let module) = member, seen.insert(ObjectIdentifier(module)).inserted {
        result.append((name, module))
      }
    }
    return result
  }

  /// This module, under the name "", and all modules in it, each before those in it.
  public func namedModules() -> [(name: String, module: any Module)] {
    var result: [(name: String, module: any Module)] = [("", self)]
    walk { name, member in if case .module(let module) = member { result.append((name, module)) } }
    return result
  }

  /// Calls `body` with every module: those in this one first, then this one.
  ///
  ///     net.apply { if let layer = $0 as? Linear { Init.normal(layer.weight, std: 0.01, using: &rng) } }
  ///
  /// - Returns: this module.
  @discardableResult
  public func apply<Failure: Error>(_ body: (any Module) throws(Failure) -> Void) throws(Failure) -> Self {
    var seen = Set<ObjectIdentifier>()
    try apply(body, &seen)
    return self
  }

  private func apply<Failure: Error>(
    _ body: (any Module) throws(Failure) -> Void, _ seen: inout Set<ObjectIdentifier>
  ) throws(Failure) {
    guard seen.insert(ObjectIdentifier(self)).inserted else { return }
    for child in children { try child.module.apply(body, &seen) }
    try body(self)
  }
}
