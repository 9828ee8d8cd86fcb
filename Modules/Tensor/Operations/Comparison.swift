import Kernels

// Comparisons of elements give tensors of truth values, with the operators that SIMD vectors have.

extension Tensor {
  @inline(__always)
  fileprivate static func compare(
    _ operation: mk_compare_op, _ left: Tensor, _ right: Tensor, _ name: StaticString
  ) -> Tensor<Bool> {
    let kernel = mk_compare(operation, Scalar.scalarType.kernelType)!
    return Tensor<Bool>(Storage.binary(kernel, left.storage, right.storage, name, .bool))
  }

  @inline(__always)
  fileprivate static func compare(_ operation: mk_compare_op, _ left: Tensor, _ right: Scalar) -> Tensor<Bool> {
    let kernel = mk_compare(operation, Scalar.scalarType.kernelType)!
    return withUnsafePointer(to: right) {
      Tensor<Bool>(Storage.binary(kernel, left.storage, $0, scalarOnLeft: false, .bool))
    }
  }

  @inline(__always)
  fileprivate static func compare(_ operation: mk_compare_op, _ left: Scalar, _ right: Tensor) -> Tensor<Bool> {
    let kernel = mk_compare(operation, Scalar.scalarType.kernelType)!
    return withUnsafePointer(to: left) {
      Tensor<Bool>(Storage.binary(kernel, right.storage, $0, scalarOnLeft: true, .bool))
    }
  }

  /// Whether elements are equal; NaN equals nothing.
  public static func .== (left: Tensor, right: Tensor) -> Tensor<Bool> { compare(MK_EQ, left, right, ".==") }
  /// Whether elements are equal; NaN equals nothing.
  public static func .== (left: Tensor, right: Scalar) -> Tensor<Bool> { compare(MK_EQ, left, right) }
  /// Whether elements are equal; NaN equals nothing.
  public static func .== (left: Scalar, right: Tensor) -> Tensor<Bool> { compare(MK_EQ, left, right) }
  /// Whether elements are different.
  public static func .!= (left: Tensor, right: Tensor) -> Tensor<Bool> { compare(MK_NE, left, right, ".!=") }
  /// Whether elements are different.
  public static func .!= (left: Tensor, right: Scalar) -> Tensor<Bool> { compare(MK_NE, left, right) }
  /// Whether elements are different.
  public static func .!= (left: Scalar, right: Tensor) -> Tensor<Bool> { compare(MK_NE, left, right) }
}

extension Tensor where Scalar: NumericScalar {
  /// Whether the left element is less; false with NaN.
  public static func .< (left: Tensor, right: Tensor) -> Tensor<Bool> { compare(MK_LT, left, right, ".<") }
  /// Whether the left element is less; false with NaN.
  public static func .< (left: Tensor, right: Scalar) -> Tensor<Bool> { compare(MK_LT, left, right) }
  /// Whether the left element is less; false with NaN.
  public static func .< (left: Scalar, right: Tensor) -> Tensor<Bool> { compare(MK_LT, left, right) }
  /// Whether the left element is less or equal; false with NaN.
  public static func .<= (left: Tensor, right: Tensor) -> Tensor<Bool> { compare(MK_LE, left, right, ".<=") }
  /// Whether the left element is less or equal; false with NaN.
  public static func .<= (left: Tensor, right: Scalar) -> Tensor<Bool> { compare(MK_LE, left, right) }
  /// Whether the left element is less or equal; false with NaN.
  public static func .<= (left: Scalar, right: Tensor) -> Tensor<Bool> { compare(MK_LE, left, right) }
  /// Whether the left element is greater; false with NaN.
  public static func .> (left: Tensor, right: Tensor) -> Tensor<Bool> { compare(MK_GT, left, right, ".>") }
  /// Whether the left element is greater; false with NaN.
  public static func .> (left: Tensor, right: Scalar) -> Tensor<Bool> { compare(MK_GT, left, right) }
  /// Whether the left element is greater; false with NaN.
  public static func .> (left: Scalar, right: Tensor) -> Tensor<Bool> { compare(MK_GT, left, right) }
  /// Whether the left element is greater or equal; false with NaN.
  public static func .>= (left: Tensor, right: Tensor) -> Tensor<Bool> { compare(MK_GE, left, right, ".>=") }
  /// Whether the left element is greater or equal; false with NaN.
  public static func .>= (left: Tensor, right: Scalar) -> Tensor<Bool> { compare(MK_GE, left, right) }
  /// Whether the left element is greater or equal; false with NaN.
  public static func .>= (left: Scalar, right: Tensor) -> Tensor<Bool> { compare(MK_GE, left, right) }
}

extension Tensor where Scalar == Bool {
  /// Both, element by element.
  public static func .& (left: Tensor, right: Tensor) -> Tensor { binary(.and, left, right) }
  /// Either or both, element by element.
  public static func .| (left: Tensor, right: Tensor) -> Tensor { binary(.or, left, right) }
  /// Either but not both, element by element.
  public static func .^ (left: Tensor, right: Tensor) -> Tensor { binary(.xor, left, right) }
  /// The opposite of every element.
  public static prefix func .! (operand: Tensor) -> Tensor { operand.test(.not) }
}

extension Tensor where Scalar: FloatingScalar {
  /// Which elements are NaN.
  public func isNaN() -> Tensor<Bool> { test(.isNaN) }
  /// Which elements are neither NaN nor infinite.
  public func isFinite() -> Tensor<Bool> { test(.isFinite) }
  /// Which elements are infinite.
  public func isInfinite() -> Tensor<Bool> { test(.isInfinite) }

  /// Where |a − b| ≤ atol + rtol · |b|, broadcast. Infinities equal themselves; NaN equals NaN with `equalNaN`.
  public func isClose(
    _ other: Tensor, rtol: Scalar = 1e-5, atol: Scalar = 1e-8, equalNaN: Bool = false
  ) -> Tensor<Bool> {
    var close = abs(self - other) .<= abs(other) * rtol + atol
    // With infinities the difference is NaN or the bound infinite, so equality decides.
    close = (close .& other.isFinite() .& isFinite()) .| (self .== other)
    return equalNaN ? close .| (isNaN() .& other.isNaN()) : close
  }

  /// Whether `isClose` holds everywhere.
  public func allClose(_ other: Tensor, rtol: Scalar = 1e-5, atol: Scalar = 1e-8, equalNaN: Bool = false) -> Bool {
    isClose(other, rtol: rtol, atol: atol, equalNaN: equalNaN).all().item()
  }
}

extension Tensor: Equatable {
  /// Whether the shapes and all elements are the same. NaN differs from itself, as it does in a scalar.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    guard left.shape == right.shape else { return false }
    return (left .== right).all().item()
  }
}
