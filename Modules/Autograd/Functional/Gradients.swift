public import Tensor

/// The gradients of a result with respect to variables, without storing any: nil for one that it does not depend on.
///
///     let slope = grad(of: y, at: [x], createGraph: true)[0]!
///     let curvature = grad(of: slope, at: [x])[0]!
///
/// Work is done only on the way from the result to those variables.
///
/// - Parameters:
///   - result: what is differentiated.
///   - variables: with respect to what; the gradients come in their order.
///   - gradient: what arrives at the result, of its shape; ones if it is left out.
///   - createGraph: record the gradients' own computation, so that they can be differentiated again.
///   - retainGraph: keep the graph for another time; kept anyway with `createGraph`.
///
/// Traps on a constant result, where one of the variables is a constant, and on a graph that has been freed.
public func grad<Scalar: FloatingScalar>(
  of result: Variable<Scalar>, at variables: [Variable<Scalar>], gradient: Tensor<Scalar>? = nil,
  createGraph: Bool = false, retainGraph: Bool = false
) -> [Variable<Scalar>?] {
  guard let root = result.tracked.source else { result.stopAtConstant("grad") }
  let targets = variables.enumerated().map { position, variable in
    guard let node = variable.tracked.source else {
      fail("grad: variable \(position) is a constant, or its requiresGrad is false: no gradient reaches it")
    }
    return node
  }
  if let gradient, gradient.shape != result.shape {
    fail("grad: a gradient of shape \(gradient.shape) for a result of shape \(result.shape)")
  }
  let seed = gradient.map { AnyTensor($0) } ?? .ones(result.shape, Scalar.scalarType)
  return Sweep.gradients(
    of: root, Tracked(constant: seed), at: targets, createGraph: createGraph, retainGraph: retainGraph
  ).map { $0.map { Variable($0) } }
}

/// The value of a function of one tensor and its gradient there; of a result that is not one number the gradient of the
/// sum.
///
///     let (loss, slope) = valueAndGrad(at: w) { w in ((matmul(x, w) - y) ** 2).mean() }
public func valueAndGrad<Scalar: FloatingScalar>(
  at point: Tensor<Scalar>, _ function: (Variable<Scalar>) -> Variable<Scalar>
) -> (value: Tensor<Scalar>, gradient: Tensor<Scalar>) {
  let (value, gradients) = valueAndGrad(at: [point]) { function($0[0]) }
  return (value, gradients[0])
}

/// The value of a function of several tensors and its gradient for each.
public func valueAndGrad<Scalar: FloatingScalar>(
  at points: [Tensor<Scalar>], _ function: ([Variable<Scalar>]) -> Variable<Scalar>
) -> (value: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
  let variables = points.map { Variable($0) }
  let result = function(variables)
  guard result.node != nil else { return (result.value, points.map { .zeros($0.shape) }) }
  let gradients = grad(of: result, at: variables)
  return (result.value, zip(gradients, points).map { $0?.value ?? .zeros($1.shape) })
}

/// The Hessian of a function of one tensor, times a vector of the tensor's shape: H v, without H.
///
/// Traps where the shapes differ.
public func hessianVectorProduct<Scalar: FloatingScalar>(
  at point: Tensor<Scalar>, vector: Tensor<Scalar>, _ function: (Variable<Scalar>) -> Variable<Scalar>
) -> Tensor<Scalar> {
  guard vector.shape == point.shape else {
    fail("hessianVectorProduct: a vector of shape \(vector.shape) for a point of shape \(point.shape)")
  }
  let x = Variable(point)
  let result = function(x)
  guard result.node != nil, let slope = grad(of: result, at: [x], createGraph: true)[0], slope.node != nil else {
    return .zeros(point.shape)
  }
  return grad(of: slope, at: [x], gradient: vector)[0]?.value ?? .zeros(point.shape)
}

/// ∂yᵢ/∂xⱼ of a function of one tensor: the shape of y, then the shape of x. One sweep for each element of y.
public func jacobian<Scalar: FloatingScalar>(
  at point: Tensor<Scalar>, _ function: (Variable<Scalar>) -> Variable<Scalar>
) -> Tensor<Scalar> {
  let x = Variable(point)
  let y = function(x)
  return rows(of: y, at: x).reshaped(Array(y.shape) + Array(point.shape))
}

/// ∂²y/∂xᵢ∂xⱼ of a function of one tensor, whose result is summed: the shape of x twice.
public func hessian<Scalar: FloatingScalar>(
  at point: Tensor<Scalar>, _ function: (Variable<Scalar>) -> Variable<Scalar>
) -> Tensor<Scalar> {
  let x = Variable(point)
  let y = function(x)
  let shape = Array(point.shape) + Array(point.shape)
  guard y.node != nil, let slope = grad(of: y, at: [x], createGraph: true)[0] else { return .zeros(Shape(shape)) }
  return rows(of: slope, at: x).reshaped(shape)
}

/// One row for each element of `y`: its gradient at `x`.
private func rows<Scalar: FloatingScalar>(of y: Variable<Scalar>, at x: Variable<Scalar>) -> Tensor<Scalar> {
  guard y.node != nil, y.count > 0 else { return .zeros([y.count, x.count]) }
  var rows: [Tensor<Scalar>] = []
  for element in 0..<y.count {
    var seed = Tensor<Scalar>.zeros([y.count])
    seed.withUnsafeMutableScalars { $0[element] = 1 }
    let row = grad(of: y, at: [x], gradient: seed.reshaped(y.shape), retainGraph: true)[0]
    rows.append(row?.value.reshaped([x.count]) ?? .zeros([x.count]))
  }
  return .stack(rows)
}
