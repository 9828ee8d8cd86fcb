import Data
import Foundation
import Tensor
import Testing

@Suite struct ImageDatasetTests {
  private let garments = TestData.embedded.appending(path: "garments")

  @Test func embeddedGarments() throws {
    let train = try FashionMNIST(.train, directory: garments, download: false)
    let test = try FashionMNIST(.test, directory: garments, download: false)
    #expect(train.images.shape == [3000, 28, 28] && test.images.shape == [500, 28, 28])
    #expect(
      (0..<10).map { label in test.labels.scalars.filter { $0 == label }.count } == Array(repeating: 50, count: 10))
    let (images, labels) = test.batch(0..<18)
    #expect(images.shape == [18, 28, 28] && labels.shape == [18])
    let pixels = images.scalars
    #expect(pixels.allSatisfy { (0...1).contains($0) })
    let bytes = test.images[0..<18].scalars
    #expect(zip(pixels, bytes).allSatisfy { abs($0 - Float($1) / 255) < 1e-6 })
    #expect(test.name(9) == "ankle boot" && test.name(0) == "t-shirt")
  }

  @Test func bothPartsAtOnce() throws {
    let (train, test) = try FashionMNIST.both(directory: garments, download: false)
    #expect(train.count == 3000 && test.count == 500)
    #expect(try test.images.scalars == FashionMNIST(.test, directory: garments, download: false).images.scalars)
    try TestData.withFolder { folder in
      try Foundation.Data([1, 2, 3, 4]).write(to: folder.appending(path: "t10k-images-idx3-ubyte.gz"))
      #expect { try FashionMNIST.both(directory: folder, download: false) } throws: {
        "\($0)".hasPrefix(folder.path) || "\($0)".contains("no such file")
      }
    }
  }

  @Test func loaderGathersImages() throws {
    let test = try FashionMNIST(.test, directory: garments, download: false)
    var rng = RandomGenerator(seed: 2)
    var seen = 0
    for (images, labels) in DataLoader(test, batchSize: 64, shuffle: true, using: &rng) {
      #expect(images.shape == [labels.count, 28, 28])
      seen += labels.count
    }
    #expect(seen == 500)
  }

  @Test(.enabled(if: DataFolder.locate("train-images-idx3-ubyte.gz", of: "mnist") == nil, "MNIST is there"))
  func missingFilesSayWhereTheyBelong() {
    let nowhere = URL(filePath: "/nowhere")
    #expect { try MNIST(.train, directory: nowhere, download: false) } throws: {
      let message = "\($0)"
      return message.hasPrefix("mnist/train-images-idx3-ubyte.gz: no such file; looked for in /nowhere/mnist, ")
        && message.contains(DataFolder.cache.appending(path: "mnist").path)
    }
  }

  @Test func filesThatDoNotBelongTogetherAreRefused() throws {
    try TestData.withFolder { folder in
      func write(_ labels: [UInt8], shape: Shape = [2, 28, 28]) throws {
        let images = IDX.encode(Tensor<UInt8>.zeros(shape))
        try Foundation.Data(images).write(to: folder.appending(path: "train-images-idx3-ubyte.gz"))
        try Foundation.Data(IDX.encode(Tensor(labels))).write(to: folder.appending(path: "train-labels-idx1-ubyte.gz"))
      }
      func load() throws { _ = try FashionMNIST(.train, directory: folder, download: false) }
      try write([1, 9])
      try load()
      try write([1, 10])
      #expect { try load() } throws: { "\($0)".hasSuffix("train-labels-idx1-ubyte.gz: byte 9: class 10, there are 10") }
      try write([1])
      #expect { try load() } throws: { "\($0)".hasSuffix("labels of shape [1] for 2 images") }
      try write([1, 2], shape: [2, 784])
      #expect { try load() } throws: { "\($0)".hasSuffix("shape [2, 784], [count, height, width] is expected") }
    }
  }

  @Test(.enabled(if: TestData.hasFashionMNIST, "Fashion-MNIST is not in MARTLET_DATA"))
  func realFashionMNIST() throws {
    let test = try FashionMNIST(.test)
    #expect(test.images.shape == [10_000, 28, 28])
    #expect(test.labels[0..<5].scalars == [9, 2, 1, 1, 6])
  }
}
