import Tensor
import TestSupport

extension GoldenOperations {
  static func shaped<Scalar: TensorScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let p = item.parameters
    let axis = p.integer("axis") ?? 0
    func x(_ index: Int = 0) throws -> Tensor<Scalar> { try item.input(index) }
    func all() throws -> [Tensor<Scalar>] { try item.inputs.indices.map { try x($0) } }
    switch item.operation {
    case "reshape": return [DynamicTensor(try x().reshaped(p.integers("shape") ?? []))]
    case "permute": return [DynamicTensor(try x().permuted(p.integers("axes") ?? []))]
    case "squeeze":
      let tensor = try x()
      guard let axes = p.integers("axis") else { return [DynamicTensor(tensor.squeezed())] }
      let places = axes.map { $0 < 0 ? $0 + tensor.rank : $0 }.sorted(by: >)
      return [DynamicTensor(places.reduce(tensor) { $0.squeezed(axis: $1) })]
    case "unsqueeze": return [DynamicTensor(try x().unsqueezed(axis: axis))]
    case "broadcast_to": return [DynamicTensor(try x().broadcast(to: Shape(p.integers("shape") ?? [])))]
    case "flip":
      let tensor = try x()
      return [DynamicTensor(tensor.flipped(axes: p.integers("axis") ?? Array(0..<tensor.rank)))]
    case "roll":
      let tensor = try x(), shifts = p.integers("shift") ?? []
      guard let axes = p.integers("axis") else {
        return [DynamicTensor(tensor.flattened().rolled(shifts[0], axis: 0).reshaped(like: tensor))]
      }
      return [DynamicTensor(zip(shifts, axes).reduce(tensor) { $0.rolled($1.0, axis: $1.1) })]
    case "tile": return [DynamicTensor(try x().tiled(p.integers("repeats") ?? []))]
    case "pad":
      let widths = (p.rows("pads") ?? []).map { ($0[0] ?? 0, $0[1] ?? 0) }
      let value = try DynamicTensor(Tensor<Double>(p.number("value") ?? 0)).as(Scalar.self)
      return [DynamicTensor(try x().padded(widths, value: value.item()))]
    case "concat": return [DynamicTensor(.concat(try all(), axis: axis) as Tensor<Scalar>)]
    case "stack": return [DynamicTensor(.stack(try all(), axis: axis) as Tensor<Scalar>)]
    case "split":
      let tensor = try x()
      return tensor.split(p.parts(of: tensor.shape, axis: axis), axis: axis).map { DynamicTensor($0) }
    case "slice":
      let tensor = try x()
      return [DynamicTensor(tensor[items: p.slices(of: tensor.shape)])]
    case "take": return [DynamicTensor(try x().take(item.input(1), axis: axis))]
    case "gather": return [DynamicTensor(try x().gather(item.input(1), axis: axis))]
    case "tril": return [DynamicTensor(try x().tril(diagonal: p.integer("diagonal") ?? 0))]
    case "triu": return [DynamicTensor(try x().triu(diagonal: p.integer("diagonal") ?? 0))]
    case "diagonal":
      return [
        DynamicTensor(
          try x().diagonal(
            offset: p.integer("offset") ?? 0, axis1: p.integer("axis1") ?? 0, axis2: p.integer("axis2") ?? 1))
      ]
    default: return nil
    }
  }

  static func ordered<Scalar: TensorScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [DynamicTensor]? {
    let p = item.parameters
    let axis = p.integer("axis") ?? -1, descending = p.flag("descending") ?? false
    func x() throws -> Tensor<Scalar> { try item.input(0) }
    switch item.operation {
    case "sort": return [DynamicTensor(try x().sorted(axis: axis, descending: descending))]
    case "argsort": return [DynamicTensor(try x().argsort(axis: axis, descending: descending))]
    case "topk":
      let (values, indices) = try x().topK(p.integer("k") ?? 1, axis: axis, largest: p.flag("largest") ?? true)
      return [DynamicTensor(values), DynamicTensor(indices)]
    default: return nil
    }
  }
}
