import Foundation
import TestSupport
import Testing

/// The lines of `Docs/FromPyTorch.md` do not only compile: they run.
@Suite struct FromPyTorchTests {
  @Test func tensors() throws {
    let folder = try TemporaryFolder()
    TensorLines.creation()
    TensorLines.indexing()
    try TensorLines.computing()
    TensorLines.shapesAndReductions()
    try TensorLines.files(
      folder.file("a.npy").path, folder.file("a.npz").path, folder.file("a.safetensors").path)
    #expect(folder.names == ["a.npy", "a.npz", "a.safetensors"])
  }

  @Test func gradientsAndLayers() throws {
    let folder = try TemporaryFolder()
    try GradientLines.gradients()
    try LayerLines.models(folder.file("net.safetensors").path)
    LayerLines.losses()
    LayerLines.optimizers()
    #expect(folder.names == ["net.safetensors"])
  }

  @Test func framesAndCharts() throws {
    let folder = try TemporaryFolder()
    try FrameLines.frames(folder.file("houses.csv").path)
    try FrameLines.scikitLearn()
    try ChartLines.charts(folder.file("fit.png").path, folder.file("fit.svg").path)
    ChartLines.looks()
    #expect(folder.names == ["fit.png", "fit.svg", "houses.csv"])
  }

  @Test func training() throws {
    let folder = try TemporaryFolder(), garments = Project.root.appendingPathComponent("Data/garments")
    try TrainingLines.data(garments)
    try TrainingLines.training(garments, folder.file("run.safetensors"))
    #expect(folder.names == ["run.safetensors"])
  }
}
