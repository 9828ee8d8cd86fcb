import Data
import Tensor
import Testing

@Suite struct SplitsTests {
  @Test func kFoldIsThatOfScikitLearn() {
    let folds = KFold(3).split(10)
    #expect(folds.map { $0.validation.scalars } == [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]])
    #expect(folds[1].train.scalars == [0, 1, 2, 3, 7, 8, 9])
    #expect(KFold(5).split(1460).allSatisfy { $0.validation.count == 292 && $0.train.count == 1168 })
    var rng = RandomGenerator(seed: 1)
    let mixed = KFold(4).split(11, using: &rng)
    #expect(mixed.flatMap { $0.validation.scalars }.sorted() == Array(0..<11))
    #expect(mixed[0].validation.scalars != [0, 1, 2])
  }

  @Test func trainTestSplitTakesEachOnce() {
    var rng = RandomGenerator(seed: 5)
    let (train, test) = trainTestSplit(100, testFraction: 0.2, using: &rng)
    #expect(train.count == 80 && test.count == 20)
    #expect((train.scalars + test.scalars).sorted() == Array(0..<100))
  }

  @Test func stratifiedPartsKeepTheShares() {
    var rng = RandomGenerator(seed: 5)
    let classes = Tensor<Int32>((0..<100).map { $0 < 70 ? 0 : $0 < 90 ? 1 : 2 })
    let (train, test) = trainTestSplit(100, testFraction: 0.2, stratify: classes, using: &rng)
    func shares(_ part: Tensor<Int32>) -> [Int] {
      (0..<3).map { kind in part.scalars.filter { classes.scalars[Int($0)] == kind }.count }
    }
    #expect(shares(test) == [14, 4, 2] && shares(train) == [56, 16, 8])
    #expect((train.scalars + test.scalars).sorted() == Array(0..<100))
  }
}
