import Tensor
import TestSupport

extension GoldenOperations {
  static func shaped<Scalar: TensorScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [AnyTensor]? {
    let p = item.parameters
    let axis = p.integer("axis") ?? 0
    func x(_ index: Int = 0) throws -> Tensor<Scalar> { try item.input(index) }
    func all() throws -> [Tensor<Scalar>] { try item.inputs.indices.map { try x($0) } }
    switch item.operation {
    case "reshape": return [AnyTensor(try x().reshaped(p.integers("shape") ?? []))]
    case "permute": return [AnyTensor(try x().permuted(p.integers("axes") ?? []))]
    case "squeeze": return [AnyTensor(try p.has("axis") ? x().squeezed(axis: axis) : x().squeezed())]
    case "unsqueeze": return [AnyTensor(try x().unsqueezed(axis: axis))]
    case "broadcast_to": return [AnyTensor(try x().broadcast(to: Shape(p.integers("shape") ?? [])))]
    case "flip": return [AnyTensor(try x().flipped(axes: p.integers("axis") ?? []))]
    case "roll": return [AnyTensor(try x().rolled(p.integer("shift") ?? 0, axis: axis))]
    case "tile": return [AnyTensor(try x().tiled(p.integers("repeats") ?? []))]
    case "pad":
      let widths = (p.rows("pads") ?? []).map { ($0[0] ?? 0, $0[1] ?? 0) }
      let value = try AnyTensor(Tensor<Double>(p.number("value") ?? 0)).as(Scalar.self)
      return [AnyTensor(try x().padded(widths, value: value.item()))]
    case "concat": return [AnyTensor(.concat(try all(), axis: axis) as Tensor<Scalar>)]
    case "stack": return [AnyTensor(.stack(try all(), axis: axis) as Tensor<Scalar>)]
    case "split": return try x().split(p.integers("sizes") ?? [], axis: axis).map { AnyTensor($0) }
    case "slice":
      let tensor = try x()
      let items = (p.rows("slices") ?? []).enumerated().map { axis, slice in
        let step = slice[2] ?? 1
        let start = slice[0] ?? (step > 0 ? 0 : tensor.shape[axis] - 1)
        let stop = slice[1] ?? (step > 0 ? tensor.shape[axis] : -1)
        return stride(from: start, to: stop, by: step).tensorIndex
      }
      return [AnyTensor(tensor[items: items])]
    case "take": return [AnyTensor(try x().take(item.input(1), axis: axis))]
    case "gather": return [AnyTensor(try x().gather(item.input(1), axis: axis))]
    case "tril": return [AnyTensor(try x().tril(diagonal: p.integer("diagonal") ?? 0))]
    case "triu": return [AnyTensor(try x().triu(diagonal: p.integer("diagonal") ?? 0))]
    case "diagonal": return [AnyTensor(try x().diagonal(offset: p.integer("offset") ?? 0))]
    default: return nil
    }
  }

  static func ordered<Scalar: TensorScalar>(_ item: GoldenCase, _: Scalar.Type) throws -> [AnyTensor]? {
    let p = item.parameters
    let axis = p.integer("axis") ?? -1, descending = p.flag("descending") ?? false
    func x() throws -> Tensor<Scalar> { try item.input(0) }
    switch item.operation {
    case "sort": return [AnyTensor(try x().sorted(axis: axis, descending: descending))]
    case "argsort": return [AnyTensor(try x().argsort(axis: axis, descending: descending))]
    case "topk":
      let (values, indices) = try x().topK(p.integer("k") ?? 1, axis: axis)
      return [AnyTensor(values), AnyTensor(indices)]
    default: return nil
    }
  }
}
