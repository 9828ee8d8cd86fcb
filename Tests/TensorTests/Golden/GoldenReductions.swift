import Tensor
import TestSupport

extension GoldenOperations {
  static func extremes<Scalar: TensorScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let p = item.parameters
    let axes = p.integers("axis"), axis = p.integer("axis"), keep = p.flag("keepdims") ?? false
    func x() throws -> Tensor<Scalar> { try item.input(0) }
    switch item.operation {
    case "max", "amax": return [DynamicTensor(try axes.map { try x().max(axes: $0, keepDims: keep) } ?? x().max())]
    case "min", "amin": return [DynamicTensor(try axes.map { try x().min(axes: $0, keepDims: keep) } ?? x().min())]
    case "argmax": return [DynamicTensor(try axis.map { try x().argmax(axis: $0, keepDims: keep) } ?? x().argmax())]
    case "argmin": return [DynamicTensor(try axis.map { try x().argmin(axis: $0, keepDims: keep) } ?? x().argmin())]
    default: return nil
    }
  }

  static func totals<Scalar: NumericScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let p = item.parameters
    let axes = p.integers("axis"), keep = p.flag("keepdims") ?? false
    func x() throws -> Tensor<Scalar> { try item.input(0) }
    /// Along an axis, or without one over the elements in a row.
    func scanned(_ scan: (Tensor<Scalar>, _ axis: Int) -> Tensor<Scalar.Sum>) throws -> [DynamicTensor] {
      [DynamicTensor(try p.integer("axis").map { try scan(x(), $0) } ?? scan(x().flattened(), 0))]
    }
    switch item.operation {
    case "sum": return [DynamicTensor(try axes.map { try x().sum(axes: $0, keepDims: keep) } ?? x().sum())]
    case "prod": return [DynamicTensor(try axes.map { try x().prod(axes: $0, keepDims: keep) } ?? x().prod())]
    case "cumsum": return try scanned { $0.cumsum(axis: $1) }
    case "cumprod": return try scanned { $0.cumprod(axis: $1) }
    case "trace": return [DynamicTensor(try x().trace())]
    case "one_hot":
      let labels = try item.input(0, as: Int32.self)
      return [DynamicTensor(Tensor<Scalar>.oneHot(labels, classes: p.integer("classes")))]
    default: return nil
    }
  }

  static func statistics<Scalar: FloatingScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let p = item.parameters
    let axes = p.integers("axis"), keep = p.flag("keepdims") ?? false
    let correction = Scalar(p.number("correction") ?? 1)
    func x() throws -> Tensor<Scalar> { try item.input(0) }
    switch item.operation {
    case "mean": return [DynamicTensor(try axes.map { try x().mean(axes: $0, keepDims: keep) } ?? x().mean())]
    case "var":
      return [
        DynamicTensor(
          try axes.map { try x().variance(axes: $0, correction: correction, keepDims: keep) }
            ?? x().variance(correction: correction))
      ]
    case "std":
      return [
        DynamicTensor(
          try axes.map { try x().std(axes: $0, correction: correction, keepDims: keep) }
            ?? x().std(correction: correction))
      ]
    case "norm":
      guard let order = p.normOrder else { return nil }
      return [DynamicTensor(try axes.map { try x().norm(order, axes: $0, keepDims: keep) } ?? x().norm(order))]
    case "logsumexp":
      return [DynamicTensor(try axes.map { try x().logSumExp(axes: $0, keepDims: keep) } ?? x().logSumExp())]
    default: return nil
    }
  }

  static func solved<Scalar: FloatingScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    func x(_ index: Int = 0) throws -> Tensor<Scalar> { try item.input(index) }
    switch item.operation {
    case "solve": return [DynamicTensor(try Linalg.solve(x(), x(1)))]
    case "cholesky": return [DynamicTensor(try Linalg.cholesky(x()))]
    case "inverse": return [DynamicTensor(try Linalg.inverse(x()))]
    case "det": return [DynamicTensor(Linalg.det(try x()))]
    case "svdvals": return [DynamicTensor(Linalg.svdvals(try x()))]
    case "eigvalsh": return [DynamicTensor(Linalg.eigvalsh(try x()))]
    case "lstsq": return [DynamicTensor(Linalg.lstsq(try x(), try x(1)))]
    default: return nil
    }
  }
}
