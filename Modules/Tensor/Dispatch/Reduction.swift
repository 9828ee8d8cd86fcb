import Kernels

/// The kernels of reductions, by name.
enum ReductionFunction: UInt32 {
  case sum, prod, max, min, sumAbs, sumSquares, maxAbs, any, all, argmax, argmin, logSumExp, countNonzero

  /// What combines the results of two parts.
  var combining: ReductionFunction? {
    switch self {
    case .sum, .sumAbs, .sumSquares, .countNonzero: .sum
    case .maxAbs, .max: .max
    case .argmax, .argmin: nil
    case .prod, .min, .any, .all, .logSumExp: self
    }
  }

  /// Whether the result tells where an element stood, so that the order of the reduced axes matters.
  var isPositional: Bool { self == .argmax || self == .argmin }

  func resultType(_ type: ScalarType) -> ScalarType {
    switch self {
    case .any, .all: .bool
    case .argmax, .argmin: .int32
    case .countNonzero: .int
    case .sum, .prod: type.isFloating ? type : .int
    default: type
    }
  }
}

/// Which axes a reduction takes away, and whether they stay with length 1.
struct Reduction {
  private var reduced: UInt8
  private let keepDims: Bool

  static let all = Reduction(reduced: .max, keepDims: false)

  /// The axes whose bits are set.
  init(reduced: UInt8, keepDims: Bool) {
    self.reduced = reduced
    self.keepDims = keepDims
  }

  /// One axis. A single number has axis 0 here, as it has in PyTorch.
  @inline(__always)
  init(_ axis: Int, _ keepDims: Bool, _ x: Storage, _ operation: StaticString) {
    self.keepDims = keepDims
    reduced = 1 << UInt8(x.shape.resolve(axis: axis, for: operation))
  }

  init(_ axes: [Int], _ keepDims: Bool, _ x: Storage, _ operation: StaticString) {
    reduced = 0
    self.keepDims = keepDims
    for axis in axes {
      let bit: UInt8 = 1 << UInt8(x.shape.resolve(axis: axis, for: operation))
      guard reduced & bit == 0 else { fail("\(operation): axis \(axis) appears twice in \(axes)") }
      reduced |= bit
    }
  }

  /// Itself, after checking that something is left to choose from.
  func nonempty(_ x: Storage, _ operation: StaticString) -> Reduction {
    if x.count == 0 && reducedCount(x.shape) == 0 && resultShape(x.shape).volume > 0 {
      fail("\(operation): shape \(x.shape): the axis is empty, there is no \(operation) of nothing")
    }
    return self
  }

  @inline(__always)
  func reduces(_ axis: Int) -> Bool { reduced & (1 << UInt8(axis)) != 0 }

  /// How many elements go into one result.
  func reducedCount(_ shape: Shape) -> Int {
    var product = 1
    for axis in 0..<shape.rank where reduces(axis) { product &*= shape.extents[axis] }
    return product
  }

  func resultShape(_ shape: Shape) -> Shape {
    var result = Shape(unchecked: Extents(), rank: 0)
    for axis in 0..<shape.rank {
      if reduces(axis) && !keepDims { continue }
      result.extents[result.rank] = reduces(axis) ? 1 : shape.extents[axis]
      result.rank += 1
    }
    return result
  }

  func run(_ function: ReductionFunction, _ x: Storage) -> Storage {
    let result = Storage.uninitialized(resultShape(x.shape), function.resultType(x.type))
    if result.count == 0 { return result }
    let work = BlockedReduction(function: function, type: x.type)
    if reduced == .max && x.isContiguous {
      work.run(FoldedAxes(x, outer: 1, n: x.count, inner: 1), into: result.data)
    } else {
      work.run(FoldedAxes(x, self, inOrder: function.isPositional), into: result.data)
    }
    return result
  }

  /// Σ (x − mean)² / (n − correction) over the reduced axes, or its square root.
  func variance(_ x: Storage, correction: Double, isRoot: Bool) -> Storage {
    let result = Storage.uninitialized(resultShape(x.shape), x.type)
    if result.count > 0 {
      let divisor = Swift.max(Double(reducedCount(x.shape)) - correction, 0)
      BlockedMoments(type: x.type, divisor: divisor, isRoot: isRoot)
        .run(FoldedAxes(x, self, inOrder: false), into: result)
    }
    return result
  }

  /// √Σ x² over the reduced axes; of a single element |x|, whose square may not be a number of its type.
  func euclideanNorm(_ x: Storage) -> Storage {
    if reducedCount(x.shape) == 1 { return run(.maxAbs, x) }
    return .unary(MK_SQRT, run(.sumSquares, x))
  }
}
