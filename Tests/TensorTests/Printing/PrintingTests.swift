import Foundation
import Tensor
import TestSupport
import Testing

/// The text of a tensor is PyTorch's, character by character.
@Suite struct PrintingTests {
  private struct Row: Decodable {
    let type: String
    let shape: [Int]
    let elements: [String]
    let text: String
  }

  @Test func asPyTorchPrints() throws {
    let data = try Data(contentsOf: Fixtures("Tensor").file("printing.json"))
    let rows = try JSONDecoder().decode([Row].self, from: data)
    #expect(rows.count > 120)
    for row in rows {
      let shape = Shape(row.shape)
      let text =
        switch row.type {
        case "Float": "\(Tensor<Float>(scalars: row.elements.map { Float($0)! }, shape: shape))"
        case "Double": "\(Tensor<Double>(scalars: row.elements.map { Double($0)! }, shape: shape))"
        case "Int32": "\(Tensor<Int32>(scalars: row.elements.map { Int32($0)! }, shape: shape))"
        case "Int": "\(Tensor<Int>(scalars: row.elements.map { Int($0)! }, shape: shape))"
        case "UInt8": "\(Tensor<UInt8>(scalars: row.elements.map { UInt8($0)! }, shape: shape))"
        default: "\(Tensor<Bool>(scalars: row.elements.map { $0 == "True" }, shape: shape))"
        }
      #expect(text == row.text)
    }
  }

  @Test func viewsPrintTheirElements() {
    let x = Tensor<Int32>.arange(6).reshaped(2, 3)
    #expect("\(x.transposed())" == "tensor([[0, 3],\n        [1, 4],\n        [2, 5]], dtype=Int32)")
    #expect("\(x[1].flipped(axis: 0))" == "tensor([5, 4, 3], dtype=Int32)")
    #expect("\(Tensor<Float>([1, 2.5]))" == "tensor([1.0000, 2.5000])")
  }
}
