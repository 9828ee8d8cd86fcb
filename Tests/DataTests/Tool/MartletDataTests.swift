import Data
import Foundation
import Tensor
import TestSupport
import Testing

/// The tool as a user runs it: what it prints, what it writes, what it ends with.
@Suite(.enabled(if: (try? Program.tool("martlet-data")) != nil, "martlet-data is not built"))
struct MartletDataTests {
  private let tool: Program
  private let embedded = TestData.embedded

  init() throws { tool = try .tool("martlet-data") }

  private func run(_ arguments: String...) async throws -> Program.Outcome { try await tool.run(arguments) }

  @Test func helpAndLists() async throws {
    let help = try await run("--help")
    #expect(help.status == 0 && help.output.contains("encode") && help.error.isEmpty)
    let list = try await run("list")
    #expect(list.status == 0 && list.output.contains("fashion-mnist") && list.output.contains("kaggle-house"))
  }

  @Test(
    arguments: [
      (
        ["mak"], 64,
        "there is no 'mak': give one of list, make, download, info, head, verify, encode; --help explains them"
      ),
      ([], 64, "nothing to do: give one of list, make,"),
      (["info"], 64, "Missing expected argument '<file>'"),
      (["head", "--rows", "x", "f.csv"], 64, "The value 'x' is invalid for '--rows <rows>'"),
      (["head", "--rows", "-1", "f.csv"], 64, ""),
      (["verify", "nothing"], 64, "there is no data set 'nothing'; there are fashion-mnist, mnist, kaggle-house"),
      (["info", "/nowhere/x.csv"], 66, "/nowhere/x.csv: no such file"),
      (["make", "--output", "/proc/nowhere"], 73, "--output /proc/nowhere/garments: the folder cannot be made: "),
    ] as [([String], Int32, String)])
  func oneClearLineAndTheRightStatus(arguments: [String], status: Int32, message: String) async throws {
    let result = try await tool.run(arguments)
    #expect(result.status == status && result.output.isEmpty, "\(result)")
    #expect(result.error.hasPrefix("martlet-data: \(message)"), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
  }

  @Test func brokenFilesSayWhere() async throws {
    try await TestData.withFolder { folder in
      let table = folder.appending(path: "t.csv"), packed = folder.appending(path: "t.gz")
      try "a,b\n1,2\n3\n".write(to: table, atomically: true, encoding: .utf8)
      try Foundation.Data(Gzip.compress(Array("a,b\n1,2\n".utf8)).dropLast(3)).write(to: packed)
      let first = try await run("info", table.path), second = try await run("info", packed.path)
      #expect(first.status == 65 && first.error.hasSuffix("t.csv:3: 2 fields are expected, the row has 1\n"))
      #expect(second.status == 65 && second.error.contains("t.gz: byte "))
      let folder = try await run("info", folder.path)
      #expect(folder.status == 66 && folder.error.hasSuffix(": cannot be read: it is a folder\n"))
    }
  }

  @Test func encodingNothingIsRefused() async throws {
    try await TestData.withFolder { folder in
      let table = folder.appending(path: "t.csv"), npy = folder.appending(path: "x.npy")
      try "a,b\n1,2\n".write(to: table, atomically: true, encoding: .utf8)
      let result = try await run(
        "encode", table.path, table.path, "--target", "a", "--drop", "b", "--npy", npy.path)
      #expect(result.status == 64 && result.error.contains("--target and --drop leave no column of "))
      #expect(!FileManager.default.fileExists(atPath: npy.path))
    }
  }

  @Test func makeWritesTheSameBytesAgain() async throws {
    try await TestData.withFolder { folder in
      let names = ["line.csv", "plane.csv", "houses.csv", "houses-test.csv"]
      #expect(try await run("make", "--output", folder.path).status == 0)
      for name in names {
        #expect(try bytes(folder.appending(path: name)) == bytes(embedded.appending(path: name)), "\(name)")
      }
      let images = "garments/train-images-idx3-ubyte.gz"
      let made = folder.appending(path: images)
      #expect(try Gzip.decompress(bytes(made)) == Gzip.decompress(bytes(embedded.appending(path: images))))
      let before = try bytes(made)
      #expect(try await run("make", "--output", folder.path).status == 0)
      #expect(try bytes(made) == before)
    }
  }

  @Test func looksIntoFiles() async throws {
    let houses = embedded.appending(path: "houses.csv").path
    #expect(try await run("info", houses).output.contains("LotFrontage    821 non-null    Int"))
    #expect(try await run("head", houses, "-n", "2").output.hasSuffix("[2 rows x 39 columns]\n"))
    let images = embedded.appending(path: "garments/t10k-images-idx3-ubyte.gz").path
    #expect(try await run("info", images).output == "IDX: uint8, shape [500, 28, 28]\n")
  }

  @Test func arraysKeepTheirType() async throws {
    try await TestData.withFolder { folder in
      let npy = folder.appending(path: "a.npy"), npz = folder.appending(path: "a.npz")
      try Tensor<Int32>([[1, 2], [3, 4]]).save(npy: npy)
      try NPZ.save(["w": Tensor<Float>.zeros([3])], to: npz)
      #expect(try await run("info", npy.path).output == "NumPy array: int32, shape [2, 2]\n")
      #expect(try await run("head", npy.path, "-n", "1").output.contains("[1, 2]"))
      #expect(try await run("info", npz.path).output == "NumPy archive: 1 arrays\n  w: float, shape [3]\n")
    }
  }

  @Test func encodeWritesFeaturesAndNames() async throws {
    try await TestData.withFolder { folder in
      let npy = folder.appending(path: "f.npy"), names = folder.appending(path: "n.txt")
      let result = try await run(
        "encode", embedded.appending(path: "houses.csv").path, embedded.appending(path: "houses-test.csv").path,
        "--target", "SalePrice", "--drop", "Id", "--npy", npy.path, "--columns", names.path)
      #expect(result.status == 0, "\(result.error)")
      let features = try Tensor<Double>(npy: npy.path)
      let columns = try String(contentsOf: names, encoding: .utf8).split(separator: "\n")
      #expect(features.shape == [1500, columns.count])
      #expect(columns.first == "MSSubClass" && columns.contains("Alley_nan") && !columns.contains("SalePrice"))
      let mean = features[0..., 0].mean().item()
      #expect(abs(mean) < 1e-12)
    }
  }

  @Test(.enabled(if: TestData.hasHouses, "the house data are not in MARTLET_DATA"))
  func encodeOfTheRealHousesHasPandasColumns() async throws {
    let train = try #require(TestData.real("kaggle-house/kaggle_house_pred_train.csv"))
    let test = try #require(TestData.real("kaggle-house/kaggle_house_pred_test.csv"))
    try await TestData.withFolder { folder in
      for (extra, count) in [([], 330), (["--missing", "NA"], 331)] {
        let npy = folder.appending(path: "f.npy")
        let result = try await tool.run(
          ["encode", train.path, test.path, "--target", "SalePrice", "--drop", "Id", "--npy", npy.path] + extra)
        #expect(result.status == 0, "\(result.error)")
        #expect(try Tensor<Double>(npy: npy.path).shape == [2919, count])
      }
    }
  }

  /// The program of the book, value for value.
  @Test(.enabled("no Python with NumPy and pandas", { await Python.has("numpy", "pandas") }))
  func encodeIsWhatPandasGives() async throws {
    var pairs = [(embedded.appending(path: "houses.csv"), embedded.appending(path: "houses-test.csv"))]
    if let train = TestData.real("kaggle-house/kaggle_house_pred_train.csv"),
      let test = TestData.real("kaggle-house/kaggle_house_pred_test.csv")
    {
      pairs.append((train, test))
    }
    for (train, test) in pairs {
      try await TestData.withFolder { folder in
        try await Python.run(
          """
          import numpy as np, pandas as pd
          train, test = pd.read_csv('\(train.path)'), pd.read_csv('\(test.path)')
          features = pd.concat((train.drop(columns=['Id', 'SalePrice']), test.drop(columns=['Id'])))
          numeric = features.dtypes[features.dtypes.map(lambda t: t.kind in 'if')].index
          features[numeric] = features[numeric].apply(lambda x: (x - x.mean()) / x.std())
          features[numeric] = features[numeric].fillna(0)
          features = pd.get_dummies(features, dummy_na=True)
          np.save('expected.npy', features.to_numpy(dtype=np.float64))
          open('expected.txt', 'w').write(''.join(name + '\\n' for name in features.columns))
          """, in: folder)
        let npy = folder.appending(path: "f.npy"), names = folder.appending(path: "n.txt")
        let result = try await run(
          "encode", train.path, test.path, "--target", "SalePrice", "--drop", "Id", "--npy", npy.path, "--columns",
          names.path)
        #expect(result.status == 0, "\(result.error)")
        #expect(try bytes(names) == bytes(folder.appending(path: "expected.txt")))
        let found = try Tensor<Double>(npy: npy),
          expected = try Tensor<Double>(npy: folder.appending(path: "expected.npy"))
        #expect(found.shape == expected.shape)
        #expect(abs(found - expected).max().item() < 1e-6)
      }
    }
  }

  private func bytes(_ file: URL) throws -> [UInt8] { Array(try Foundation.Data(contentsOf: file)) }
}
