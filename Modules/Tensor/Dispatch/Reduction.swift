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

  func resultType(_ type: ScalarType) -> ScalarType {
    switch self {
    case .any, .all: .bool
    case .argmax, .argmin: .int32
    case .countNonzero: .int
    default: type
    }
  }
}

/// Which axes a reduction takes away, and whether they stay with length 1.
struct Reduction {
  private var reduced: UInt8
  private let keepDims: Bool

  static let all = Reduction(reduced: .max, keepDims: false)

  private init(reduced: UInt8, keepDims: Bool) {
    self.reduced = reduced
    self.keepDims = keepDims
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
    if reducedCount(x.shape) == 0 && resultShape(x.shape).volume > 0 {
      fail("\(operation): shape \(x.shape): the axis is empty, there is no \(operation) of nothing")
    }
    return self
  }

  private func reduces(_ axis: Int) -> Bool { reduced & (1 << UInt8(axis)) != 0 }

  /// How many elements go into one result.
  func reducedCount(_ shape: Shape) -> Int {
    shape.indices.reduce(1) { reduces($1) ? $0 * shape.extents[$1] : $0 }
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
    let view = folded(x)
    BlockedReduction(function: function, type: x.type).run(view, into: result.data)
    return result
  }

  /// Σ (x − mean)² over the reduced axes.
  func squaredDeviations(_ x: Storage) -> Storage {
    let result = Storage.uninitialized(resultShape(x.shape), x.type)
    let means = Storage.uninitialized(result.shape, x.type)
    if result.count == 0 { return result }
    let view = folded(x)
    let kernel = mk_moments(x.type.kernelType)!
    let row = view.n * view.inner
    Parallelism.forEachRange(of: view.outer, grain: Swift.max((1 << 15) / Swift.max(row, 1), 1)) { range in
      let (to, from) = (range.lowerBound * view.inner * x.type.size, range.lowerBound * row * x.type.size)
      kernel(means.data + to, result.data + to, view.data + from, range.count, view.n, view.inner)
    }
    return result
  }

  /// The elements as a contiguous [outer, n, inner] whose middle axis is what is reduced.
  struct Folded {
    let storage: Storage
    let outer: Int, n: Int, inner: Int
    var data: UnsafeMutableRawPointer { storage.data }
  }

  private func folded(_ x: Storage) -> Folded {
    let rank = x.rank
    let kept = (0..<rank).filter { !reduces($0) && x.length($0) != 1 }
    let gone = (0..<rank).filter { reduces($0) && x.length($0) != 1 }
    let n = gone.reduce(1) { $0 * x.length($1) }
    if x.isContiguous {
      let inner = kept.reduce(1) { $1 > (gone.last ?? rank) ? $0 * x.length($1) : $0 }
      let outer = kept.reduce(1) { $1 < (gone.first ?? rank) ? $0 * x.length($1) : $0 }
      let isRun = zip(gone, gone.dropFirst()).allSatisfy { first, second in
        !kept.contains { $0 > first && $0 < second }
      }
      if isRun { return Folded(storage: x, outer: outer, n: n, inner: inner) }
    }
    // Whichever order lies in memory already needs no copy.
    let keptCount = kept.reduce(1) { $0 * x.length($1) }
    let last = x.permuted(kept + gone)
    if last.isContiguous { return Folded(storage: last, outer: keptCount, n: n, inner: 1) }
    let first = x.permuted(gone + kept)
    if first.isContiguous { return Folded(storage: first, outer: 1, n: n, inner: keptCount) }
    return Folded(storage: last.contiguous(), outer: keptCount, n: n, inner: 1)
  }

  /// A running function along one axis.
  static func scan(_ operation: mk_scan_op, _ x: Storage, _ axis: Int, _ name: StaticString) -> Storage {
    if x.rank == 0 && (axis == 0 || axis == -1) {
      return scan(operation, x.reshaped([1]), 0, name).reshaped([])
    }
    let axis = x.shape.resolve(axis: axis, for: name)
    let kernel = mk_scan(operation, x.type.kernelType)!
    let x = x.contiguous()
    let result = Storage.uninitialized(x.shape, x.type)
    let n = x.length(axis)
    let inner = (axis + 1..<x.rank).reduce(1) { $0 * x.length($1) }
    guard x.count > 0 else { return result }
    let row = n * inner, size = x.type.size
    let (to, from) = (result.data, x.data)
    Parallelism.forEachRange(of: x.count / row, grain: Swift.max((1 << 13) / row, 1)) { range in
      kernel(to + range.lowerBound * row * size, from + range.lowerBound * row * size, range.count, n, inner)
    }
    withExtendedLifetime(x) {}
    return result
  }

  /// The gradient of softmax or log-softmax along one axis, from its result.
  static func scanGradient(_ operation: mk_scan_op, gradient: Storage, y: Storage, axis: Int) -> Storage {
    if y.rank == 0 {
      return scanGradient(operation, gradient: gradient.reshaped([1]), y: y.reshaped([1]), axis: 0).reshaped([])
    }
    let axis = y.shape.resolve(axis: axis, for: "softmax")
    let kernel = mk_scan_gradient(operation, y.type.kernelType)!
    let (g, y) = (gradient.contiguous(), y.contiguous())
    let result = Storage.uninitialized(y.shape, y.type)
    guard y.count > 0 else { return result }
    let n = y.length(axis)
    let inner = (axis + 1..<y.rank).reduce(1) { $0 * y.length($1) }
    let row = n * inner, size = y.type.size
    let (to, gd, yd) = (result.data, g.data, y.data)
    Parallelism.forEachRange(of: y.count / row, grain: Swift.max((1 << 13) / row, 1)) { range in
      let first = range.lowerBound * row * size
      kernel(to + first, gd + first, yd + first, range.count, n, inner)
    }
    withExtendedLifetime((g, y)) {}
    return result
  }
}
