public import Autograd
public import NN
public import Optim
public import Tensor

/// Fits a model to data: the loop, its figures, and what may happen at its turns.
///
///     let history = try Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy])
///       .fit(DataLoader(train, batchSize: 256, shuffle: true, using: &rng),
///            validation: DataLoader(test, batchSize: 256), epochs: 10)
///
/// It does what a loop written by hand does, with the same parts:
///
///     for (x, y) in loader {
///       let loss = crossEntropy(net(x), y)
///       optimizer.zeroGrad(); loss.backward(); optimizer.step()
///     }
public final class Trainer<Features, Target: TensorScalar> {
  /// The loss of predictions for targets: a mean over the batch, to be differentiated.
  public typealias Loss = (Variable<Float>, Tensor<Target>) -> Variable<Float>

  let module: any Module
  let optimizer: any Optimizer
  let forward: (Features) -> Variable<Float>
  let loss: Loss
  let metrics: [Metric<Target>]
  let progress: ProgressStyle

  /// The figures of the last run, also of one that ended by an error.
  public internal(set) var history = History()

  /// A trainer of any module, told how to run it.
  ///
  ///     Trainer(translator, forward: { translator($0) }, optimizer: adam, loss: crossEntropy)
  public init(
    _ module: some Module, forward: @escaping (Features) -> Variable<Float>, optimizer: any Optimizer,
    loss: @escaping Loss, metrics: [Metric<Target>] = [], progress: ProgressStyle = .automatic
  ) {
    self.module = module
    self.forward = forward
    self.optimizer = optimizer
    self.loss = loss
    self.metrics = metrics
    self.progress = progress
  }

  /// A trainer of a layer, mostly a `Sequential`.
  public convenience init(
    _ net: some Layer, optimizer: any Optimizer, loss: @escaping Loss, metrics: [Metric<Target>] = [],
    progress: ProgressStyle = .automatic
  ) where Features == Tensor<Float> {
    self.init(net, forward: { net($0) }, optimizer: optimizer, loss: loss, metrics: metrics, progress: progress)
  }
}
