public import Tensor

extension Tensor: PlotData where Scalar: PlotScalar {
  /// The tensor's shape.
  public var plotShape: [Int] { Array(shape) }

  /// The scalars as doubles.
  public var plotValues: [Double] {
    withUnsafeScalars { scalars in
      [Double](unsafeUninitializedCapacity: scalars.count) { buffer, count in
        for index in 0..<scalars.count {
          (buffer.baseAddress! + index).initialize(to: scalars[index].plotValue)
        }
        count = scalars.count
      }
    }
  }
}
