import Autograd
import Tensor

/// A look through values for what belongs to a model's state: also in optionals, arrays, dictionaries, structures, tuples
/// and enumerations, but not in objects that are no modules.
struct Visit {
  /// Gets what is found, under its name.
  let body: (String, Member) -> Void
  /// Gets the objects that are no modules.
  var object: (String, AnyObject) -> Void = { _, _ in }

  /// Looks at a value and, where it is no member itself, at those in it: `name.position` of an array or a tuple, `name.key`
  /// of a dictionary in the order of its keys, `name.property` of a structure, `name.case` of an enumeration.
  func visit(_ name: String, _ value: Any) {
    if let member = Member(value) { return body(name, member) }
    if isPlain(type(of: value)) { return }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let child = mirror.children.first { visit(name, child.value) }
    case .struct, .tuple, .enum:
      for case let (label?, part) in mirror.children { visit("\(name).\(propertyName(label))", part) }
    case .collection:
      guard let first = mirror.children.first?.value, mayHoldState(value, first) else { return }
      for (position, child) in mirror.children.enumerated() { visit("\(name).\(position)", child.value) }
    case .dictionary: visitDictionary(name, value, mirror)
    case .set:
      guard let first = mirror.children.first?.value, mayHoldState(value, first) else { return }
      let inner = Visit(body: { _, _ in
        fail("\(name): a set has no order, so what it holds has no names: keep it in an array or a dictionary")
      })
      for child in mirror.children { inner.visit(name, child.value) }
    case .class: object(name, value as AnyObject)
    default: return
    }
  }

  private func visitDictionary(_ name: String, _ value: Any, _ mirror: Mirror) {
    var entries: [(key: AnyHashable, value: Any)] = []
    for child in mirror.children {
      guard let entry = child.value as? (AnyHashable, Any), !entries.isEmpty || mayHoldState(value, entry.1) else {
        return
      }
      entries.append(entry)
    }
    for (key, value) in entries.sorted(by: { isOrdered($0.key, $1.key) }) { visit("\(name).\(key)", value) }
  }

  /// By the keys' own order, so 2 comes before 10; by their texts where they have none.
  private func isOrdered(_ a: AnyHashable, _ b: AnyHashable) -> Bool {
    func isLess<Key: Comparable>(_ a: Key, _ b: Any) -> Bool? { (b as? Key).map { a < $0 } }
    return (a.base as? any Comparable).flatMap { isLess($0, b.base) } ?? ("\(a)" < "\(b)")
  }
}

extension Member {
  /// nil where a value is none.
  init?(_ value: Any) {
    if let parameter = value as? Parameter {
      self = .parameter(parameter)
      return
    }
    // Where Foundation is linked, casting a long array to a class first makes an NSArray of it.
    guard type(of: value) is AnyObject.Type else { return nil }
    if let module = value as? any Module {
      self = .module(module)
    } else if let buffer = value as? any ModuleBuffer {
      self = .buffer(buffer)
    } else if let generator = value as? LayerGenerator {
      self = .generator(generator)
    } else {
      return nil
    }
  }
}

/// Whether the elements of a collection may hold state. Where all are of one type, the first one tells it, however many
/// there are.
private func mayHoldState(_ elements: Any, _ first: Any) -> Bool {
  guard let type = (elements as? any HasElements).map({ Swift.type(of: $0).elementType }),
    type == Swift.type(of: first), !(type is AnyObject.Type)
  else { return true }
  return mayHoldState(first)
}

/// Whether values of this one's type may hold state, also where this one does not.
private func mayHoldState(_ value: Any) -> Bool {
  if Member(value) != nil { return true }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional, .collection, .dictionary, .set, .enum, .class: return mayHoldState(type: type(of: value))
  case .struct, .tuple: return !isPlain(type(of: value)) && mirror.children.contains { mayHoldState($0.value) }
  default: return false
  }
}

/// Whether values of a type may hold state, as far as the type alone tells it.
private func mayHoldState(type: Any.Type) -> Bool {
  (type as? any HasElements.Type).map { mayHoldState(type: $0.elementType) } ?? !isPlain(type)
}

/// Numbers, texts, tensors and enumerations without values hold nothing else.
private func isPlain(_ type: Any.Type) -> Bool {
  type is any LosslessStringConvertible.Type || type is any DynamicTensorConvertible.Type
    || type is any RawRepresentable.Type || type is any CaseIterable.Type
}

/// An optional or a collection, which knows what it is declared to hold.
private protocol HasElements {
  static var elementType: Any.Type { get }
}

extension Optional: HasElements { static var elementType: Any.Type { Wrapped.self } }
extension Array: HasElements { static var elementType: Any.Type { Element.self } }
extension ArraySlice: HasElements { static var elementType: Any.Type { Element.self } }
extension ContiguousArray: HasElements { static var elementType: Any.Type { Element.self } }
extension Set: HasElements { static var elementType: Any.Type { Element.self } }
extension Dictionary: HasElements { static var elementType: Any.Type { Value.self } }
