import Autograd
import Tensor
import TestSupport

/// The operations of golden cases on variables, by the names that PyTorch gives them.
struct GoldenVariables<Scalar: FloatingScalar> {
  let item: GoldenCase
  /// nil for an input that is not floating point.
  let variables: [Variable<Scalar>?]

  var x: Variable<Scalar> { variables[0]! }
  var y: Variable<Scalar> { variables[1]! }
  var parameters: GoldenParameters { item.parameters }
  var axis: Int { parameters.integer("axis") ?? -1 }

  func number(_ name: String) -> Scalar? { parameters.number(name).map { Scalar($0) } }

  /// nil for an operation that is not known.
  func run() throws -> [Variable<Scalar>]? {
    if let result = try elementwise() ?? reduction() ?? linearAlgebra() ?? loss() ?? layer() { return [result] }
    return try shape()
  }

  private func elementwise() throws -> Variable<Scalar>? {
    switch item.operation {
    case "neg": -x
    case "abs": abs(x)
    case "exp": exp(x)
    case "expm1": expm1(x)
    case "log": log(x)
    case "log1p": log1p(x)
    case "log2": log2(x)
    case "log10": log10(x)
    case "sqrt": sqrt(x)
    case "rsqrt": rsqrt(x)
    case "square": square(x)
    case "reciprocal": reciprocal(x)
    case "sin": sin(x)
    case "cos": cos(x)
    case "tan": tan(x)
    case "asin": asin(x)
    case "acos": acos(x)
    case "atan": atan(x)
    case "sinh": sinh(x)
    case "cosh": cosh(x)
    case "tanh": tanh(x)
    case "sigmoid": sigmoid(x)
    case "relu": relu(x)
    case "silu": silu(x)
    case "softplus": softplus(x)
    case "erf": erf(x)
    case "sign": sign(x)
    case "floor": floor(x)
    case "ceil": ceil(x)
    case "round": round(x)
    case "leaky_relu": leakyReLU(x, negativeSlope: number("negative_slope") ?? 0.01)
    case "elu": elu(x, alpha: number("alpha") ?? 1)
    case "gelu": gelu(x, approximate: parameters.text("approximate") == "tanh" ? .tanh : .none)
    case "clamp": clamp(x, min: number("min"), max: number("max"))
    case "add": x + y
    case "sub": x - y
    case "mul": x * y
    case "div": x / y
    case "pow": x ** y
    case "maximum": maximum(x, y)
    case "minimum": minimum(x, y)
    case "atan2": atan2(x, y)
    case "where": variables[2]!.replacing(with: y, where: try item.input(0))
    case "masked_fill": x.replacing(with: number("value")!, where: try item.input(1))
    default: nil
    }
  }

  private func reduction() throws -> Variable<Scalar>? {
    let axes = parameters.integers("axis")
    let keepDims = parameters.flag("keepdims") ?? false
    let correction = number("correction") ?? 1
    switch item.operation {
    case "sum": return axes.map { x.sum(axes: $0, keepDims: keepDims) } ?? x.sum()
    case "mean": return axes.map { x.mean(axes: $0, keepDims: keepDims) } ?? x.mean()
    case "prod": return axes.map { x.prod(axes: $0, keepDims: keepDims) } ?? x.prod()
    case "max", "min", "amax", "amin": return extreme(axes, keepDims)
    case "var":
      return axes.map { x.variance(axes: $0, correction: correction, keepDims: keepDims) }
        ?? x.variance(correction: correction)
    case "std":
      return axes.map { x.std(axes: $0, correction: correction, keepDims: keepDims) } ?? x.std(correction: correction)
    case "norm":
      guard let order = parameters.normOrder else { return nil }
      return axes.map { x.norm(order, axes: $0, keepDims: keepDims) } ?? x.norm(order)
    case "logsumexp": return axes.map { x.logSumExp(axes: $0, keepDims: keepDims) } ?? x.logSumExp()
    case "softmax": return softmax(x, axis: axis)
    case "log_softmax": return logSoftmax(x, axis: axis)
    case "cumsum": return parameters.has("axis") ? x.cumsum(axis: axis) : x.flattened().cumsum(axis: 0)
    case "cumprod": return parameters.has("axis") ? x.cumprod(axis: axis) : x.flattened().cumprod(axis: 0)
    default: return nil
    }
  }

  /// Along one axis the first of equals has the gradient, as in PyTorch's `max`; over several all share it, as in `amax`.
  private func extreme(_ axes: [Int]?, _ keepDims: Bool) -> Variable<Scalar> {
    let isMax = item.operation.hasSuffix("max")
    guard let axes else { return isMax ? x.max() : x.min() }
    if let axis = parameters.integer("axis"), !item.operation.hasPrefix("a") {
      return isMax ? x.max(axis: axis, keepDims: keepDims) : x.min(axis: axis, keepDims: keepDims)
    }
    return isMax ? x.max(axes: axes, keepDims: keepDims) : x.min(axes: axes, keepDims: keepDims)
  }

  private func linearAlgebra() throws -> Variable<Scalar>? {
    switch item.operation {
    case "matmul": matmul(x, y)
    case "dot": x.dot(y)
    case "outer": x.outer(y)
    case "trace": x.trace()
    case "solve": try Linalg.solve(x, y)
    case "inverse": try Linalg.inverse(x)
    case "det": Linalg.det(x)
    case "cholesky": try Linalg.cholesky(x)
    default: nil
    }
  }

  /// A parameter of whole numbers in the shape of its lists.
  private func integerTensor(_ name: String) -> Tensor<Int32>? {
    parameters.tensor(name).map { Tensor<Int32>($0) }
  }

  private func layer() throws -> Variable<Scalar>? {
    switch item.operation {
    case "linear": return linear(x, weight: y, bias: variables.count > 2 ? variables[2] : nil)
    case "layer_norm":
      let shape = parameters.integers("normalized_shape").map { Shape($0) }
      return layerNorm(
        x, shape: shape ?? (variables.count > 1 ? y.shape : [x.shape[x.rank - 1]]),
        weight: variables.count > 1 ? y : nil, bias: variables.count > 2 ? variables[2] : nil,
        epsilon: number("eps") ?? 1e-5)
    case "embedding" where !parameters.has("padding_idx"):
      return embedding(integerTensor("indices") ?? .zeros([0]), weight: x)
    default: return nil
    }
  }

  private func loss() throws -> Variable<Scalar>? {
    let reduction: LossReduction =
      parameters.text("reduction") == "none"
      ? .none
      : parameters.text("reduction") == "sum" ? .sum : parameters.text("reduction") == "batchmean" ? .batchMean : .mean
    // Labels of images, say, may be given as one list; those of a single sample are a single number.
    var labels = integerTensor("labels")
    if let flat = labels, x.rank > 2, flat.rank == 1 { labels = flat.reshaped([x.shape[0]] + Array(x.shape[2...])) }
    if let flat = labels, x.rank == 1 { labels = flat.reshaped([]) }
    func numbers(_ name: String) -> Tensor<Scalar>? { parameters.tensor(name).map { Tensor<Scalar>($0) } }
    let ignored = Int32(parameters.integer("ignore_index") ?? -100)
    switch item.operation {
    case "mse_loss": return mseLoss(x, y, reduction: reduction)
    case "l1_loss": return l1Loss(x, y, reduction: reduction)
    case "huber_loss": return huberLoss(x, y, reduction: reduction, delta: number("delta") ?? 1)
    case "bce_with_logits":
      return bceWithLogits(
        x, try numbers("target")?.reshaped(like: x) ?? item.input(1), reduction: reduction, weight: numbers("weight"),
        posWeight: numbers("pos_weight"))
    case "cross_entropy" where parameters.has("target"):
      return crossEntropy(
        x, probabilities: numbers("target")!.reshaped(like: x), reduction: reduction,
        labelSmoothing: number("label_smoothing") ?? 0, weight: numbers("weight"))
    case "cross_entropy":
      return crossEntropy(
        x, labels!, reduction: reduction, labelSmoothing: number("label_smoothing") ?? 0, weight: numbers("weight"),
        ignoreIndex: ignored)
    case "nll_loss":
      return nllLoss(x, labels!, reduction: reduction, weight: numbers("weight"), ignoreIndex: ignored)
    case "kl_div":
      return klDivergence(x, y, reduction: reduction, logTarget: parameters.flag("log_target") ?? false)
    default: return nil
    }
  }

  private func shape() throws -> [Variable<Scalar>]? {
    let shape = parameters.integers("shape") ?? []
    switch item.operation {
    case "reshape": return [x.reshaped(shape)]
    case "permute": return [x.permuted(parameters.integers("axes")!)]
    case "squeeze":
      guard let axes = parameters.integers("axis") else { return [x.squeezed()] }
      return [axes.map { $0 < 0 ? $0 + x.rank : $0 }.sorted(by: >).reduce(x) { $0.squeezed(axis: $1) }]
    case "unsqueeze": return [x.unsqueezed(axis: axis)]
    case "broadcast_to": return [x.broadcast(to: Shape(shape))]
    case "flip": return [x.flipped(axes: parameters.integers("axis") ?? Array(0..<x.rank))]
    case "roll":
      let shifts = parameters.integers("shift") ?? []
      guard let axes = parameters.integers("axis") else {
        return [x.flattened().rolled(shifts[0], axis: 0).reshaped(like: x)]
      }
      return [zip(shifts, axes).reduce(x) { $0.rolled($1.0, axis: $1.1) }]
    case "tile": return [x.tiled(parameters.integers("repeats")!)]
    case "pad":
      return [x.padded(parameters.rows("pads")!.map { ($0[0]!, $0[1]!) }, value: number("value") ?? 0)]
    case "concat": return [.concat(variables.map { $0! }, axis: axis)]
    case "stack": return [.stack(variables.map { $0! }, axis: axis)]
    case "split": return x.split(parameters.parts(of: x.shape, axis: axis), axis: axis)
    case "slice":
      return [
        parameters.slices(of: x.shape).enumerated().reduce(x) { part, slice in
          part.transposed(0, slice.offset)[slice.element].transposed(0, slice.offset)
        }
      ]
    case "take": return [x.take(try item.input(1), axis: axis)]
    case "gather": return [x.gather(try item.input(1), axis: axis)]
    case "tril": return [x.tril(diagonal: parameters.integer("diagonal") ?? 0)]
    case "triu": return [x.triu(diagonal: parameters.integer("diagonal") ?? 0)]
    case "diagonal":
      return [
        x.diagonal(
          offset: parameters.integer("offset") ?? 0, axis1: parameters.integer("axis1") ?? 0,
          axis2: parameters.integer("axis2") ?? 1)
      ]
    case "sort": return [x.sorted(axis: axis, descending: parameters.flag("descending") ?? false)]
    case "topk":
      let largest = parameters.flag("largest") ?? true
      return [x.topK(parameters.integer("k")!, axis: axis, largest: largest).values]
    default: return nil
    }
  }
}
