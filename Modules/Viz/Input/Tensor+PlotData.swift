public import Tensor

extension Tensor: PlotData where Scalar: PlotScalar {
  /// The tensor's shape.
  public var plotShape: [Int] { Array(shape) }

  /// The scalars as doubles.
  public var plotValues: [Double] {
    withUnsafeScalars { scalars in
      // One loop for each type: through the protocol every element would cost a call.
      switch Scalar.scalarType {
      case .float: Self.converted(scalars) { (value: Float) in Double(value) }
      case .double: Self.converted(scalars) { (value: Double) in value }
      case .int32: Self.converted(scalars) { (value: Int32) in Double(value) }
      case .int: Self.converted(scalars) { (value: Int) in Double(value) }
      case .uint8: Self.converted(scalars) { (value: UInt8) in Double(value) }
      case .bool: Self.converted(scalars) { (value: Bool) in value ? 1 : 0 }
      }
    }
  }

  @inline(__always)
  private static func converted<Actual>(
    _ scalars: UnsafeBufferPointer<Scalar>, _ convert: (Actual) -> Double
  ) -> [Double] {
    UnsafeRawBufferPointer(scalars).withMemoryRebound(to: Actual.self) { values in
      [Double](unsafeUninitializedCapacity: values.count) { buffer, count in
        for index in 0..<values.count { buffer.initializeElement(at: index, to: convert(values[index])) }
        count = values.count
      }
    }
  }
}
