import Data
import Tensor
import Testing

@Suite struct ScalerTests {
  private let x: Tensor<Double> = [[1, 10, 7], [2, 20, 7], [3, 60, 7], [6, 30, 7]]

  @Test func standardScalerDividesByTheDeviationWithN() {
    var scaler = StandardScaler()
    let z = scaler.fitTransform(x)
    #expect(scaler.mean == [3, 30, 7])
    let scales = [3.5, 350.0, 1.0].map { $0.squareRoot() }
    #expect(zip(scaler.scale, scales).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(z[0, 0].item() + 2 / scales[0]) < 1e-12)
    #expect(z[0..., 2].scalars == [0, 0, 0, 0])
    let back = scaler.inverse(z).scalars
    #expect(zip(back, x.scalars).allSatisfy { abs($0 - $1) < 1e-12 })
    let other: Tensor<Double> = [[3, 30, 8]]
    #expect(scaler.transform(other).scalars == [0, 0, 1])
  }

  @Test func aLargeMeanCostsNoDigits() {
    var rng = RandomGenerator(seed: 1)
    let noise = Tensor<Double>.normal([10_000, 2], using: &rng)
    var near = StandardScaler(), far = StandardScaler()
    near.fit(noise)
    far.fit(noise + 1e8)
    #expect(zip(near.scale, far.scale).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func blocksAndThreadsDoNotMatter() {
    var rng = RandomGenerator(seed: 2)
    let x = Tensor<Float>.normal([5000, 3], mean: 2, std: 3, using: &rng)
    var scaler = StandardScaler()
    scaler.fit(x)
    let columns = (0..<3).map { x[0..., $0].scalars.map(Double.init) }
    for (column, values) in columns.enumerated() {
      let mean = values.reduce(0, +) / 5000
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5000
      #expect(abs(scaler.mean[column] - mean) < 1e-9 && abs(scaler.scale[column] - variance.squareRoot()) < 1e-9)
    }
  }

  @Test func missingValuesAreLeftOutAndStay() {
    let y: Tensor<Double> = [[.nan, 10, .nan], [2, 20, .nan], [.nan, .nan, .nan], [6, 60, .nan]]
    var scaler = StandardScaler(), range = MinMaxScaler()
    let z = scaler.fitTransform(y)
    #expect(scaler.mean[..<2] == [4, 30] && scaler.scale[0] == 2 && scaler.mean[2].isNaN && scaler.scale[2].isNaN)
    #expect(z[1, 0].item() == -1 && z[3, 0].item() == 1 && z.isNaN().scalars == y.isNaN().scalars)
    let scaled = range.fitTransform(y)
    #expect(range.minimum[..<2] == [2, 10] && range.maximum[..<2] == [6, 60] && range.minimum[2].isNaN)
    #expect(scaled[3, 1].item() == 1 && scaled[1, 1].item() == 0.2 && scaled.isNaN().scalars == y.isNaN().scalars)
    var long = Tensor<Float>.arange(0, 5000).reshaped([5000, 1])
    long[4000..<5000] = Tensor.full([1000, 1], .nan)
    scaler.fit(long)
    #expect(abs(scaler.mean[0] - 1999.5) < 1e-9 && abs(scaler.scale[0] - 1154.7005023) < 1e-6)
  }

  @Test func whatIsNearTheMeanKeepsItsDigits() {
    let x = Tensor<Double>([[0], [1], [2]]) + 1e12
    var scaler = StandardScaler(), range = MinMaxScaler()
    let z = scaler.fitTransform(x).scalars
    #expect(z[1] == 0 && abs(z[2] - 1.5.squareRoot()) < 1e-14 && z[0] == -z[2])
    #expect(range.fitTransform(x).scalars == [0, 0.5, 1])
    scaler.fit(Tensor<Double>.full([3, 1], 1e300))
    #expect(scaler.mean == [1e300] && scaler.scale == [1])
  }

  @Test func minMaxScaler() {
    var scaler = MinMaxScaler(range: -1...1)
    let z = scaler.fitTransform(x)
    #expect(z[0..., 0].scalars.map { ($0 * 1000).rounded() / 1000 } == [-1, -0.6, -0.2, 1])
    #expect(z[0..., 2].scalars == [-1, -1, -1, -1])
    #expect(zip(scaler.inverse(z).scalars, x.scalars).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func oneHotEncoder() throws {
    let train = DataFrame(["zone": Column(["RL", "FV", nil]), "size": Column([2, 1, 2])])
    var encoder = OneHotEncoder(unknown: .ignore)
    let z = try encoder.fitTransform(train)
    #expect(encoder.featureNames == ["zone_FV", "zone_RL", "zone_nan", "size_1", "size_2"])
    #expect(z.scalars == [0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1])
    #expect(encoder.inverse(z) == train)
    let test = DataFrame(["zone": Column(["C"]), "size": Column([2])])
    #expect(try encoder.transform(test).scalars == [0, 0, 0, 0, 1])
    var strict = OneHotEncoder()
    strict.fit(train)
    #expect { try strict.transform(test) } throws: {
      "\($0)" == "OneHotEncoder: column zone, row 0: 'C' was not there in fitting"
    }
  }

  @Test func polynomial() {
    let p = polynomialFeatures(Tensor<Float>([2, -1]), degree: 3)
    #expect(p.scalars == [1, 2, 4, 8, 1, -1, 1, -1])
    #expect(
      polynomialFeatures(Tensor<Float>([2]), degree: 3, scaled: true).scalars.map { ($0 * 3).rounded() } == [
        3, 6, 6, 4,
      ])
  }

  @Test func useBeforeFitTraps() async {
    await #expect(processExitsWith: .failure) { _ = StandardScaler().transform(Tensor<Float>.zeros([1, 1])) }
    await #expect(processExitsWith: .failure) {
      var scaler = StandardScaler()
      scaler.fit(Tensor<Float>.zeros([2, 1]))
      _ = scaler.transform(Tensor<Float>.zeros([2, 2]))
    }
  }
}
