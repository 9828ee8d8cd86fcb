import Autograd

extension Module {
  /// Sets every module in it to training: dropout drops, batch normalization takes the batch's statistics.
  ///
  /// - Returns: this module.
  @discardableResult
  public func train() -> Self { setTraining(true) }

  /// Sets every module in it to evaluation.
  ///
  /// - Returns: this module.
  @discardableResult
  public func eval() -> Self { setTraining(false) }

  private func setTraining(_ isTraining: Bool) -> Self {
    for module in modeDependents { module.isTraining = isTraining }
    return self
  }

  /// The modules in it, itself included, that differ between training and evaluation.
  var modeDependents: [any ModeDependent] {
    var result: [any ModeDependent] = []
    forEachModule { if let module = $0 as? any ModeDependent { result.append(module) } }
    return result
  }

  /// Calls `body` with this module and all modules in it, ready or not.
  func forEachModule(_ body: (any Module) -> Void) {
    var entered = Set<ObjectIdentifier>()
    forEachModule(&entered, body)
  }

  private func forEachModule(_ entered: inout Set<ObjectIdentifier>, _ body: (any Module) -> Void) {
    guard entered.insert(ObjectIdentifier(self)).inserted else { return }
    body(self)
    forEachMember { _, member in if case .module(let module) = member { module.forEachModule(&entered, body) } }
  }

  /// Runs `body` in evaluation mode and without recording a graph; every module is then in the mode it was in.
  public func evaluating<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let modules = modeDependents.filter(\.isTraining)
    for module in modules { module.isTraining = false }
    defer { for module in modules { module.isTraining = true } }
    return try noGrad(body)
  }
}
