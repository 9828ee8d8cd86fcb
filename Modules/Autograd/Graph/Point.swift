import Tensor

/// Where an operation is differentiated: the values it saw.
struct Point {
  let node: Node
  let createGraph: Bool
  /// Only marked nodes are wanted.
  let isSelective: Bool

  /// What the operation gives for the gradient that arrives here.
  @inline(__always)
  func gradients(_ gradient: consuming Tracked) -> Gradients { node.gradients(gradient, at: self) }

  /// Whether the gradient of an input is wanted; what is not wanted may be left nil.
  @inline(__always)
  func needs(_ position: Int) -> Bool {
    guard let edge = node.edges[position] else { return false }
    return !isSelective || edge.isMarked
  }

  /// Whether the gradient of any input is wanted.
  var leadsOn: Bool {
    var leadsOn = false
    node.edges.forEach { position, _ in if needs(position) { leadsOn = true } }
    return leadsOn
  }

  /// An input as the operation saw it; differentiable in turn when a graph is created.
  @inline(__always)
  func input(_ position: Int) -> Tracked { Tracked(value(position), createGraph ? node.edges[position] : nil) }

  /// The value of an input.
  @inline(__always)
  func value(_ position: Int) -> AnyTensor {
    guard let value = node.inputs[position] else { fail("\(node.name): the inputs are not kept (see `keeps`)") }
    return value
  }

  /// Lends the value of an input.
  @inline(__always)
  func withValue<Result>(_ position: Int, _ body: (AnyTensor) -> Result) -> Result {
    // What a node keeps is let go of by `free` alone, after the gradients have been computed.
    guard let value = node.inputs[position] else { fail("\(node.name): the inputs are not kept (see `keeps`)") }
    return withExtendedLifetime(node) { LentTensor(value).with(body) }
  }

  /// The result; differentiable in turn when a graph is created.
  @inline(__always)
  var output: Tracked {
    guard let output = node.output else { fail("\(node.name): the output is not kept (see `keeps`)") }
    return Tracked(output, createGraph ? node : nil)
  }

  /// The shape of an input whose gradient is wanted.
  func shape(_ position: Int) -> Shape { node.edges[position]!.shape }

  /// The number of elements of an input whose gradient is wanted.
  func count(_ position: Int) -> Int { node.edges[position]!.shape.volume }

  /// Whether this is the only input whose gradient is wanted.
  @inline(__always)
  func needsOnly(_ position: Int) -> Bool { needs(position) && !needs(1 - position) }

  /// Runs what a user wrote for gradients. Variables that it knows of itself leave a graph only where one is created.
  func byUser<Result>(_ body: () -> Result) -> Result { createGraph ? body() : noGrad(body) }

  /// Whether nothing here is differentiated again, so that one fused pass may do.
  @inline(__always)
  func isPlain(_ gradient: Tracked) -> Bool { !createGraph && gradient.node == nil }
}
