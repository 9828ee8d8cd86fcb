import Foundation
public import Tensor

/// Features of a standard normal distribution, and labels that depend on them linearly: y = X·w + b + noise.
///
/// Gives features [count, d] and labels [count, 1]; `noise` is the standard deviation of the normal noise.
/// Equals `synthetic_data` of "Dive into Deep Learning", section 3.2.
public func syntheticLinear(
  weight: Tensor<Float>, bias: Float, count: Int, noise: Float, using generator: inout RandomGenerator
) -> (features: Tensor<Float>, labels: Tensor<Float>) {
  require(weight.count > 0, "syntheticLinear: weight of shape \(weight.shape): at least one is needed")
  let features = Tensor<Float>.normal([count, weight.count], using: &generator)
  let exact = matmul(features, weight.reshaped([weight.count, 1])) + bias
  return (features, exact + Tensor<Float>.normal([count, 1], std: noise, using: &generator))
}

/// Two interleaving half circles, one for each class: points [count, 2], classes [count], 0 outside and 1 inside.
///
/// The outer one is (cos t, sin t), the inner one (1 - cos t, 1/2 - sin t), t evenly spaced in 0...π; half of the points,
/// rounded down, lie on the outer one. `noise` is the standard deviation of the normal noise. Traps for a negative count.
/// Equals scikit-learn's `make_moons`.
public func syntheticMoons(
  count: Int = 100, noise: Float = 0, shuffle: Bool = true, using generator: inout RandomGenerator
) -> (features: Tensor<Float>, labels: Tensor<Int32>) {
  require(count >= 0, "syntheticMoons: count \(count) is negative")
  let outer = count / 2
  func angle(_ place: Int, _ count: Int) -> Float { count > 1 ? .pi * Float(place) / Float(count - 1) : 0 }
  let points = Tensor<Float>(shape: [count, 2]) { out in
    for row in 0..<count {
      let isOuter = row < outer
      let t = isOuter ? angle(row, outer) : angle(row - outer, count - outer)
      let (x, y) = (Foundation.cos(t), Foundation.sin(t))
      out[2 * row] = isOuter ? x : 1 - x
      out[2 * row + 1] = isOuter ? y : 0.5 - y
    }
  }
  let classes = Tensor<Int32>((0..<count).map { $0 < outer ? 0 : 1 })
  return finished(points, classes, noise: noise, shuffle: shuffle, using: &generator)
}

/// Normally distributed points around centres, one centre for each class: points [count, features], classes [count].
///
/// The centres are drawn evenly from `box` in every dimension; the classes are as large as each other, the first ones by
/// one larger where that does not come out even. Traps for a negative count, and where a dimension or a centre is missing.
/// Equals scikit-learn's `make_blobs`.
public func syntheticBlobs(
  count: Int = 100, features: Int = 2, centers: Int = 3, std: Float = 1, box: ClosedRange<Float> = -10...10,
  shuffle: Bool = true, using generator: inout RandomGenerator
) -> (features: Tensor<Float>, labels: Tensor<Int32>) {
  require(features > 0 && centers > 0, "syntheticBlobs: \(features) features, \(centers) centers: 1 or more are needed")
  let places = Tensor<Float>.uniform(
    [centers, features], low: box.lowerBound, high: box.upperBound, using: &generator)
  return syntheticBlobs(count: count, centers: places, std: std, shuffle: shuffle, using: &generator)
}

/// Normally distributed points around given centres, [classes, features].
///
/// Traps for a negative count, and for centres of another rank or none.
public func syntheticBlobs(
  count: Int = 100, centers: Tensor<Float>, std: Float = 1, shuffle: Bool = true,
  using generator: inout RandomGenerator
) -> (features: Tensor<Float>, labels: Tensor<Int32>) {
  require(count >= 0, "syntheticBlobs: count \(count) is negative")
  require(
    centers.rank == 2 && centers.count > 0, "syntheticBlobs: centers of shape \(centers.shape): [classes, features]")
  let kinds = centers.shape[0]
  let sizes = (0..<kinds).map { count / kinds + ($0 < count % kinds ? 1 : 0) }
  let classes = Tensor<Int32>(sizes.enumerated().flatMap { Array(repeating: Int32($0), count: $1) })
  return finished(centers.take(classes, axis: 0), classes, noise: std, shuffle: shuffle, using: &generator)
}

/// Points with noise, in an order by chance where that is wanted.
private func finished(
  _ points: Tensor<Float>, _ classes: Tensor<Int32>, noise: Float, shuffle: Bool,
  using generator: inout RandomGenerator
) -> (features: Tensor<Float>, labels: Tensor<Int32>) {
  require(noise >= 0, "the standard deviation \(noise) is negative")
  var (points, classes) = (points, classes)
  if shuffle {
    let order = Tensor<Int32>.permutation(classes.count, using: &generator)
    (points, classes) = (points.take(order, axis: 0), classes.take(order, axis: 0))
  }
  if noise > 0 { points += Tensor<Float>.normal(points.shape, std: noise, using: &generator) }
  return (points, classes)
}
