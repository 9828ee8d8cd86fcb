public import Autograd
public import Tensor

/// Layers one after the other.
///
///     let net = Sequential {
///       Flatten()
///       for _ in 0..<depth { Linear(784, 784); ReLU() }
///       if regularized { Dropout(0.2) }
///       Linear(784, 10)
///     }
///     net[1]; net.append(Softmax()); net.count
///
/// A collection of its layers; one `Sequential` can stand in another. Equals PyTorch's `nn.Sequential`.
public final class Sequential: Layer {
  private var layers: [any Layer]

  /// The layers of the block, in order.
  public init(@SequentialBuilder _ layers: () -> [any Layer]) { self.layers = layers() }

  /// These layers.
  public init(_ layers: [any Layer]) { self.layers = layers }

  /// Puts a layer at the end.
  public func append(_ layer: some Layer) { layers.append(layer) }

  /// Puts a layer before the one at a position, or at the end. Traps beyond.
  public func insert(_ layer: some Layer, at position: Int) {
    check(position, in: 0..<layers.count + 1)
    layers.insert(layer, at: position)
  }

  /// Takes a layer out. Traps where there is none.
  @discardableResult
  public func remove(at position: Int) -> any Layer {
    check(position, in: layers.indices)
    return layers.remove(at: position)
  }

  private func check(_ position: Int, in valid: Range<Int>) {
    guard valid.contains(position) else {
      fail("Sequential[\(position)]: position \(position) is out of range: there are \(layers.count) layers")
    }
  }

  /// The result of the last layer for the result of the one before, and so on.
  public func forward(_ x: Variable<Float>) -> Variable<Float> {
    var x = x
    for layer in layers { x = layer(x) }
    return x
  }

  /// The layers under their positions.
  public var members: [(name: String, value: Any)] { layers.enumerated().map { ("\($0.offset)", $0.element) } }
}

extension Sequential: RandomAccessCollection {
  /// 0
  public var startIndex: Int { 0 }
  /// The number of layers.
  public var endIndex: Int { layers.count }
  /// The layer at a position. Traps where there is none.
  public subscript(position: Int) -> any Layer {
    get {
      check(position, in: layers.indices)
      return layers[position]
    }
    set {
      check(position, in: layers.indices)
      layers[position] = newValue
    }
  }

  /// The layer at a position, as what it is: `net[1, as: Linear.self].weight`.
  ///
  /// Traps if it is something else.
  public subscript<L: Layer>(position: Int, as type: L.Type) -> L {
    guard let layer = self[position] as? L else {
      fail("Sequential[\(position)] is \(layers[position].title), not a \(type)")
    }
    return layer
  }
}

/// The block of a `Sequential`: layers, conditions and loops.
@resultBuilder
public enum SequentialBuilder {
  /// A layer.
  public static func buildExpression(_ layer: some Layer) -> [any Layer] { [layer] }
  /// Several layers, made elsewhere.
  public static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }
  /// One after the other.
  public static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap { $0 } }
  /// `if` without `else`.
  public static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
  /// `if`.
  public static func buildEither(first part: [any Layer]) -> [any Layer] { part }
  /// `else`.
  public static func buildEither(second part: [any Layer]) -> [any Layer] { part }
  /// `for`.
  public static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap { $0 } }
  /// `if #available`.
  public static func buildLimitedAvailability(_ part: [any Layer]) -> [any Layer] { part }
}
