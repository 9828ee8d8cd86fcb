import Autograd
import Data
import Foundation
import NN
import Optim
import Tensor
import TestSupport
import Testing
import Train

/// The programs of the documentation word for word, their pictures left out; those that read real data stop after few
/// epochs.
@Suite struct DocumentedProgramTests {
  private static let images = (try? FashionMNIST(.test, download: false)) != nil
  private static let houses = (try? KaggleHouse(download: false)) != nil

  @Test func aLine() {
    var rng = RandomGenerator(seed: 4)
    let x = Tensor<Float>.linspace(-2, 12, count: 100).reshaped(100, 1)
    let y = 3 * x + 10 + Tensor.normal([100, 1], using: &rng)

    let model = LineRegression()  // or: Linear(1, 1)
    let optimizer = SGD(model.parameters(), learningRate: 1e-3)
    for step in 1...20_000 {
      let loss = mseLoss(model(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      if step % 10_000 == 0 { print("step \(step)/20000, loss \(loss.item())") }
    }
    for (name, parameter) in model.namedParameters() { print(name, parameter.value) }
    let fitted = noGrad { model(x) }.value
    #expect(fitted.shape == [100, 1] && Metric.r2(fitted, y) > 0.98)
  }

  @Test(.enabled(if: images, "Fashion-MNIST is not here"))
  func garments() throws {
    var rng = RandomGenerator(seed: 42)
    let train = try FashionMNIST(.test), test = try FashionMNIST(.test)
    let net = Sequential {
      Flatten()
      Linear(784, 256)
      ReLU()
      Dropout(0.2)
      Linear(256, 10)
    }
    net.apply { if let layer = $0 as? Linear { Init.normal(layer.weight, std: 0.01, using: &rng) } }
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    let history = try Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: .none)
      .fit(
        DataLoader(train, batchSize: 256, shuffle: true, using: &rng),
        validation: DataLoader(test, batchSize: 256), epochs: 2)
    #expect(history.curves.map(\.name) == ["train loss", "train acc", "test acc"])

    let (images, labels) = test.batch(0..<18)
    let predicted = net.inference(images).argmax(axis: 1)
    let titles = zip(labels.scalars, predicted.scalars).map { "\(test.name($0))\n\(test.name($1))" }
    #expect(titles.count == 18 && titles[0].hasPrefix("ankle boot\n"))

    let loader = DataLoader(train, batchSize: 1000)
    net.train()
    for (x, y) in loader {
      let loss = crossEntropy(net(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    net.eval()
  }

  @Test func weightDecayByGroup() {
    let net = Linear(200, 1)
    let optimizer = SGD(
      [ParameterGroup([net.weight], weightDecay: 3), ParameterGroup([net.bias])], learningRate: 0.003)
    #expect(optimizer.groups.map(\.weightDecay) == [3, 0] && optimizer.groups.map(\.learningRate) == [0.003, 0.003])
  }

  @Test(.enabled(if: houses, "the house prices are not here"))
  func housePrices() throws {
    let folder = try TemporaryFolder()
    let data = try KaggleHouse()
    let (train, test) = (data.train, data.test)

    print(train.shape, train[rows: 0..<4, columns: [0, 1, 2, 3, -3, -2, -1]])
    var all = DataFrame.concat([train[columns: 1..<80], test[columns: 1..<80]])
    let numeric = all.columnNames(where: \.isNumeric)
    all.standardize(numeric)  // (x - mean) / std, missing values left out of both
    all.fillMissing(numeric, with: 0)
    let encoded = all.getDummies(dummyNA: true)  // the columns, names and order that pandas gives, as Float
    let x = encoded.tensor(), y = train["SalePrice"].tensor().reshaped(-1, 1)

    let (trainX, testX) = (x[0..<train.rowCount], x[train.rowCount...])
    for fold in KFold(5).split(trainX.shape[0]) { #expect(fold.train.count == 1168 && fold.validation.count == 292) }
    let net = Linear(330, 1)
    let adam = Adam(net.parameters(), learningRate: 5, weightDecay: 0)
    try Trainer(net, optimizer: adam, loss: mseLoss, progress: .none)
      .fit(DataLoader(trainX, y, batchSize: 64, shuffle: true), epochs: 5)
    let predictions = net.inference(testX).flattened()
    try DataFrame(["Id": test["Id"], "SalePrice": Column(predictions)]).write(csv: folder.file("submission.csv"))
    let lines = try String(contentsOf: folder.file("submission.csv"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 1460 && lines[0] == "Id,SalePrice" && lines[1].hasPrefix("1461,"))
  }
}
