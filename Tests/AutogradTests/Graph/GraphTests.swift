import Autograd
import Tensor
import Testing

@Suite struct GraphTests {
  private func example() -> (Variable<Float>, Variable<Float>) {
    let w = Variable(Tensor<Float>.ones([2, 1]))
    return (w, (matmul(Tensor<Float>.ones([3, 2]), w) - 1) ** 2)
  }

  @Test func text() {
    let (_, y) = example()
    #expect(
      y.mean().graph.description == """
        %0 leaf [2, 1]
        %1 matmul [3, 1] ← constant, %0
        %2 sub [3, 1] ← %1
        %3 pow [3, 1] ← %2
        %4 mean [] ← %3
        """)
    #expect(Variable(constant: Tensor<Float>.ones([2])).graph.description == "constant [2]")
  }

  @Test func dot() {
    let (w, _) = example()
    let drawing = (w * w).graph.dot()
    #expect(drawing.hasPrefix("digraph {\n"))
    #expect(drawing.contains("n1 [label=\"mul\\n[2, 1]\", shape=box]"))
    #expect(drawing.components("n0 -> n1") == 2)
  }

  @Test func aSharedPartAppearsOnce() {
    let (_, y) = example()
    #expect((y * y).graph.description.components("matmul") == 1)
  }

  @Test func variablesTellTheirOrigin() {
    let (w, y) = example()
    #expect(w.description.contains("requiresGrad"))
    #expect(y.description.contains("from pow"))
  }
}

extension String {
  /// How often a part appears.
  fileprivate func components(_ part: String) -> Int {
    var (count, rest) = (0, self[...])
    while !rest.isEmpty {
      if rest.hasPrefix(part) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}
