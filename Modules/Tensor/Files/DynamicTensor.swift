/// A tensor whose scalar type is known only when the program runs: what a file gives.
public struct DynamicTensor: Sendable {
  // As in `Tensor`: written only through a reference that owns the elements.
  nonisolated(unsafe) let storage: Storage
  /// Where it came from, for messages.
  struct Source: Sendable {
    let file: String
    /// The name within the file, empty where there is none.
    var name = ""
    /// The first byte of the elements.
    let offset: Int
    let elementSize: Int
    /// Whether the file has the first axis run fastest.
    var isFortranOrder = false

    /// The byte of an element, counted in row-major order.
    func byte(of index: Int, _ shape: Shape) -> Int {
      guard isFortranOrder else { return offset + index * elementSize }
      var (rest, place) = (index, 0)
      for axis in shape.indices.reversed() {
        let before = shape[..<axis].reduce(1, *)
        place += rest % shape[axis] * before
        rest /= shape[axis]
      }
      return offset + place * elementSize
    }
  }
  let source: Source?

  init(_ storage: Storage, source: Source? = nil) {
    self.storage = storage
    self.source = source
  }

  /// A tensor, its type put aside. No element is copied.
  public init<Scalar: TensorScalar>(_ tensor: Tensor<Scalar>) { self.init(tensor.storage) }

  /// The lengths of the axes.
  public var shape: Shape { storage.shape }
  /// The type of the elements.
  public var scalarType: ScalarType { storage.type }

  /// Calls `body` with the bytes of the elements in row-major order.
  package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let whole = storage.contiguous()
    defer { withExtendedLifetime(whole) {} }
    return body(UnsafeRawBufferPointer(start: whole.data, count: whole.count * whole.type.size))
  }

  /// The tensor as one of `Scalar`.
  ///
  /// The same type is taken over without a copy; floating-point numbers become the nearest of another width; integers
  /// become floating point, and integers of another width where that holds every value; truth values become 0 and 1.
  /// Throws where floating point would become integers, or numbers truth values, or a value does not fit.
  public func tensor<Scalar: TensorScalar>(
    as type: Scalar.Type = Scalar.self
  ) throws(TensorFileError) -> Tensor<Scalar> {
    let from = storage.type, to = Scalar.scalarType
    if from == to { return Tensor(storage) }
    let place = source ?? Source(file: "tensor", offset: 0, elementSize: from.size)
    let name = place.name.isEmpty ? "" : "\"\(place.name)\": "
    if to == .bool || (from.isFloating && !to.isFloating) {
      throw .unsupported(
        file: place.file, offset: place.offset, reason: "\(name)holds \(from.name), which is not \(to.name)")
    }
    if !to.isFloating, let item = Tensor<Int>(Storage.cast(storage, to: .int)).firstOutside(to) {
      throw .unsupported(
        file: place.file, offset: place.byte(of: item.index, shape),
        reason: "\(name)element \(item.index) is \(item.value), which \(to.name) does not hold")
    }
    return Tensor(Storage.cast(storage, to: to))
  }
}

extension Tensor where Scalar == Int {
  fileprivate func firstOutside(_ type: ScalarType) -> (index: Int, value: Int)? {
    let range: ClosedRange<Int>
    switch type {
    case .int32: range = Int(Int32.min)...Int(Int32.max)
    case .uint8: range = 0...255
    default: return nil
    }
    if count == 0 || (range.contains(min().item()) && range.contains(max().item())) { return nil }
    return scalars.enumerated().first { !range.contains($1) }.map { ($0.offset, $0.element) }
  }
}

extension ScalarType {
  var isFloating: Bool { self == .float || self == .double }

  /// The Swift name.
  var name: String {
    switch self {
    case .float: "Float"
    case .double: "Double"
    case .int32: "Int32"
    case .int: "Int"
    case .uint8: "UInt8"
    case .bool: "Bool"
    }
  }
}

/// What can be put into a file of named tensors: tensors of any scalar type.
public protocol DynamicTensorConvertible {
  /// The tensor, its type put aside.
  var dynamicTensor: DynamicTensor { get }
}

extension DynamicTensor: DynamicTensorConvertible {
  /// Itself.
  public var dynamicTensor: DynamicTensor { self }
}

extension Tensor: DynamicTensorConvertible {
  /// This tensor, its type put aside.
  public var dynamicTensor: DynamicTensor { DynamicTensor(self) }
}
