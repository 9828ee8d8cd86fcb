// Choosing and joining, through the generic operations of either floating-point type. What adds to zeros undoes for
// gradients what chooses.

extension AnyTensor {
  /// The rows that indices choose along an axis.
  package func take(_ indices: Tensor<Int32>, _ axis: Int) -> AnyTensor { open(Choice.take(indices, axis)) }

  /// Zeros of `shape` with these rows added along an axis where indices say.
  package func addingRows(_ indices: Tensor<Int32>, _ axis: Int, into shape: Shape) -> AnyTensor {
    open(Choice.addRows(indices, axis, shape))
  }

  /// One element for each index along an axis.
  package func gather(_ indices: Tensor<Int32>, _ axis: Int) -> AnyTensor { open(Choice.gather(indices, axis)) }

  /// Zeros of `shape` with these elements added along an axis where indices say.
  package func addingElements(_ indices: Tensor<Int32>, _ axis: Int, into shape: Shape) -> AnyTensor {
    open(Choice.addElements(indices, axis, shape))
  }

  /// A part by the items of a subscript.
  package func part(_ items: [TensorIndex]) -> AnyTensor { open(Choice.part(items)) }

  /// Zeros of `shape` with this tensor added to a part of it.
  package func addingPart(_ items: [TensorIndex], into shape: Shape) -> AnyTensor {
    open(Choice.addPart(items, shape))
  }

  package func rolled(_ shift: Int, axis: Int) -> AnyTensor { open(Choice.roll(shift, axis)) }

  package func padded(_ widths: [(Int, Int)], _ value: Double) -> AnyTensor { open(Choice.pad(widths, value)) }

  /// The tensors one after the other along an axis.
  package static func concat(_ tensors: [AnyTensor], _ axis: Int) -> AnyTensor {
    guard let first = tensors.first else { fail("concat: no tensors") }
    return first.open(Choice.concat(tensors, axis))
  }
}

private enum Choice: FloatingVisitor {
  case take(Tensor<Int32>, Int)
  case addRows(Tensor<Int32>, Int, Shape)
  case gather(Tensor<Int32>, Int)
  case addElements(Tensor<Int32>, Int, Shape)
  case part([TensorIndex])
  case addPart([TensorIndex], Shape)
  case roll(Int, Int)
  case pad([(Int, Int)], Double)
  case concat([AnyTensor], Int)

  func visit<Scalar: FloatingScalar>(_ x: Tensor<Scalar>) -> AnyTensor {
    switch self {
    case .take(let indices, let axis): return AnyTensor(x.take(indices, axis: axis))
    case .gather(let indices, let axis): return AnyTensor(x.gather(indices, axis: axis))
    case .part(let items): return AnyTensor(x[items: items])
    case .roll(let shift, let axis): return AnyTensor(x.rolled(shift, axis: axis))
    case .pad(let widths, let value): return AnyTensor(x.padded(widths, value: Scalar(nearest: value)))
    case .concat(let tensors, let axis):
      return AnyTensor(Tensor<Scalar>.concat(tensors.map { $0.tensor() }, axis: axis))
    case .addRows(let indices, let axis, let shape):
      var result = Tensor<Scalar>.zeros(shape)
      result.addRows(x, at: indices, axis: axis)
      return AnyTensor(result)
    case .addElements(let indices, let axis, let shape):
      var result = Tensor<Scalar>.zeros(shape)
      result.addElements(x, at: indices, axis: axis)
      return AnyTensor(result)
    case .addPart(let items, let shape):
      var result = Tensor<Scalar>.zeros(shape)
      result.add(x, at: items)
      return AnyTensor(result)
    }
  }
}

extension Tensor where Scalar == Int32 {
  /// These indices with negative ones counted from the end, after checking that each is a position of the axis.
  package func positions(of axis: Int, in shape: Shape, for operation: StaticString) -> Tensor {
    resolved(axis: axis, of: shape, for: operation)
  }
}
