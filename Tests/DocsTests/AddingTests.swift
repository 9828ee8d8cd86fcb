import Autograd
import Foundation
import Tensor
import TestSupport
import Testing

/// The operation, the layers and the chart that the pages add do what the pages say.
@Suite struct AddingTests {
  @Test func operation() {
    let x = Variable(Tensor<Float>([-1, 0, 3]))
    Softsign()(x).backward()
    #expect(x.grad! == [0.25, 1, 0.0625])
    Adding.useAnOperation()
  }

  @Test func layers() throws {
    let folder = try TemporaryFolder()
    try Adding.useALayer(folder.file("net.safetensors").path)
    let names = try Safetensors.load(folder.file("net.safetensors").path).names
    #expect(
      Set(names) == ["0.weight", "0.bias", "1.body.0.weight", "1.body.0.bias", "2.weight", "2.bias"])
  }

  @Test func chart() throws { #expect(try AddingAChart.columnsWithStems() >= 4) }
}
