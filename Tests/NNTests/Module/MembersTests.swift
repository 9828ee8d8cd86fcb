import Autograd
import Foundation
import NN
import Tensor
import Testing

/// Values that hold modules.
private struct Block {
  var linear = Linear(1, 1, bias: false)
  var dropped: Linear?
}

private enum Head {
  case none
  case plain(Linear)
  case two(Linear, scale: Parameter)
}

private protocol Part {}
private struct Nothing: Part {}
private final class Something: Module, Part { let weight = Parameter(Tensor.ones([1])) }

private final class Holder: Module {
  let block = Block()
  let pair = (Linear(1, 1, bias: false), second: Parameter(Tensor.ones([1])))
  let blocks = [Block(), Block(dropped: Linear(1, 1, bias: false))]
  let heads = [
    Head.none, .plain(Linear(1, 1, bias: false)), .two(Linear(1, 1, bias: false), scale: Parameter([1])),
  ]
  let parts: [any Part] = [Nothing(), Something()]
  let named: [String: any Part] = ["a": Nothing(), "b": Something()]
  let steps: [Int: Parameter] = [10: Parameter([1]), 2: Parameter([1]), -1: Parameter([1])]
  let tensors = [Tensor<Float>.ones([2])]
  let lines: [[Linear]] = [[], [Linear(1, 1, bias: false)]]
  let perhaps: [Linear?] = [nil, Linear(1, 1, bias: false)]
  let labelled: [(String, any Layer)] = [("a", ReLU()), ("b", Linear(1, 1, bias: false))]
  let lists: [String: [Parameter]] = ["z": [], "y": [Parameter([1])]]
  let numbers: [Double] = [1, 2], words: [String: Int] = ["a": 1], missing: [Int?] = [nil, 1]
}

/// An object that is no module.
private final class Box { let scale = Parameter(Tensor.ones([3])) }

/// Where the members of a module are found, and where they are not.
@Suite struct MembersTests {
  @Test func namesOfWhatStandsInValues() {
    let holder = Holder()
    let names = holder.namedParameters().map(\.name)
    #expect(
      names == [
        "block.linear.weight", "pair.0.weight", "pair.second", "blocks.0.linear.weight", "blocks.1.linear.weight",
        "blocks.1.dropped.weight", "heads.1.plain.weight", "heads.2.two.0.weight", "heads.2.two.scale",
        "parts.1.weight", "named.b.weight", "steps.-1", "steps.2", "steps.10",
        "lines.1.0.weight", "perhaps.1.weight", "labelled.1.1.weight", "lists.y.0",
      ])
    #expect(holder.stateDictionary().names == names)
    #expect(holder.children.map(\.name).prefix(2) == ["block.linear", "pair.0"])
  }

  @Test func parametersInASetStop() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      final class Member: Module, Hashable {
        let weight = Parameter(Tensor.ones([1]))
        static func == (a: Member, b: Member) -> Bool { a === b }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
      }
      final class Unordered: Module { let members: Set = [Member()] }
      _ = Unordered().parameters()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("members: a set has no order"))
  }

  @Test func twoOfOneNameStop() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      final class Double: Module { let scale = Parameter(Tensor.ones([1])), _scale = Parameter(Tensor.ones([1])) }
      _ = Sequential { Linear(1, 1) }.stateDictionary()
      _ = Double().stateDictionary()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Double: two parameters or buffers have the name 'scale'"))
  }

  @Test func parametersInOtherObjectsAreNamedOnce() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      final class Known: Module {
        let weight = Parameter(Tensor.ones([1]))
        /// Holds parameters too, but those that the module has itself.
        lazy var optimizer = Keeper(weight)
      }
      final class Keeper {
        let parameters: [Parameter]
        init(_ parameter: Parameter) { parameters = [parameter] }
      }
      final class Owner: Module {
        let box = Box()
        let known = Known()
      }
      let owner = Owner()
      _ = owner.known.optimizer
      for _ in 0..<2 { precondition(owner.parameters().count == 1) }
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #if DEBUG
      let line = "Owner.box: parameter 'scale' [3] is not found, because Box is a class, but no Module"
      #expect(text.components(separatedBy: line).count == 2, "\(text)")
      #expect(text.components(separatedBy: "is not found").count == 2, "\(text)")
    #else
      #expect(text.isEmpty)
    #endif
  }
}
