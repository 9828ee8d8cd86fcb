import Tensor

/// The examples in the comments of `Tensor`.
enum TensorExamples {
  static func files(_ features: Tensor<Float>, _ weight: Tensor<Float>, _ labels: Tensor<Int32>) throws {
    let y = labels
    try NPZ.save(["x": features, "y": labels], to: "data.npz")
    let x: Tensor<Float> = try NPZ.load("data.npz").tensor("x")
    let tensors: NamedTensors = ["w": weight, "labels": labels]
    let first: Tensor<Float> = try tensors.tensor("w")
    try Safetensors.save(["w": weight, "labels": labels], to: "model.safetensors")
    let w: Tensor<Float> = try Safetensors.load("model.safetensors").tensor("w")
    _ = (x, y, first, w)
  }

  static func entries() throws {
    let x: Tensor<Float> = try NPZ.load("data.npz", "x")
    let w: Tensor<Float> = try Safetensors.load("model.safetensors", "layer.weight")
    for entry in try Safetensors.entries(of: "model.safetensors") { print(entry) }
    _ = (x, w)
  }

  static func named(_ tensors: NamedTensors) throws {
    let w: Tensor<Float> = try tensors.tensor("w")
    _ = w
  }

  static func indexing(_ x: Tensor<Float>, _ indices: Tensor<Int32>, _ range: Tensor<Int32>, _ labels: Tensor<Int32>) {
    _ = x[0..., 0]
    _ = x[.ellipsis, -1]
    _ = x[indices]
    _ = x[x .> 0]
    _ = x[range, labels]
  }

  static func products(_ a: Tensor<Float>, _ b: Tensor<Float>, _ x: Tensor<Float>, _ w: Tensor<Float>) {
    _ = einsum("ij,jk->ik", a, b)
    _ = einsum("bij,bj->bi", a, x)
    _ = einsum("ii->i", a)
    _ = einsum("...i,i->...", a, w)
    _ = a.replacing(with: 0, where: a .> 2)
  }

  static func values() {
    _ = Tensor<Float>.arange(1, 2.5, step: 0.5)
    print(Tensor<Float>([1, 2.5]))
    print(Tensor<Int32>([1, 2]))
    var rng = RandomGenerator(seed: 42)
    let x = Tensor<Float>.normal([1000, 2], using: &rng)
    let shape: Shape = [2, 3]
    _ = shape.count
    _ = shape.volume
    _ = MemoryStatistics.current.peak
    let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
    let b = a[0..., 0]
    var c = a
    c += 1
    _ = (x, b)
  }
}
