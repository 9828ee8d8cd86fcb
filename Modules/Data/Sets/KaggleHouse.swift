public import Foundation
import Tensor

/// House prices in Ames, Iowa, 2006 to 2010 (De Cock), in the two tables of the Kaggle competition.
///
///     let houses = try KaggleHouse()
///     let x = houses.features().tensor()
public struct KaggleHouse: Sendable {
  /// 1460 houses, 81 columns, the last one `SalePrice`.
  public let train: DataFrame
  /// 1459 houses without their price.
  public let test: DataFrame

  /// `kaggle-house`
  public static let folder = "kaggle-house"
  static let trainFile = "kaggle_house_pred_train.csv"
  static let testFile = "kaggle_house_pred_test.csv"

  /// Reads both tables; they are looked for as the files of `FashionMNIST`. `missing` are the strings that stand for a
  /// missing value: with `["NA"]` the `None` of MasVnrType stays a category.
  public init(
    directory: URL? = nil, download: Bool = true, missing: [String] = CSVFormat.missingStrings
  ) throws {
    let files = try [Self.trainFile, Self.testFile].map {
      try KnownSet.kaggleHouse.file($0, directory: directory, download: download)
    }
    let tables = try Workers.map(2, work: .max) { number in
      Result { try DataFrame(csv: files[number], missing: missing) }
    }.map { try $0.get() }
    (train, test) = (tables[0], tables[1])
  }

  /// Other tables of the same kind: `train` with, `test` without the price.
  public init(train: DataFrame, test: DataFrame) {
    self.train = train
    self.test = test
  }

  /// Both tables, `train` first, without Id and price: numbers standardized, their missing values 0, categories as
  /// columns of 0 and 1.
  public func features() -> DataFrame {
    var all = DataFrame.concat([train.dropping(["Id", "SalePrice"]), test.dropping(["Id"])])
    let numeric = all.columnNames(where: \.isNumeric)
    all.standardize(numeric)
    all.fillMissing(numeric, with: 0)
    return all.getDummies(dummyNA: true)
  }
}
