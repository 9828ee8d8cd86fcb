import Autograd
import Tensor

/// A stored property that belongs to a model's state.
enum Member {
  case parameter(Parameter)
  case module(any Module)
  case buffer(any ModuleBuffer)
  case generator(LayerGenerator)
}

/// The stored properties of an object, those of its superclasses first.
func reflectedMembers(of object: AnyObject) -> [(name: String, value: Any)] {
  var mirrors = [Mirror(reflecting: object)]
  while let parent = mirrors[mirrors.count - 1].superclassMirror { mirrors.append(parent) }
  var result: [(name: String, value: Any)] = []
  for mirror in mirrors.reversed() {
    for child in mirror.children { if let label = child.label { result.append((propertyName(label), child.value)) } }
  }
  return result
}

/// A property's name as it stands in the source: a lazy property, or a wrapped one, is stored under another; the parts of
/// a tuple without names have their positions.
func propertyName(_ label: String) -> String {
  let lazyPrefix = "$__lazy_storage_$_"
  if label.hasPrefix(lazyPrefix) { return String(label.dropFirst(lazyPrefix.count)) }
  return label.hasPrefix("_") || label.hasPrefix(".") ? String(label.dropFirst()) : label
}

extension Module {
  /// Calls `body` with the members of this module, and not with those of modules in it.
  func forEachMember(_ body: (String, Member) -> Void) {
    withoutActuallyEscaping(body) { body in
      let look = Visit(body: body)
      for (name, value) in members { look.visit(name, value) }
    }
  }

  /// Calls `body` with the members of this module and of all modules in it, in order; each module is entered once.
  /// A module whose parameters are not there yet is given to `unready`, which stops if it is not told otherwise.
  func walk(
    unready: (String, any LazyModule) -> Void = { $1.stopUnready() }, _ body: (String, Member) -> Void
  ) {
    var entered: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    walk("", &entered, unready, body)
  }

  private func walk(
    _ prefix: String, _ entered: inout Set<ObjectIdentifier>, _ unready: (String, any LazyModule) -> Void,
    _ body: (String, Member) -> Void
  ) {
    if let lazy = self as? any LazyModule, !lazy.isReady { unready(prefix, lazy) }
    forEachMember { name, member in
      let path = prefix.isEmpty ? name : "\(prefix).\(name)"
      if case .module(let module) = member {
        guard entered.insert(ObjectIdentifier(module)).inserted else { return }
        body(path, member)
        module.walk(path, &entered, unready, body)
      } else {
        body(path, member)
      }
    }
  }
}

extension Module {
  /// As `walk`, but a module that is used twice is entered each time, under each of its names; not within itself.
  func walkAliases(_ body: (String, Member) -> Void) {
    var path: [ObjectIdentifier] = []
    walkAliases("", &path, body)
  }

  private func walkAliases(_ prefix: String, _ path: inout [ObjectIdentifier], _ body: (String, Member) -> Void) {
    guard !path.contains(ObjectIdentifier(self)) else { return }
    if let lazy = self as? any LazyModule, !lazy.isReady { lazy.stopUnready() }
    path.append(ObjectIdentifier(self))
    defer { path.removeLast() }
    forEachMember { name, member in
      let full = prefix.isEmpty ? name : "\(prefix).\(name)"
      if case .module(let module) = member { module.walkAliases(full, &path, body) } else { body(full, member) }
    }
  }
}
