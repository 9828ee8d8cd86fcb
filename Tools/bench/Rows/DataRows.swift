import Data
import Foundation
import Tensor
import ToolSupport

/// Numbers in -1..<1 without a pattern, that both sides can make: a hash of the position.
private func scattered(_ shape: Shape) -> Tensor<Double> {
  Tensor(shape: shape) { out in
    for index in 0..<out.count {
      var hash = UInt32(truncatingIfNeeded: index) &* 2_654_435_761
      hash = (hash ^ hash >> 15) &* 2_246_822_519
      out[index] = Double(hash ^ hash >> 13) / 2_147_483_648 - 1
    }
  }
}

/// A row whose work gives a value, and the figure that is made of it; the value is dropped before the next run.
private func row<Result>(
  _ name: String, _ shape: String, wanted: Double, watchesMemory: Bool = false,
  _ prepare: @escaping @Sendable () -> () -> Result, check: @escaping @Sendable (Result) -> Double
) -> Row {
  Row(name: name, shape: shape, wanted: wanted, peer: "data", watchesMemory: watchesMemory) {
    let body = prepare()
    nonisolated(unsafe) var result: Result?
    return Work(
      run: {
        result = nil
        result = body()
      }, check: { check(result!) })
  }
}

/// What a row cannot do without: ends the program with the error's line where it fails.
private func need<Value>(_ body: () throws -> Value) -> Value {
  do {
    return try body()
  } catch {
    ToolMain.say("bench: \(error)")
    exit(ExitStatus.missingFile.rawValue)
  }
}

/// Eight columns of Double, one of Int, one of String with four values, 1,000,000 rows: made once, where it is not there.
private func table() throws -> String {
  let path = NSTemporaryDirectory() + "/martlet-bench-table.csv"
  if FileManager.default.fileExists(atPath: path) { return path }
  let names = ["alpha", "beta", "gamma", "delta"]
  let part = path + ".part"
  _ = FileManager.default.createFile(atPath: part, contents: nil)
  let file = try FileHandle(forWritingTo: URL(filePath: part))
  var rng = RandomGenerator(seed: 1)
  for block in 0..<50 {
    let values = Tensor<Double>.normal([20_000, 8], using: &rng)
    let numbers = Tensor<Int32>.randint([20_000], in: 0..<1_000_000, using: &rng)
    let chosen = Tensor<Int32>.randint([20_000], in: 0..<4, using: &rng).scalars
    var columns = (0..<8).map { (name: "abcdefgh".map(String.init)[$0], column: Column(values[0..., $0])) }
    columns.append((name: "i", column: Column(numbers)))
    columns.append((name: "s", column: Column(chosen.map { names[Int($0)] })))
    let text = DataFrame(columns).csvText().utf8
    // The names stand in the first block only.
    let rows = block == 0 ? text[...] : text.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    try file.write(contentsOf: Foundation.Data(rows))
  }
  try file.close()
  try FileManager.default.moveItem(atPath: part, toPath: path)
  return path
}

private func readTable(beside peer: String) -> Row {
  row(
    "csv 1M rows, \(peer)", "167 MB: 8 Double, 1 Int, 1 String of 4", wanted: 2.5, watchesMemory: true,
    {
      let path = need(table)
      return { need { try DataFrame(csv: path) } }
    },
    check: { (frame: DataFrame) -> Double in
      let share = (frame["s"] .== "beta").mean()
      return frame["a"].sum() + frame["h"].sum() + frame["i"].mean() + share
    })
}

let dataRows: [Row] = [
  row("fashion files", "the four files of Fashion-MNIST", wanted: 1.9) {
    { need { try FashionMNIST.both(download: false) } }
  } check: { train, test in
    Double(train.labels.sum().item() + test.labels.sum().item())
      + Double(Tensor<Int>(train.images[59_000...]).sum().item() + Tensor<Int>(test.images[9000...]).sum().item())
  },
  readTable(beside: "pandas"),
  readTable(beside: "polars"),
  readTable(beside: "pyarrow"),
  row("house tables", "both tables: read, standardize, encode", wanted: 15) {
    { need { try KaggleHouse(download: false).features() } }
  } check: {
    Double($0.shape.columns) + $0.tensor(as: Double.self).sum().item()
  },
  row("getDummies 1M", "1,000,000 rows of 4 values", wanted: 4) {
    let names = ["alpha", "beta", "gamma", "delta"]
    let frame = DataFrame(["a": Column((0..<1_000_000).map { names[($0 * 7919 % 1013) % 4] })])
    return { frame.getDummies() }
  } check: {
    $0["a_beta"].sum() + 2 * $0["a_gamma"].sum()
  },
  row("StandardScaler", "fit and transform, 100,000 × 50 Double", wanted: 5) {
    let x = scattered([100_000, 50])
    return {
      var scaler = StandardScaler()
      return scaler.fitTransform(x)
    }
  } check: {
    $0[0..<1000].sum().item()
  },
  row("LinearRegression", "100,000 × 50 Double", wanted: 5) {
    let x = scattered([100_000, 50])
    let y = matmul(x, Tensor<Double>.arange(1, 51)) + 3 + scattered([100_000])
    return { LinearRegression().fit(x, y) }
  } check: {
    $0.coefficients.sum().item() + $0.intercept
  },
  row("shuffled epoch", "60,000 × 784 Float in batches of 256", wanted: 50) {
    let images = pattern([60_000, 784])
    let labels = Tensor<Int32>.arange(60_000) % 10
    return epoch(TensorDataset(images, labels))
  } check: {
    Double($0)
  },
  row("shuffled images", "Fashion-MNIST as it is stored, in batches of 256, scaled to 0...1", wanted: 50) {
    epoch(need { try FashionMNIST(.train, download: false) })
  } check: {
    Double($0)
  },
]

/// The number of samples and labels that one epoch gives.
private func epoch<Features, Labels>(
  _ dataset: some Dataset<Tensor<Features>, Tensor<Labels>>
) -> () -> Int {
  var rng = RandomGenerator(seed: 1)
  let loader = DataLoader(dataset, batchSize: 256, shuffle: true, using: &rng)
  return {
    var count = 0
    for (x, y) in loader { count += x.shape[0] + y.shape[0] }
    return count
  }
}
