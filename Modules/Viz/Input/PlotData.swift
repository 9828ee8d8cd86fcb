/// Numbers that a chart can be drawn from: a tensor of any scalar type, an array of numbers, a range of integers.
///
/// Not-a-number stands for a missing value and leaves a gap.
public protocol PlotData {
  /// The shape: one number per axis.
  var plotShape: [Int] { get }
  /// All values in row-major order.
  var plotValues: [Double] { get }
}

/// A scalar that charts can place on an axis.
public protocol PlotScalar {
  /// The value as a double; truth values are 1 and 0.
  var plotValue: Double { get }
}

extension Double: PlotScalar {
  /// The value itself.
  public var plotValue: Double { self }
}

extension Float: PlotScalar {
  /// The value, exactly.
  public var plotValue: Double { Double(self) }
}

extension Int: PlotScalar {
  /// The nearest double.
  public var plotValue: Double { Double(self) }
}

extension Int32: PlotScalar {
  /// The value, exactly.
  public var plotValue: Double { Double(self) }
}

extension UInt8: PlotScalar {
  /// The value, exactly.
  public var plotValue: Double { Double(self) }
}

extension Bool: PlotScalar {
  /// 1 for true, 0 for false.
  public var plotValue: Double { self ? 1 : 0 }
}

extension Array: PlotData where Element: PlotScalar {
  /// One axis.
  public var plotShape: [Int] { [count] }
  /// The elements, in order.
  public var plotValues: [Double] { self as? [Double] ?? map(\.plotValue) }
}

extension ArraySlice: PlotData where Element: PlotScalar {
  /// One axis.
  public var plotShape: [Int] { [count] }
  /// The elements, in order.
  public var plotValues: [Double] { map(\.plotValue) }
}

extension ClosedRange: PlotData where Bound == Int {
  /// One axis.
  public var plotShape: [Int] { [count] }
  /// Every integer of the range.
  public var plotValues: [Double] { map(Double.init) }
}

extension Range: PlotData where Bound == Int {
  /// One axis.
  public var plotShape: [Int] { [count] }
  /// Every integer of the range.
  public var plotValues: [Double] { map(Double.init) }
}

extension Double: PlotData {
  /// No axis: a single number.
  public var plotShape: [Int] { [] }
  /// The number.
  public var plotValues: [Double] { [self] }
}

extension Int: PlotData {
  /// No axis: a single number.
  public var plotShape: [Int] { [] }
  /// The number.
  public var plotValues: [Double] { [Double(self)] }
}
