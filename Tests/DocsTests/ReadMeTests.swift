import Data
import Foundation
import NN
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

  /// So do those of the first page of each module's reference.
  @Test func landingPages() throws {
    let folder = try TemporaryFolder(), data = Project.root.appendingPathComponent("Data")
    Landing.tensor()
    Landing.autograd()
    Landing.nn()
    let net = Sequential {
      Flatten()
      Linear(784, 10)
    }
    Landing.optim(net, [(.ones([2, 28, 28]), [3, 7]), (.zeros([2, 28, 28]), [1, 0])])
    try Landing.data(data.appendingPathComponent("houses.csv").path)
    let garments = data.appendingPathComponent("garments")
    try Landing.train(net, FashionMNIST(.train, directory: garments), FashionMNIST(.test, directory: garments))
    try Landing.viz(folder.file("waves.png").path)
    #expect(folder.names == ["waves.png"])
  }
}
