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
func reflectedMembers(of object: any Module) -> [(name: String, value: Any)] {
  var mirrors = [Mirror(reflecting: object)]
  while let parent = mirrors[mirrors.count - 1].superclassMirror { mirrors.append(parent) }
  var result: [(name: String, value: Any)] = []
  for mirror in mirrors.reversed() {
    for child in mirror.children { if let label = child.label { result.append((propertyName(label), child.value)) } }
  }
  return result
}

/// A property's name as it stands in the source: a lazy property, or a wrapped one, is stored under another.
private func propertyName(_ label: String) -> String {
  let lazyPrefix = "$__lazy_storage_$_"
  if label.hasPrefix(lazyPrefix) { return String(label.dropFirst(lazyPrefix.count)) }
  return label.hasPrefix("_") ? String(label.dropFirst()) : label
}

extension Module {
  /// Calls `body` with the members of this module, and not with those of modules in it.
  func forEachMember(_ body: (String, Member) -> Void) {
    for (name, value) in members { visit(name, value, body) }
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

/// Calls `body` for a value that belongs to a model's state, or for those in it if it is an optional, an array or a
/// dictionary; dictionaries in the order of their keys.
private func visit(_ name: String, _ value: Any, _ body: (String, Member) -> Void) {
  if let member = member(value) { return body(name, member) }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional:
    if let child = mirror.children.first { visit(name, child.value, body) }
  case .collection:
    // An array of anything else ends at its first element, however long it is.
    guard let first = mirror.children.first, mayHoldState(first.value) else { return }
    for (position, child) in mirror.children.enumerated() { visit("\(name).\(position)", child.value, body) }
  case .dictionary:
    var entries: [(String, Any)] = []
    for child in mirror.children {
      guard let (key, value) = child.value as? (AnyHashable, Any), mayHoldState(value) else { return }
      entries.append(("\(key)", value))
    }
    for (key, value) in entries.sorted(by: { $0.0 < $1.0 }) { visit("\(name).\(key)", value, body) }
  default: return
  }
}

private func member(_ value: Any) -> Member? {
  if let parameter = value as? Parameter { return .parameter(parameter) }
  if let module = value as? any Module { return .module(module) }
  if let buffer = value as? any ModuleBuffer { return .buffer(buffer) }
  if let generator = value as? LayerGenerator { return .generator(generator) }
  return nil
}

private func mayHoldState(_ value: Any) -> Bool {
  if member(value) != nil { return true }
  switch Mirror(reflecting: value).displayStyle {
  case .optional, .collection, .dictionary: return true
  default: return false
  }
}
