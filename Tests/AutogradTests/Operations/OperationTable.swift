import Autograd
import Tensor

/// One operation and the numbers it may be given: a row of the table that every derivative is checked by.
struct OperationRow: Sendable, CustomStringConvertible {
  let description: String
  let inputs: Int
  /// The numbers of the inputs lie here, away from kinks and poles.
  let low: Double, high: Double
  /// The least rank it takes.
  let rank: Int
  /// Whether its second derivative is checked too.
  let order: Int
  /// Whether it takes an empty input.
  let takesEmpty: Bool
  /// Whether equal numbers leave no derivative.
  let choosesOne: Bool
  let apply: @Sendable ([Variable<Double>]) -> Variable<Double>

  init(
    _ name: String, _ low: Double = -2, _ high: Double = 2, inputs: Int = 1, rank: Int = 0, order: Int = 2,
    takesEmpty: Bool = true, choosesOne: Bool = false,
    _ apply: @escaping @Sendable ([Variable<Double>]) -> Variable<Double>
  ) {
    description = name
    self.inputs = inputs
    self.low = low
    self.high = high
    self.rank = rank
    self.order = order
    self.takesEmpty = takesEmpty
    self.choosesOne = choosesOne
    self.apply = apply
  }
}

enum OperationTable {
  static let elementwise: [OperationRow] = [
    OperationRow("negate") { -$0[0] },
    OperationRow("abs", 0.1, 2) { abs($0[0]) },
    OperationRow("exp") { exp($0[0]) },
    OperationRow("expm1") { expm1($0[0]) },
    OperationRow("log", 0.2, 3) { log($0[0]) },
    OperationRow("log1p", -0.5, 3) { log1p($0[0]) },
    OperationRow("log2", 0.2, 3) { log2($0[0]) },
    OperationRow("log10", 0.2, 3) { log10($0[0]) },
    OperationRow("sqrt", 0.2, 3) { sqrt($0[0]) },
    OperationRow("rsqrt", 0.2, 3) { rsqrt($0[0]) },
    OperationRow("reciprocal", 0.3, 3) { reciprocal($0[0]) },
    OperationRow("square") { square($0[0]) },
    OperationRow("sin") { sin($0[0]) },
    OperationRow("cos") { cos($0[0]) },
    OperationRow("tan", -1, 1) { tan($0[0]) },
    OperationRow("asin", -0.8, 0.8) { asin($0[0]) },
    OperationRow("acos", -0.8, 0.8) { acos($0[0]) },
    OperationRow("atan") { atan($0[0]) },
    OperationRow("sinh") { sinh($0[0]) },
    OperationRow("cosh") { cosh($0[0]) },
    OperationRow("tanh") { tanh($0[0]) },
    OperationRow("sigmoid") { sigmoid($0[0]) },
    OperationRow("silu") { silu($0[0]) },
    OperationRow("softplus") { softplus($0[0]) },
    OperationRow("erf") { erf($0[0]) },
    OperationRow("gelu") { gelu($0[0]) },
    OperationRow("gelu tanh") { gelu($0[0], approximate: .tanh) },
    OperationRow("relu above 0", 0.1, 2) { relu($0[0]) },
    OperationRow("relu below 0", -2, -0.1) { relu($0[0]) },
    OperationRow("leakyReLU", -2, -0.1) { leakyReLU($0[0], negativeSlope: 0.2) },
    OperationRow("elu above 0", 0.1, 2) { elu($0[0], alpha: 0.7) },
    OperationRow("elu below 0", -2, -0.1) { elu($0[0], alpha: 0.7) },
    OperationRow("clamp inside", -0.9, 0.9) { clamp($0[0], min: -1, max: 1) },
    OperationRow("clamp outside", 1.1, 2) { clamp($0[0], min: -1, max: 1) },
    OperationRow("sign", 0.1, 2) { sign($0[0]) },
    OperationRow("floor", 0.1, 0.9) { floor($0[0]) },
    OperationRow("ceil", 0.1, 0.9) { ceil($0[0]) },
    OperationRow("round", 0.1, 0.4) { round($0[0]) },
    OperationRow("number + x") { 3 + $0[0] + 2 },
    OperationRow("number - x") { 3 - $0[0] - 2 },
    OperationRow("number * x") { 3 * $0[0] * 2 },
    OperationRow("number / x", 0.3, 3) { 3 / $0[0] / 2 },
    OperationRow("x ** 2") { $0[0] ** 2 },
    OperationRow("x ** 3") { $0[0] ** 3 },
    OperationRow("x ** 0") { $0[0] ** 0 },
    OperationRow("x ** 1") { $0[0] ** 1 },
    OperationRow("x ** -1", 0.3, 3) { $0[0] ** -1 },
    OperationRow("x ** 0.5", 0.3, 3) { $0[0] ** 0.5 },
    OperationRow("x ** 1.7", 0.3, 3) { $0[0] ** 1.7 },
    OperationRow("2.5 ** x") { 2.5 ** $0[0] },
    OperationRow("add", inputs: 2) { $0[0] + $0[1] },
    OperationRow("sub", inputs: 2) { $0[0] - $0[1] },
    OperationRow("mul", inputs: 2) { $0[0] * $0[1] },
    OperationRow("div", 0.4, 2, inputs: 2) { $0[0] / $0[1] },
    OperationRow("pow", 0.4, 2, inputs: 2) { $0[0] ** $0[1] },
    OperationRow("atan2", 0.4, 2, inputs: 2) { atan2($0[0], $0[1]) },
    OperationRow("maximum", inputs: 2) { maximum($0[0], $0[1]) },
    OperationRow("minimum", inputs: 2) { minimum($0[0], $0[1]) },
    OperationRow("maximum of a number", 0.1, 2) { maximum($0[0], 3) * minimum($0[0], 3) },
    OperationRow("maximum on the right", 0.1, 2) { maximum(3, $0[0]) * minimum(3, $0[0]) },
    OperationRow("atan2 with numbers", 0.4, 2) { atan2($0[0], 0.7) * atan2(0.7, $0[0]) },
    OperationRow("remainder", 0.1, 0.4, inputs: 2) { ((3.3 + $0[0]) % (2 + $0[1])) ** 2 },
    OperationRow("remainder with numbers", 0.1, 0.4) { ((3.3 + $0[0]) % 2) * (3.3 % ($0[0] - 2.5)) },
    OperationRow("replacing", inputs: 2) { $0[0].replacing(with: $0[1], where: $0[0].value .> 0) },
    OperationRow("replacing with a number") { $0[0].replacing(with: 0.5, where: $0[0].value .> 0) },
    OperationRow("used twice") { $0[0] * $0[0] + sin($0[0]) },
  ]

  static let reductions: [OperationRow] = [
    OperationRow("sum") { $0[0].sum() ** 2 },
    OperationRow("sum axis", rank: 1) { $0[0].sum(axis: -1) ** 2 },
    OperationRow("sum keepDims", rank: 1) { $0[0] * $0[0].sum(axis: 0, keepDims: true) },
    OperationRow("mean", takesEmpty: false) { $0[0].mean() ** 2 },
    OperationRow("mean axis", rank: 1, takesEmpty: false) { $0[0].mean(axis: -1) ** 2 },
    OperationRow("prod", 0.5, 1.5) { $0[0].prod() },
    OperationRow("prod axis", 0.5, 1.5, rank: 1) { $0[0].prod(axis: -1) },
    OperationRow("variance", rank: 1, takesEmpty: false) { $0[0].variance(correction: 0) },
    OperationRow("variance axis", rank: 2, takesEmpty: false) { $0[0].variance(axis: 0, correction: 0) },
    OperationRow("norm 1", 0.1, 2) { $0[0].norm(.one) },
    OperationRow("norm 2", 0.1, 2, takesEmpty: false) { $0[0].norm() },
    OperationRow("norm 2 axis", 0.1, 2, rank: 1, takesEmpty: false) { $0[0].norm(axis: -1) },
    OperationRow("norm infinity", 0.1, 2, takesEmpty: false, choosesOne: true) { $0[0].norm(.infinity) },
    OperationRow("max", takesEmpty: false, choosesOne: true) { $0[0].max() },
    OperationRow("max axis", rank: 1, takesEmpty: false) { $0[0].max(axis: -1) },
    OperationRow("min axes", rank: 2, takesEmpty: false, choosesOne: true) { $0[0].min(axes: [0, 1]) },
    OperationRow("logSumExp", takesEmpty: false) { $0[0].logSumExp() },
    OperationRow("logSumExp axis", rank: 1, takesEmpty: false) { $0[0].logSumExp(axis: 0) },
    OperationRow("softmax", rank: 1) { softmax($0[0], axis: -1) },
    OperationRow("logSoftmax", rank: 1) { logSoftmax($0[0], axis: 0) },
    OperationRow("cumsum", rank: 1) { $0[0].cumsum(axis: -1) ** 2 },
    OperationRow("cumprod", 0.5, 1.5, rank: 1) { $0[0].cumprod(axis: 0) },
    OperationRow("quantile", takesEmpty: false, choosesOne: true) { $0[0].quantile(0.3) ** 2 },
    OperationRow("quantile axis", rank: 1, takesEmpty: false) { $0[0].quantile(0.3, axis: -1, keepDims: true) ** 2 },
    OperationRow("percentile axis", rank: 1, takesEmpty: false) { $0[0].percentile(100, axis: -1) ** 2 },
    OperationRow("median", takesEmpty: false, choosesOne: true) { $0[0].median() ** 2 },
    OperationRow("sorted", rank: 1) { $0[0].sorted(axis: -1) ** 3 },
    OperationRow("topK", rank: 1, takesEmpty: false) { $0[0].topK(1, axis: -1).values ** 3 },
  ]

  static let shapes: [OperationRow] = [
    OperationRow("reshaped") { $0[0].reshaped([$0[0].count]) ** 2 },
    OperationRow("flattened", rank: 1) { $0[0].flattened() ** 2 },
    OperationRow("transposed") { $0[0].transposed() ** 2 },
    OperationRow("unsqueezed and squeezed") { $0[0].unsqueezed(axis: 0).squeezed(axis: 0) ** 2 },
    OperationRow("broadcast") { $0[0].broadcast(to: Shape([2] + Array($0[0].shape))) ** 2 },
    OperationRow("flipped", rank: 1) { $0[0].flipped(axis: -1) * $0[0] },
    OperationRow("rolled", rank: 1) { $0[0].rolled(2, axis: 0) * $0[0] },
    OperationRow("tiled", rank: 1) { $0[0].tiled([2, 3]) ** 2 },
    OperationRow("repeated", rank: 1) { $0[0].repeated(3, axis: 0) ** 2 },
    OperationRow("padded", rank: 1) {
      $0[0].padded(Array(repeating: (1, 2), count: $0[0].rank), value: 0.5) ** 2
    },
    OperationRow("concat", inputs: 2, rank: 1) { .concat([$0[0], $0[1], $0[0]], axis: 0) ** 2 },
    OperationRow("concat of five", inputs: 2, rank: 1) {
      .concat([$0[0], $0[1], $0[0], $0[1], $0[1]], axis: 0) ** 2
    },
    OperationRow("stack", inputs: 2) { .stack([$0[0], $0[1]], axis: -1) ** 2 },
    OperationRow("split", rank: 1) {
      let parts = $0[0].split(size: 2, axis: 0)
      return parts.isEmpty ? $0[0] ** 2 : parts[0] ** 2
    },
    OperationRow("position", rank: 1, takesEmpty: false) { $0[0][0] ** 2 },
    OperationRow("range", rank: 1) { $0[0][0...] ** 2 },
    OperationRow("strided", rank: 1) { $0[0][stride(from: 0, to: $0[0].shape[0], by: 2)] ** 2 },
    OperationRow("repeated positions", rank: 1, takesEmpty: false) {
      $0[0][Tensor<Int32>([0, 0, -1, 0])] ** 2
    },
    OperationRow("mask") { $0[0][$0[0].value .> 0] ** 2 },
    OperationRow("pairs", rank: 2, takesEmpty: false) {
      $0[0][Tensor<Int32>([0, 0, -1]), Tensor<Int32>([0, 0, 0])] ** 2
    },
    OperationRow("ellipsis", rank: 1, takesEmpty: false) { $0[0][.ellipsis, -1] ** 2 },
    OperationRow("take", rank: 1, takesEmpty: false) { $0[0].take([0, -1, 0], axis: -1) ** 2 },
    OperationRow("gather", rank: 1, takesEmpty: false) { x in
      let zeros = Tensor<Int32>.zeros(x[0].shape)
      return x[0].gather(zeros, axis: 0) ** 2
    },
    OperationRow("meshgrid", inputs: 2, rank: 1) {
      let grids = Variable.meshgrid([$0[0].flattened(), $0[1].flattened()], indexing: .xy)
      return grids[0] * grids[1] ** 2
    },
    OperationRow("tril", rank: 2) { $0[0].tril(diagonal: 1) ** 2 },
    OperationRow("triu", rank: 2) { $0[0].triu() ** 2 },
    OperationRow("diagonal", rank: 2) { $0[0].diagonal(offset: 1) ** 2 },
  ]

  static let losses: [OperationRow] = [
    OperationRow("mse", inputs: 2, takesEmpty: false) { mseLoss($0[0], $0[1]) },
    OperationRow("mse none", inputs: 2) { mseLoss($0[0], $0[1], reduction: .none) },
    OperationRow("l1", inputs: 2, takesEmpty: false) { l1Loss($0[0], $0[1], reduction: .sum) },
    OperationRow("huber inside", -0.4, 0.4, inputs: 2, takesEmpty: false) { huberLoss($0[0], $0[1]) },
    OperationRow("huber outside", 0.1, 0.4, inputs: 2, takesEmpty: false) { huberLoss(2 + $0[0], $0[1], delta: 0.5) },
    OperationRow("bceWithLogits", 0.1, 0.9, inputs: 2, takesEmpty: false) { bceWithLogits($0[0], $0[1]) },
    OperationRow("bceWithLogits weighted", takesEmpty: false) {
      bceWithLogits($0[0], .full($0[0].shape, 0.3), weight: Tensor(0.7), posWeight: Tensor(2.5))
    },
    OperationRow("klDivergence", 0.1, 0.9, inputs: 2, takesEmpty: false) {
      klDivergence($0[0], $0[1], reduction: .batchMean)
    },
    OperationRow("klDivergence of logarithms", -2, -0.1, inputs: 2, takesEmpty: false) {
      klDivergence($0[0], $0[1], logTarget: true)
    },
  ]

  static let all = elementwise + reductions + shapes + losses
}
