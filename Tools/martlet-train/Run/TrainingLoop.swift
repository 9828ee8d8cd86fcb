import Autograd
import Data
import Tensor
import ToolSupport
import Train

/// The epochs of a training loop written by hand, with their figures.
///
///     let loop = try run.loop(epochs, keeping: ["w": w, "b": b], batches)
///     for _ in loop {
///       for (x, y) in batches { …; try loop.step() }
///       try loop.endEpoch(["loss": loss])
///     }
///
/// Under `--checkpoint` the parameters, the place in the data, the random numbers and the figures are kept in the file:
/// once a second, at the end, and when SIGINT or SIGTERM ends the run. Under `--resume` the loop begins where the file
/// says, and ends with the same bits as one that was never interrupted.
final class TrainingLoop: Sequence {
  /// Sums over the batches of the epoch so far.
  var sums = Accumulator(3)
  /// The figures of each epoch by name, in the order in which they were first given.
  private(set) var curves: [(name: String, values: [Double])] = []

  private let run: JobRun
  private let stage: String
  private let epochs: Int
  private let parameters: [(name: String, parameter: Variable<Float>)]
  private let batches: BatchSource?
  private let settings: Settings
  private let live: LiveCurves?
  private let display: ProgressDisplay
  private let file: RunFile?
  private var lastSaved = ContinuousClock.now
  private var epoch = 1
  private var batch = 0

  /// How a loop shows itself.
  struct Settings {
    /// What a turn is called: an epoch goes over all data, a step does not.
    var unit = "epoch"
    /// Every so many turns a line is written.
    var linesEvery = 1
    /// The picture of the figures that grows while the loop runs.
    var livePicture: String?
  }

  /// A loader's place in its data, whatever its data are.
  struct BatchSource {
    let count: Int
    let signature: () -> DataSignature
    let position: () -> DataLoaderPosition
    let move: (DataLoaderPosition) -> Void
  }

  init(
    _ run: JobRun, _ stage: String, _ epochs: Int, keeping parameters: [(name: String, parameter: Variable<Float>)],
    _ batches: BatchSource?, _ settings: Settings
  ) throws {
    (self.run, self.stage, self.epochs, self.parameters) = (run, stage, epochs, parameters)
    (self.batches, self.settings) = (batches, settings)
    file = try run.checkpointFile()
    live = settings.livePicture.map { LiveCurves(run, $0) }
    display = ProgressDisplay(live?.progress ?? run.progress)
    Interruption.hold()
    if let file, let batches { try file.require(batches.signature(), of: stage) }
    if let file, let state = file.stage(stage) {
      do {
        try restore(state)
      } catch let error as TensorFileError {
        throw file.broken("does not fit this run: \(error)")
      }
      try live?.add(curves)
    }
  }

  /// The turns that are left, by their numbers from 1; each ends with `endEpoch`.
  func makeIterator() -> Turns { Turns(loop: self) }

  /// See `makeIterator`.
  struct Turns: IteratorProtocol {
    let loop: TrainingLoop

    func next() -> Int? { loop.epoch <= loop.epochs ? loop.epoch : nil }
  }

  /// A batch is done.
  func step() throws {
    batch += 1
    let count = batches?.count ?? 0
    display.show(epoch: epoch, of: epochs, batch: batch, of: count, loss: sums[0] / sums[2])
    // The last batch of an epoch belongs to its end.
    if batch < count { try keep() }
  }

  /// A turn is done; its figures, if it has any, join the curves.
  func endEpoch(_ figures: KeyValuePairs<String, Double>) throws {
    if !figures.isEmpty { try note(figures) }
    if batches != nil {
      sums.reset()
      batch = 0
    }
    let next = epoch + 1
    epoch = next
    if next > epochs {
      try save()
      try live?.finish()
    }
    try keep()
  }

  private func note(_ figures: KeyValuePairs<String, Double>) throws {
    for (name, value) in figures {
      let index = curves.firstIndex { $0.name == name } ?? curves.endIndex
      if index == curves.endIndex { curves.append((name, [])) }
      curves[index].values.append(value)
    }
    if epoch % settings.linesEvery == 0 || epoch == epochs {
      let text = figures.map { "\($0.key) \(JSON(Float($0.value)).readable)" }.joined(separator: "  ")
      display.finishEpoch("\(settings.unit) \(epoch)/\(epochs)  \(text)")
    }
    try live?.add(figures.map { ($0.key, $0.value) }, at: epoch)
  }

  /// Saves when it is time, and stops when that is wanted.
  private func keep() throws {
    try run.stopIfAsked("in \(settings.unit) \(Swift.min(epoch, epochs))") {
      display.finish()
      try save()
    }
    if file != nil, ContinuousClock.now - lastSaved > .seconds(1) { try save() }
  }

  private func save() throws {
    guard let file else { return }
    var state: NamedTensors = [
      "place": Tensor<Int>([epoch, batch]), "sums": Tensor<Double>(sums.sums), "generator": run.rng.tensor,
    ]
    if let position = batches?.position() {
      state["loader"] =
        Tensor<Int>([Int(bitPattern: UInt(position.key)), position.epoch, position.batch]).dynamicTensor
    }
    for (name, parameter) in parameters { state["parameter.\(name)"] = parameter.value.dynamicTensor }
    for (name, values) in curves { state["curve.\(name)"] = Tensor<Double>(values).dynamicTensor }
    try file.save(stage, state)
    lastSaved = .now
  }

  private func restore(_ state: NamedTensors) throws {
    let place = try state.tensor("place", as: Int.self).scalars
    let sums = try state.tensor("sums", as: Double.self).scalars
    guard place.count == 2, sums.count == 3 else { throw file!.broken("does not say where the run stood") }
    (epoch, batch) = (place[0], place[1])
    self.sums = Accumulator(sums: sums)
    run.rng = try RandomGenerator(state, "generator")
    for (name, parameter) in parameters {
      let value = try state.tensor("parameter.\(name)", as: Float.self)
      guard value.shape == parameter.shape else {
        throw file!.broken("\(name) has shape \(value.shape), \(parameter.shape) is expected")
      }
      parameter.value = value
    }
    for (name, tensor) in state.under("curve.") { curves.append((name, try tensor.tensor(as: Double.self).scalars)) }
    if let batches {
      let words = try state.tensor("loader", as: Int.self).scalars
      guard words.count == 3, (0...batches.count).contains(words[2]) else {
        throw file!.broken("does not say where in the data the run stood")
      }
      batches.move(DataLoaderPosition(key: UInt64(UInt(bitPattern: words[0])), epoch: words[1], batch: words[2]))
    }
  }
}

extension JobRun {
  /// A loop over the batches of a loader; see `TrainingLoop`.
  func loop<Source: Dataset>(
    _ epochs: Int, keeping parameters: KeyValuePairs<String, Variable<Float>>, _ loader: DataLoader<Source>,
    stage: String = "loop", _ settings: TrainingLoop.Settings = .init()
  ) throws -> TrainingLoop {
    let batches = TrainingLoop.BatchSource(
      count: loader.batchCount, signature: { loader.signature }, position: { loader.position },
      move: { loader.position = $0 })
    return try TrainingLoop(
      self, stage, epochs, keeping: parameters.map { (name: $0.key, parameter: $0.value) }, batches, settings)
  }

  /// A loop whose turns are steps on all data.
  func loop(
    steps: Int, keeping parameters: [(name: String, parameter: Variable<Float>)], stage: String = "loop",
    linesEvery: Int = 1
  ) throws -> TrainingLoop {
    try TrainingLoop(
      self, stage, steps, keeping: parameters, nil, .init(unit: "step", linesEvery: linesEvery))
  }
}
