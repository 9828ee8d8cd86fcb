import Foundation
import Tensor
import TestSupport
import Testing

/// The programs of the first page run.
@Suite struct ReadMeTests {
  @Test func programs() throws {
    let folder = try TemporaryFolder()
    ReadMe.tenLines()
    ReadMe.tensors()
    ReadMe.gradients()
    ReadMe.layers(.ones([2, 28, 28]), [3, 7])
    try ReadMe.data(Project.root.appendingPathComponent("Data/houses.csv").path)
    try ReadMe.charts([0, 1, 2], [0, 1, 3], [0, 1.5, 3], folder.file("fit.png").path)
    #expect(folder.names == ["fit.png"])
  }
}
