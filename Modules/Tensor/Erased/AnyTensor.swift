/// A tensor whose scalar type is known at run time: what differentiation works on, so that one piece of code, compiled
/// once, serves every type.
@frozen
@usableFromInline
package struct AnyTensor: Sendable {
  @usableFromInline nonisolated(unsafe) var storage: Storage

  @inlinable
  @inline(__always)
  init(_ storage: Storage) { self.storage = storage }

  @inlinable
  @inline(__always)
  package init<Scalar>(_ tensor: Tensor<Scalar>) { storage = tensor.storage }

  /// The elements as what they are. The caller knows the type.
  @inlinable
  @inline(__always)
  package func tensor<Scalar>(of scalar: Scalar.Type = Scalar.self) -> Tensor<Scalar> { Tensor(storage) }

  @inlinable package var shape: Shape {
    @inline(__always) get { storage.withUnsafeMutablePointerToHeader { $0.pointee.shape } }
  }
  @inlinable package var rank: Int {
    @inline(__always) get { storage.withUnsafeMutablePointerToHeader { $0.pointee.shape.rank } }
  }
  @inlinable package var count: Int {
    @inline(__always) get { storage.withUnsafeMutablePointerToHeader { $0.pointee.count } }
  }
  @inlinable package var type: ScalarType {
    @inline(__always) get { storage.withUnsafeMutablePointerToHeader { $0.pointee.type } }
  }
  @inlinable package var isContiguous: Bool {
    @inline(__always) get { storage.withUnsafeMutablePointerToHeader { $0.pointee.isContiguous } }
  }

  @inlinable
  @inline(__always)
  package func hasShape(_ shape: Shape) -> Bool {
    storage.withUnsafeMutablePointerToHeader { $0.pointee.shape == shape }
  }

  /// Whether the shapes are the same.
  @inline(__always)
  package func hasShape(of other: AnyTensor) -> Bool { storage.hasShape(of: other.storage) }

  /// Every element the same, rounded to the type.
  package static func full(_ shape: Shape, _ value: Double, _ type: ScalarType) -> AnyTensor {
    let storage = Storage.uninitialized(shape, type)
    storage.fill(nearest: value)
    return AnyTensor(storage)
  }

  /// One number, of a floating-point type.
  package static func scalar(_ value: Double, _ type: ScalarType) -> AnyTensor {
    let storage = Storage.uninitialized(Shape(unchecked: Extents(), rank: 0), type)
    if type == .float {
      storage.data.storeBytes(of: Float(value), as: Float.self)
    } else {
      storage.data.storeBytes(of: value, as: Double.self)
    }
    return AnyTensor(storage)
  }

  /// Every element the same, of this tensor's type.
  package func full(_ shape: Shape, _ value: Double) -> AnyTensor { .full(shape, value, type) }

  /// Hands the elements, as a tensor of floating-point numbers of whichever type, to a generic operation.
  package func open<Visitor: FloatingVisitor>(_ visitor: Visitor) -> Visitor.Result {
    switch type {
    case .float: visitor.visit(tensor(of: Float.self))
    case .double: visitor.visit(tensor(of: Double.self))
    default: fail("\(type) tensors are not differentiable")
    }
  }
}

/// A tensor that somebody else holds. Whoever makes one sees to it that the other does not let go while it is used.
@frozen
@usableFromInline
package struct LentTensor {
  @usableFromInline let storage: Unmanaged<Storage>

  @inlinable
  @inline(__always)
  package init(_ tensor: AnyTensor) { storage = .passUnretained(tensor.storage) }

  @inlinable
  @inline(__always)
  package func with<Result>(_ body: (AnyTensor) -> Result) -> Result {
    storage._withUnsafeGuaranteedRef { body(AnyTensor($0)) }
  }
}

/// A generic operation on a tensor of either floating-point type.
package protocol FloatingVisitor {
  associatedtype Result
  func visit<Scalar: FloatingScalar>(_ tensor: Tensor<Scalar>) -> Result
}

extension Storage {
  /// Writes one number everywhere, rounded to the type.
  func fill(nearest value: Double) {
    switch type {
    case .float: layout.fill(with: Float(value))
    case .double: layout.fill(with: value)
    case .int32: layout.fill(with: Int32(nearest: value))
    case .int: layout.fill(with: Int(nearest: value))
    case .uint8: layout.fill(with: UInt8(nearest: value))
    case .bool: layout.fill(with: value != 0)
    }
  }
}

extension AnyTensor {
  /// What tells these elements from others that are alive.
  @inlinable package var id: ObjectIdentifier { ObjectIdentifier(storage) }

  /// The elements row-major without gaps: itself, if they are so already.
  @inline(__always)
  package func contiguous() -> AnyTensor { isContiguous ? self : AnyTensor(storage.contiguous()) }

  /// Ones; for a single number always the same ones.
  package static func ones(_ shape: Shape, _ type: ScalarType) -> AnyTensor {
    shape.rank > 0 ? full(shape, 1, type) : one(type)
  }

  /// The number 1, always the same one.
  package static func one(_ type: ScalarType) -> AnyTensor { type == .float ? oneFloat : oneDouble }

  private static let oneFloat = full([], 1, .float)
  private static let oneDouble = full([], 1, .double)
}
