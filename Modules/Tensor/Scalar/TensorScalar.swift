internal import Kernels

/// A type that tensors can hold: `Float`, `Double`, `Int32`, `Int`, `UInt8` and `Bool`.
public protocol TensorScalar: Hashable, Sendable, BitwiseCopyable {
  /// Which of the six it is.
  static var scalarType: ScalarType { get }
  /// 0, or false.
  static var zeroScalar: Self { get }
  /// 1, or true.
  static var oneScalar: Self { get }
}

/// A scalar with arithmetic: every one but `Bool`.
public protocol NumericScalar: TensorScalar, Numeric, Comparable {
  /// What sums and products are: the type itself for floating point, `Int` for integers, which would soon overflow.
  associatedtype Sum: NumericScalar
  /// The number that operations take as a parameter.
  var asDouble: Double { get }
  /// The nearest value to a double: toward zero and saturating for integers.
  init(nearest value: Double)
}

/// An integer scalar: `Int32`, `Int`, `UInt8`.
public protocol IntegerScalar: NumericScalar, FixedWidthInteger where Sum == Int {}

/// A floating-point scalar: `Float` and `Double`.
public protocol FloatingScalar: NumericScalar, BinaryFloatingPoint
where RawSignificand: FixedWidthInteger, Sum == Self {}

/// The scalar types, in the numbering that the kernels use.
public enum ScalarType: UInt8, Sendable, CaseIterable {
  /// `Float`: 32 bits, the default.
  case float
  /// `Double`: 64 bits.
  case double
  /// `Int32`: labels and indices.
  case int32
  /// `Int`: 64 bits.
  case int
  /// `UInt8`: pixels.
  case uint8
  /// `Bool`: masks.
  case bool

  /// Bytes of one element.
  public var size: Int {
    switch self {
    case .float, .int32: 4
    case .double, .int: 8
    case .uint8, .bool: 1
    }
  }

  @inline(__always) var kernelType: mk_type { mk_type(UInt32(rawValue)) }
}

extension Float: FloatingScalar {
  /// Sums and products keep the type.
  public typealias Sum = Float
  /// `.float`
  public static var scalarType: ScalarType { .float }
  /// The value, widened.
  public var asDouble: Double { Double(self) }
  /// Rounds to nearest.
  public init(nearest value: Double) { self = Float(value) }
}
extension Double: FloatingScalar {
  /// Sums and products keep the type.
  public typealias Sum = Double
  /// `.double`
  public static var scalarType: ScalarType { .double }
  /// The value.
  public var asDouble: Double { self }
  /// The value.
  public init(nearest value: Double) { self = value }
}
extension Int32: IntegerScalar {
  /// Sums and products are `Int`.
  public typealias Sum = Int
  /// `.int32`
  public static var scalarType: ScalarType { .int32 }
}
extension Int: IntegerScalar {
  /// Sums and products are `Int`.
  public typealias Sum = Int
  /// `.int`
  public static var scalarType: ScalarType { .int }
}
extension UInt8: IntegerScalar {
  /// Sums and products are `Int`.
  public typealias Sum = Int
  /// `.uint8`
  public static var scalarType: ScalarType { .uint8 }
}
extension Bool: TensorScalar {
  /// `.bool`
  public static var scalarType: ScalarType { .bool }
  /// false
  public static var zeroScalar: Bool { false }
  /// true
  public static var oneScalar: Bool { true }
}

extension NumericScalar {
  /// 0
  public static var zeroScalar: Self { 0 }
  /// 1
  public static var oneScalar: Self { 1 }
}

extension IntegerScalar {
  /// The nearest double.
  public var asDouble: Double { Double(self) }
  /// Toward zero, saturating; NaN gives 0.
  public init(nearest value: Double) {
    if value.isNaN {
      self = 0
    } else if value >= Double(Self.max) {
      self = Self.max
    } else if value <= Double(Self.min) {
      self = Self.min
    } else {
      self = Self(value)
    }
  }
}
