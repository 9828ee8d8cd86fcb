import Data
import Foundation
import Tensor

/// The examples in the comments of `Data`.
enum DataExamples {
  static func columns() {
    let area = Column([8450, 9600, nil])
    _ = area.mean()
  }

  static func files(_ mirror: URL, _ other: URL, _ file: URL, _ url: URL) throws {
    let x: Tensor<Float> = try NPZ.load(compressed: "data.npz").tensor("x")
    try Download(from: [mirror, other], to: file, digest: .sha256("9f86d0…")).run()
    let train = try DataFrame(csv: "train.csv")
    let sales = try DataFrame(csv: url, missing: ["NA"], format: CSVFormat(delimiter: ";", decimal: ","))
    _ = (x, train, sales)
  }

  static func frames(_ frame: DataFrame, _ train: DataFrame) {
    var houses = frame, all = frame
    let logs = houses.apply(["LotArea", "SalePrice"]) { $0.map { Foundation.log($0) } }
    houses["Size"] = houses["LotArea"].cut([0, 5000, 10_000, .infinity], labels: ["small", "medium", "large"])
    houses["Area"] = houses.apply(rows: { row in .double((row["Length"].number ?? 0) * (row["Width"].number ?? 0)) })
    let numeric = all.columnNames(where: \.isNumeric)
    let encoded = all.getDummies(dummyNA: true)
    all.fillMissing(numeric, with: 0)
    all.fillMissing(["LotFrontage"], with: .median)
    _ = train[rows: 0..<4]
    _ = train[rows: train["LotArea"] .> 10_000]
    _ = houses.groupBy("Neighborhood").aggregate(["SalePrice": .mean, "Id": .count])
    _ = (logs, encoded)
  }

  static func batches(_ train: FashionMNIST, _ step: (Tensor<Float>, Tensor<Int32>) -> Void) {
    var rng = RandomGenerator(seed: 42)
    for (x, y) in DataLoader(train, batchSize: 256, shuffle: true, using: &rng) { step(x, y) }
  }

  static func sets() throws {
    let train = try FashionMNIST(.train)
    let (images, labels) = train.batch(0..<18)
    _ = train.name(labels.scalars[0])
    let houses = try KaggleHouse()
    let x = houses.features().tensor()
    _ = (images, x)
  }

  static func splits(_ x: Tensor<Float>, _ y: Tensor<Float>, _ fit: (Tensor<Float>, Tensor<Float>) -> Void) {
    var rng = RandomGenerator(seed: 42)
    let (trainIndices, testIndices) = trainTestSplit(100, testFraction: 0.2, using: &rng)
    for fold in KFold(5).split(1460) { fit(x[fold.train], x[fold.validation]) }
    let exact = LinearRegression().fit(x, y)
    _ = exact.coefficients
    _ = exact.intercept
    _ = exact.score(x, y)
    _ = (trainIndices, testIndices)
  }

  static func encoder(_ train: DataFrame, _ test: DataFrame) throws {
    var encoder = OneHotEncoder(unknown: .ignore)
    let x = try encoder.fitTransform(train[columns: ["MSZoning", "Street"]])
    let t = try encoder.transform(test[columns: ["MSZoning", "Street"]])
    _ = (x, t)
  }

  static func scaler(_ train: Tensor<Float>, _ test: Tensor<Float>) {
    var scaler = StandardScaler()
    let z = scaler.fitTransform(train)
    let t = scaler.transform(test)
    _ = (z, t)
  }
}
