import Autograd
import Foundation
import NN
import Tensor
import TestSupport
import Testing

@Suite struct StateDictionaryTests {
  private let fixtures = Fixtures("NN")

  private func model() -> Sequential {
    Sequential {
      Linear(6, 8)
      BatchNorm1d(8)
      ReLU()
      LayerNorm(8)
      Linear(8, 5, bias: false)
      Tanh()
      Sequential {
        Linear(5, 3)
        GELU()
      }
    }
  }

  @Test func loadsWhatPyTorchSaved() throws {
    let net = model()
    try net.load(from: fixtures.file("model.safetensors"))
    let arrays = try Safetensors.load(fixtures.file("model-outputs.safetensors"))
    let y: Tensor<Float> = try arrays.tensor("y")
    #expect(net.inference(try arrays.tensor("x")).allClose(y, rtol: 1e-6, atol: 1e-6))
    #expect(net[1, as: BatchNorm1d.self].batchCount.value.item() == 3)
  }

  @Test func hasPyTorchsKeysAndShapes() throws {
    let theirs = try Safetensors.load(fixtures.file("model.safetensors"))
    let ours = model().stateDictionary()
    #expect(Set(ours.names) == Set(theirs.names))
    for (name, tensor) in ours {
      #expect(tensor.shape == theirs[name]?.shape)
      #expect(tensor.scalarType == theirs[name]?.scalarType)
    }
  }

  @Test(.enabled("PyTorch is not there", { await Python.has("torch", "safetensors") }))
  func pyTorchLoadsWhatWeSaved() async throws {
    let folder = try TemporaryFolder()
    let net = model()
    net.train()
    _ = net(Tensor<Float>.normal([32, 6]))
    let x = Tensor<Float>.normal([9, 6])
    try net.save(to: folder.file("net.safetensors"))
    try Safetensors.save(["x": x, "y": net.inference(x)], to: folder.file("data.safetensors"))
    let worst = try await Python.run(
      """
      import sys, torch
      from torch import nn
      from safetensors.torch import load_file
      net = nn.Sequential(
        nn.Linear(6, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.LayerNorm(8), nn.Linear(8, 5, bias=False), nn.Tanh(),
        nn.Sequential(nn.Linear(5, 3), nn.GELU()))
      net.load_state_dict(load_file(sys.argv[1] + "/net.safetensors"))
      net.eval()
      data = load_file(sys.argv[1] + "/data.safetensors")
      print((net(data["x"]) - data["y"]).abs().max().item())
      """, [folder.url.path])
    #expect(try #require(Double(worst.trimmingCharacters(in: .whitespacesAndNewlines))) < 1e-6)
  }

  @Test func roundTripsThroughAFile() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (model(), model())
    try first.save(to: folder.file("net.safetensors"))
    try second.load(from: folder.file("net.safetensors"))
    let x = Tensor<Float>.normal([4, 6])
    #expect(first.inference(x).scalars == second.inference(x).scalars)
  }

  @Test func refusesWhatDoesNotFitAndChangesNothing() throws {
    let net = Sequential {
      Linear(2, 3)
      Linear(3, 1)
    }
    var state = net.stateDictionary()
    state["0.bias"] = nil
    state["1.weight"] = DynamicTensor(Tensor<Float>.zeros([1, 4]))
    state["extra"] = DynamicTensor(Tensor<Float>.zeros([1]))
    state["0.weight"] = DynamicTensor(Tensor<Float>.ones([3, 2]))
    let error = try #require(throws: StateDictionaryError.self) { try net.load(state) }
    #expect(error.mismatch.missing == ["0.bias"])
    #expect(error.mismatch.unexpected == ["extra"])
    #expect(error.mismatch.misshapen.map(\.name) == ["1.weight"])
    #expect(error.description.contains("1.weight: shape [1, 4], [1, 3] expected"))
    #expect(net[0, as: Linear.self].weight.value.scalars != Array(repeating: 1, count: 6))
    state["1.weight"] = DynamicTensor(Tensor<Float>.zeros([1, 3]))
    let mismatch = try net.load(state, strict: false)
    #expect(mismatch.missing == ["0.bias"])
    #expect(net[0, as: Linear.self].weight.value.scalars == Array(repeating: 1, count: 6))
  }

  @Test func aSharedParameterStaysOne() throws {
    let shared = Linear(2, 2)
    let net = Sequential([shared, ReLU(), shared])
    let state = net.stateDictionary()
    #expect(state.names == ["0.weight", "0.bias"])
    var both = state
    both["2.weight"] = state["0.weight"]
    both["2.bias"] = state["0.bias"]
    try net.load(both)
    var second = NamedTensors()
    second["2.weight"] = DynamicTensor(Tensor<Float>.ones([2, 2]))
    second["2.bias"] = state["0.bias"]
    try net.load(second)
    #expect(shared.weight.value.scalars == [1, 1, 1, 1])
  }

  @Test func lazyLayersTakeTheShapeOfTheFile() throws {
    let net = Sequential { LazyLinear(3) }
    try net.load(Sequential { Linear(7, 3) }.stateDictionary())
    #expect(net.parameterCount == 24)
  }
}
