import Train

/// Figures that are taken after each epoch, beside those that the trainer takes.
final class FiguresAfterEpochs: TrainerCallback {
  private let figures: () throws -> [Double]
  /// A row for each epoch.
  private(set) var rows: [[Double]] = []

  init(_ figures: @escaping () throws -> [Double]) { self.figures = figures }

  func didFinishEpoch(_ run: TrainingRun) throws { rows.append(try figures()) }
}
