public import Data
public import Tensor

/// Trains a model for each fold, and tests it on what was left out.
///
///     let folds = try crossValidate(x, y, KFold(5)) { fold, train, validation in
///       let net = Linear(330, 1)
///       let trainer = Trainer(net, optimizer: Adam(net.parameters(), learningRate: 5), loss: mseLoss)
///       return try trainer.fit(
///         DataLoader(train, batchSize: 64, shuffle: true, using: &rng),
///         validation: DataLoader(validation, batchSize: 64), epochs: 100)
///     }
///
/// - Parameters:
///   - features: a sample a row.
///   - targets: as many rows.
///   - folds: how the rows are divided.
///   - body: makes a new model and trains it; it gets the number of the fold, from 1, and both parts of the data.
/// - Returns: what `body` returned, fold by fold.
public func crossValidate<FeatureScalar, TargetScalar, Result>(
  _ features: Tensor<FeatureScalar>, _ targets: Tensor<TargetScalar>, _ folds: KFold,
  _ body: (
    _ fold: Int, _ train: TensorDataset<FeatureScalar, TargetScalar>,
    _ validation: TensorDataset<FeatureScalar, TargetScalar>
  ) throws -> Result
) rethrows -> [Result] {
  let all = TensorDataset(features, targets)
  return try folds.split(all.count).enumerated().map { index, fold in
    let (trainX, trainY) = all.batch(fold.train), (testX, testY) = all.batch(fold.validation)
    return try body(index + 1, TensorDataset(trainX, trainY), TensorDataset(testX, testY))
  }
}
