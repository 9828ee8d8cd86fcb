import Tensor

/// Tensors: how they are made, indexed, computed with, reshaped, reduced, written.
enum TensorLines {
  static func creation() {
    let x = Tensor<Float>.ones([2, 3])
    let labels: Tensor<Int32> = [1, 0, 2]
    let u: Tensor<Float> = [0, 1], v: Tensor<Float> = [0, 1, 2]
    var rng = RandomGenerator(seed: 42)

    // a = torch.tensor([[1., 2, 3], [4, 5, 6]])
    let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
    // indices = torch.tensor([2, 0], dtype=torch.int32)
    let indices: Tensor<Int32> = [2, 0]
    // torch.zeros(2, 3); torch.ones(3); torch.full((2,), 7.)
    _ = Tensor<Float>.zeros([2, 3])
    _ = Tensor<Float>.ones([3])
    _ = Tensor<Float>.full([2], 7)
    // torch.zeros_like(x)
    _ = Tensor<Float>.zeros(like: x)
    // torch.eye(3)
    _ = Tensor<Float>.eye(3)
    // torch.arange(1, 2.5, 0.5)
    _ = Tensor<Float>.arange(1, 2.5, step: 0.5)
    // torch.linspace(-2, 12, 100).reshape(100, 1)
    _ = Tensor<Float>.linspace(-2, 12, count: 100).reshaped(100, 1)
    // torch.meshgrid(u, v, indexing='xy')
    _ = Tensor<Float>.meshgrid([u, v], indexing: .xy)
    // F.one_hot(labels, 10).float()
    _ = Tensor<Float>.oneHot(labels, classes: 10)
    // torch.manual_seed(42)
    DefaultRandomGenerator.seed(42)
    // torch.randn(3)
    _ = Tensor<Float>.normal([3])
    // g = torch.Generator().manual_seed(42)
    rng = RandomGenerator(seed: 42)
    // torch.normal(0, 0.01, (2, 1), generator=g)
    _ = Tensor<Float>.normal([2, 1], mean: 0, std: 0.01, using: &rng)
    // torch.rand(3, generator=g)
    _ = Tensor<Float>.uniform([3], using: &rng)
    // torch.randint(0, 10, (5,), generator=g)
    _ = Tensor<Int32>.randint([5], in: 0..<10, using: &rng)
    // torch.randperm(10, generator=g)
    _ = Tensor<Int32>.permutation(10, using: &rng)
    // x.shape; x.ndim; x.numel(); x.dtype
    _ = x.shape
    _ = x.rank
    _ = x.count
    _ = Float.scalarType
    // a.long()
    _ = Tensor<Int>(a)
    // a.flatten().tolist()
    _ = a.scalars
    // a[0, 1].item()
    _ = a[0, 1].item()

    _ = indices
  }

  static func indexing() {
    var x = Tensor<Float>.arange(30).reshaped(10, 3)
    let rows: Tensor<Int32> = [2, 0], labels: Tensor<Int32> = [0, 2]
    let i = Tensor<Int32>.ones([10, 1])

    // x[0]
    _ = x[0]
    // x[-1]
    _ = x[-1]
    // x[:, 0]
    _ = x[0..., 0]
    // x[1:4]
    _ = x[1..<4]
    // x[:-1]
    _ = x[..<(-1)]
    // x[1:-1]
    _ = x[.from(1, to: -1)]
    // x[::2]
    _ = x[stride(from: 0, to: 10, by: 2)]
    // x[..., 1]
    _ = x[.ellipsis, 1]
    // x[:, None]
    _ = x[0..., .newAxis]
    // x[rows]
    _ = x[rows]
    // x[rows, labels]
    _ = x[rows, labels]
    // x[x > 0]
    _ = x[x .> 0]
    // x[:, 1] = 0
    x[0..., 1] = .zeros([10])
    // x[0, 2] = 9.
    x[0, 2] = 9
    // torch.where(x > 2, 2., x)
    _ = x.replacing(with: 2, where: x .> 2)
    // x.index_select(1, rows)
    _ = x.take(rows, axis: 1)
    // x.gather(1, i)
    _ = x.gather(i, axis: 1)
    // x.nonzero(as_tuple=True)
    _ = x.nonzero()
    // y = x.clone()
    let y = x

    _ = y
  }

  static func computing() throws {
    var a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
    let m: Tensor<Float> = [[4, 1], [1, 3]], v: Tensor<Float> = [1, 2], g = a

    // a + 1; a * a; -a; a ** 2
    _ = a + 1
    _ = a * a
    _ = -a
    _ = a ** 2
    // a / a.sum(1, keepdim=True)
    _ = a / a.sum(axis: 1, keepDims: true)
    // a -= 0.1 * g
    a -= 0.1 * g
    // a == a; a > 2
    _ = a .== a
    _ = a .> 2
    // torch.equal(a, g)
    _ = a == g
    // (a > 2) & (a < 5)
    _ = (a .> 2) .& (a .< 5)
    // torch.allclose(a, g, rtol=1e-4)
    _ = a.allClose(g, rtol: 1e-4)
    // a @ a.T; torch.matmul(a, a.T)
    _ = a • a.transposed()
    _ = matmul(a, a.transposed())
    // torch.einsum('ij,kj->ik', a, a)
    _ = einsum("ij,kj->ik", a, a)
    // torch.exp(a); torch.log(a); torch.sqrt(a); torch.tanh(a)
    _ = exp(a)
    _ = log(a)
    _ = sqrt(a)
    _ = tanh(a)
    // torch.relu(a); torch.sigmoid(a)
    _ = relu(a)
    _ = sigmoid(a)
    // torch.softmax(a, 1); torch.log_softmax(a, 1)
    _ = softmax(a, axis: 1)
    _ = logSoftmax(a, axis: 1)
    // torch.maximum(a, g); torch.clamp(a, min=1)
    _ = maximum(a, g)
    _ = clamp(a, min: 1)
    // torch.linalg.solve(m, v)
    _ = try Linalg.solve(m, v)
    // torch.linalg.lstsq(m, v.reshape(-1, 1)).solution
    _ = Linalg.lstsq(m, v.reshaped(-1, 1))
    // torch.linalg.svd(m); torch.linalg.eigh(m); torch.linalg.inv(m)
    _ = Linalg.svd(m)
    _ = Linalg.eigh(m)
    _ = try Linalg.inverse(m)
  }

  static func shapesAndReductions() {
    let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]], row: Tensor<Float> = [1, 2, 3]

    // a.reshape(3, -1)
    _ = a.reshaped(3, -1)
    // a.T; a.permute(1, 0)
    _ = a.transposed()
    _ = a.permuted(1, 0)
    // row.unsqueeze(0).squeeze(0)
    _ = row.unsqueezed(axis: 0).squeezed(axis: 0)
    // row.expand(4, 3)
    _ = row.broadcast(to: [4, 3])
    // torch.cat([a, a], 0); torch.stack([a, a], 0)
    _ = Tensor.concat([a, a], axis: 0)
    _ = Tensor.stack([a, a], axis: 0)
    // a.split([1, 1], 0)
    _ = a.split([1, 1], axis: 0)
    // a.tile(2, 1); row.repeat_interleave(2)
    _ = a.tiled([2, 1])
    _ = row.repeated(2, axis: 0)
    // a.flip(1); a.roll(1, 1)
    _ = a.flipped(axis: 1)
    _ = a.rolled(1, axis: 1)
    // F.pad(a, (1, 2))
    _ = a.padded([(0, 0), (1, 2)])
    // a.sum(); a.mean(0); a.std(); a.var(0, correction=0)
    _ = a.sum()
    _ = a.mean(axis: 0)
    _ = a.std()
    _ = a.variance(axis: 0, correction: 0)
    // a.max(1).values; a.argmax(1)
    _ = a.max(axis: 1)
    _ = a.argmax(axis: 1)
    // a.norm(); torch.logsumexp(a, 1)
    _ = a.norm()
    _ = a.logSumExp(axis: 1)
    // a.cumsum(0)
    _ = a.cumsum(axis: 0)
    // a.sort(1).values; a.argsort(1); a.topk(2, 1)
    _ = a.sorted(axis: 1)
    _ = a.argsort(axis: 1)
    _ = a.topK(2, axis: 1)
    // a.unique(); torch.unique(a, dim=0); a.quantile(0.5)
    _ = a.unique()
    _ = a.unique(axis: 0)
    _ = a.quantile(0.5)
    // a.diff(); a.nansum(); a.nan_to_num()
    _ = a.diff()
    _ = a.nanSum()
    _ = a.nanToNum()
    // a.isnan().any()
    _ = a.isNaN().any()
    // print(a)
    print(a)
  }

  static func files(_ npy: String, _ npz: String, _ safetensors: String) throws {
    let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]

    // np.save(npy, a)
    try a.save(npy: npy)
    // np.load(npy)
    _ = try Tensor<Float>(npy: npy)
    // np.savez(npz, a=a)
    try NPZ.save(["a": a], to: npz)
    // np.load(npz)['a']
    _ = try NPZ.load(npz, "a", as: Float.self)
    // safetensors.torch.save_file({'a': a}, safetensors_file)
    try Safetensors.save(["a": a], to: safetensors)
    // safetensors.safe_open(safetensors_file, 'pt').get_tensor('a')
    _ = try Safetensors.load(safetensors, "a", as: Float.self)
  }
}
