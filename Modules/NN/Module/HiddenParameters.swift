import Autograd
import Synchronization
import Tensor

/// Notices parameters in objects that are no modules: nobody finds them, so they are neither trained nor saved.
private enum HiddenParameters {
  /// The types that have been told of: an object is looked at with every walk, and one line about it is enough.
  static let told = Mutex<Set<String>>([])
}

extension Module {
  /// Names, once for each type, the parameters in objects that are no modules and that are not among those `found`.
  func reportHidden(_ found: Set<ObjectIdentifier>) -> Bool {
    forEachModule { module in
      let look = Visit(body: { _, _ in }) { name, object in
        for (part, parameter) in hiddenParameters(of: object) where !found.contains(parameter.id) {
          let type = "\(type(of: object))"
          guard HiddenParameters.told.withLock({ $0.insert(type).inserted }) else { return }
          warn(
            "\(Swift.type(of: module)).\(name): parameter '\(part)' \(parameter.shape) is not found, because \(type) is a "
              + "class, but no Module: it is neither trained nor saved")
        }
      }
      for (name, value) in module.members { look.visit(name, value) }
    }
    return true
  }
}

/// The parameters that stand in an object and in the modules in it; other objects in it are left alone.
private func hiddenParameters(of object: AnyObject) -> [(name: String, parameter: Parameter)] {
  var result: [(name: String, parameter: Parameter)] = []
  let look = Visit(body: { name, member in
    switch member {
    case .parameter(let parameter): result.append((name, parameter))
    case .module(let module):
      module.walk(unready: { _, _ in }) { part, member in
        if case .parameter(let parameter) = member { result.append(("\(name).\(part)", parameter)) }
      }
    case .buffer, .generator: return
    }
  })
  for (name, value) in reflectedMembers(of: object) { look.visit(name, value) }
  return result
}
