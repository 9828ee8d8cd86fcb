import Autograd
import NN
import Tensor
import Testing

/// A module of every kind of property that can hold state.
private class Base: Module {
  let first = Parameter(Tensor.zeros([2]))
}

private final class Everything: Base {
  let linear = Linear(2, 3)
  var layers: [any Layer] = [Linear(3, 3, bias: false), ReLU()]
  var heads: [String: Linear] = ["b": Linear(1, 1), "a": Linear(1, 2)]
  var maybe: Linear? = Linear(4, 1)
  var nothing: Linear?
  let numbers: [Double] = [1, 2, 3]
  let name = "everything"
  lazy var later = Parameter(Tensor.ones([1]))
  let shared: Linear
  let mask = Buffer(Tensor<Bool>.ones([2]))

  override init() {
    shared = linear
    super.init()
    _ = later
  }
}

@Suite struct ModuleTests {
  @Test func namesInOrderOfDeclaration() {
    let names = Everything().namedParameters().map(\.name)
    #expect(
      names == [
        "first", "linear.weight", "linear.bias", "layers.0.weight", "heads.a.weight", "heads.a.bias", "heads.b.weight",
        "heads.b.bias", "maybe.weight", "maybe.bias", "later",
      ])
  }

  @Test func sharedCountsOnce() {
    let shared = Linear(2, 2)
    let net = Sequential([shared, ReLU(), shared])
    #expect(net.parameters().count == 2)
    #expect(net.parameterCount == 6)
    #expect(net.namedModules().map(\.name) == ["", "0", "1"])
    var visited = 0
    net.apply { _ in visited += 1 }
    #expect(visited == 3)
  }

  @Test func applyVisitsChildrenFirst() {
    let net = Sequential {
      Linear(1, 1)
      Sequential { ReLU() }
    }
    var order: [String] = []
    net.apply { order.append("\(type(of: $0))") }
    #expect(order == ["Linear", "ReLU", "Sequential", "Sequential"])
  }

  @Test func childrenAndBuffers() {
    let module = Everything()
    #expect(module.children.map(\.name) == ["linear", "layers.0", "layers.1", "heads.a", "heads.b", "maybe"])
    #expect(module.namedBuffers().map(\.name) == ["mask"])
  }

  @Test func modesReachEveryPart() {
    let net = Sequential {
      Dropout(0.5)
      Sequential { BatchNorm1d(2) }
    }
    net.eval()
    #expect(!net[0, as: Dropout.self].isTraining)
    net.train()
    let inner = net[1, as: Sequential.self][0, as: BatchNorm1d.self]
    #expect(inner.isTraining)
    inner.isTraining = false
    net.evaluating { #expect(!net[0, as: Dropout.self].isTraining) }
    #expect(net[0, as: Dropout.self].isTraining)
    #expect(!inner.isTraining)
  }

  @Test func zeroGrad() {
    let layer = Linear(2, 1)
    layer(Tensor<Float>.ones([3, 2])).sum().backward()
    #expect(layer.weight.grad?.scalars == [3, 3])
    layer.zeroGrad()
    #expect(layer.weight.grad == nil)
  }

  @Test func printing() {
    let net = Sequential {
      Flatten()
      Linear(784, 256)
      Sequential { Dropout(0.2) }
    }
    #expect(
      net.description == """
        Sequential(
          (0): Flatten()
          (1): Linear(784 → 256)
          (2): Sequential(
            (0): Dropout(0.2)
          )
        )
        """)
  }

  @Test func aModuleThatKnowsItsOwnerIsPrintedOnce() {
    let tree = Tree()
    #expect(tree.description == "Tree(\n  (leaf): Leaf(\n    (linear): Linear(2 → 1)\n  )\n)")
    #expect(tree.namedParameters().map(\.name) == ["leaf.linear.weight", "leaf.linear.bias"])
    #expect(tree.stateDictionary().names == ["leaf.linear.weight", "leaf.linear.bias"])
  }

  @Test func summary() {
    let shared = Linear(4, 4)
    let net = Sequential {
      Flatten()
      LazyLinear(4)
      shared
      shared
      Linear(4, 2, bias: false)
    }
    let summary = net.summary(input: [5, 2, 3])
    #expect(summary.rows.map(\.output) == [[5, 6], [5, 4], [5, 4], [5, 4], [5, 2]])
    #expect(summary.rows.map(\.parameterCount) == [0, 28, 20, 0, 8])
    #expect(summary.parameterCount == 56)
    #expect(summary.parameterBytes == 224)
    #expect(summary.outputBytes == 4 * (30 + 20 * 3 + 10))
    #expect(summary.description.contains("1: LazyLinear(6 → 4)"))
  }

  @Test func summaryOfAModelWithATableAndParametersOfItsOwn() {
    let model = Reader()
    let summary = model.summary(input: [3]) { model([0, 4, 2]).value }
    #expect(summary.rows.map(\.name) == ["words", "scaled.inner", "scaled"])
    #expect(summary.rows.map(\.layer) == ["Embedding(5 → 2)", "Linear(2 → 4)", "Scaled()"])
    #expect(summary.rows.map(\.output) == [[3, 2], [3, 4], [3, 4]])
    #expect(summary.rows.map(\.parameterCount) == [10, 12, 1])
    #expect(summary.parameterCount == 23)
  }
}

private final class Tree: Module {
  let leaf = Leaf()
  init() { leaf.owner = self }
}

private final class Leaf: Module {
  weak var owner: Tree?
  let linear = Linear(2, 1)
}

private final class Reader: Module {
  let words = Embedding(5, 2)
  let scaled = Scaled()
  func callAsFunction(_ x: Tensor<Int32>) -> Variable<Float> { scaled(words(x)) }
}

private final class Scaled: Layer {
  let inner = Linear(2, 4), factor = Parameter(Tensor.ones([1]))
  func forward(_ x: Variable<Float>) -> Variable<Float> { inner(x) * factor }
}
