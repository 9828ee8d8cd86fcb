import Foundation
import Tensor
import Testing

/// Operations that users of PyTorch look for, with its values.
@Suite struct WantedTests {
  private let nan = Float.nan

  @Test func sumsWithoutNaN() {
    let x = Tensor<Float>([[1, nan, 3], [nan, nan, nan]])
    #expect(
      x.nanSum().item() == 4 && x.nanSum(axis: 1).scalars == [4, 0]
        && x.nanSum(axes: [0], keepDims: true).shape == [1, 3])
    #expect(x.nanMean().item() == 2 && x.nanMean(axis: 1).scalars[0] == 2 && x.nanMean(axis: 1).scalars[1].isNaN)
    let ends = Tensor<Float>([nan, .infinity, -.infinity, 1])
    let most = Float.greatestFiniteMagnitude
    #expect(ends.nanToNum().scalars == [0, most, -most, 1])
    #expect(ends.nanToNum(nan: 7, posInf: 8, negInf: 9).scalars == [7, 8, 9, 1])
  }

  @Test func differences() async {
    let x = Tensor<Int>([1, 4, 9, 16])
    #expect(
      x.diff().scalars == [3, 5, 7] && x.diff(n: 2).scalars == [2, 2] && x.diff(n: 0) == x && x.diff(n: 9).shape == [0])
    #expect(Tensor<Float>([[1, 2], [4, 8]]).diff(axis: 0).scalars == [3, 6])
    #expect(Tensor<UInt8>([3, 1]).diff().scalars == [254])
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(1).diff() }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>([1, 2]).diff(n: -1) }
  }

  @Test func differentRowsAndColumns() async {
    let x = Tensor<Int32>([[3, 1], [1, 2], [3, 1], [1, 1]])
    let rows = x.unique(axis: 0), columns = x.unique(axis: 1)
    #expect(
      rows.values == [[1, 1], [1, 2], [3, 1]] && rows.inverse.scalars == [2, 1, 2, 0]
        && rows.counts.scalars == [1, 1, 2])
    #expect(columns.values == [[1, 3], [2, 1], [1, 3], [1, 1]] && columns.inverse.scalars == [1, 0])
    let mask = Tensor<Bool>([[true, false], [true, false], [false, true]]).unique(axis: 0)
    #expect(mask.values == [[false, true], [true, false]] && mask.counts.scalars == [1, 2])
    #expect(Tensor<Float>.zeros([0, 3]).unique(axis: 0).values.shape == [0, 3])
    #expect(Tensor<Float>.zeros([2, 0]).unique(axis: 0).counts.scalars == [2])
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(1).unique(axis: 0) }
  }

  @Test func logarithmsOfDeterminants() {
    let (sign, size) = Linalg.slogdet(
      [[[1, 2], [3, 4]], [[0, 0], [0, 0]], [[2, 0], [0, 3]]] as Tensor<Double>)
    #expect(sign.scalars == [-1, 0, 1] && size[1].item() == -.infinity)
    #expect(abs(size[0].item() - log(2)) < 1e-14 && abs(size[2].item() - log(6)) < 1e-14)
    // The determinant itself is beyond a Double.
    let large = Tensor<Double>.eye(200) * 1e10
    #expect(
      abs(Linalg.slogdet(large).logAbsDet.item() - 2000 * log(10)) < 1e-9 && Linalg.det(large).item() == .infinity)
    #expect(Linalg.slogdet(Tensor<Float>.zeros([0, 0])).logAbsDet.item() == 0)
  }

  /// As PyTorch has them: 0.5 is the square root, and small whole powers are products.
  @Test func powersOfOneNumber() {
    let x = Tensor<Float>([-3, -0.0, 0.5, .infinity, -.infinity])
    #expect(
      (x ** 2).scalars == [9, 0, 0.25, .infinity, .infinity] && (x ** 1).scalars.first == -3
        && (x ** 0).scalars == [1, 1, 1, 1, 1])
    #expect((x ** -1).scalars == [-1 / 3, -.infinity, 2, 0, 0] && (x ** 3).scalars.last == -.infinity)
    #expect((x ** 0.5).scalars.last!.isNaN && (Tensor<Double>([4, 2]) ** 0.5).scalars == [2, 2.squareRoot()])
    #expect((Tensor<Int32>([3, -2]) ** 2).scalars == [9, 4] && (2 ** Tensor<Float>([3])).item() == 8)
  }

  @Test func scatteredSums() async {
    let sums = Tensor<Float>.zeros([2, 3]).scatterAdding([[1, 2, 9], [3, 4, 9]], at: [[0, 0], [2, 1]], axis: 1)
    #expect(sums == [[3, 0, 0], [0, 4, 3]])
    var counts = Tensor<Int32>.zeros([4])
    counts.indexAdd(Tensor<Int32>([1, 1, 1]), at: [3, 1, 3])
    #expect(counts.scalars == [0, 1, 0, 2])
    #expect(Tensor<Float>([[1, 1], [1, 1]]).indexAdding([[5], [7]], at: [-1], axis: 1) == [[1, 6], [1, 8]])
    #expect(Tensor<Float>(5).scatterAdding([2], at: [0], axis: 0).item() == 7)
    await #expect(processExitsWith: .failure) {
      _ = Tensor<Float>.zeros([3]).scatterAdding([1], at: [0, 1], axis: 0)
    }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>.zeros([3]).indexAdding([1], at: [3]) }
  }

  @Test func fromAPositionToOneFromTheEnd() {
    let x = Tensor<Int>.arange(12).reshaped(3, 4)
    #expect(x[.from(1, to: -1)] == [[4, 5, 6, 7]] && x[0..., .from(1, to: -1)] == [[1, 2], [5, 6], [9, 10]])
    #expect(x[.from(-2, to: 3), 0].scalars == [4, 8])
  }
}
