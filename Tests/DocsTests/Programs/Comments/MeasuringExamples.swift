import Tensor
import Train

/// The examples in the comments of `Train`, without Foundation, which has a `Timer` too.
enum MeasuringExamples {
  static func measuring(_ loss: Double, _ labels: Tensor<Int32>, _ trainOneEpoch: () -> Void) {
    var sums = Accumulator(2)
    sums.add(loss, Double(labels.count))
    _ = sums[0] / sums[1]
    var timer = Timer()
    trainOneEpoch()
    timer.stop()
    timer.start()
    trainOneEpoch()
    timer.stop()
    _ = timer.mean
  }
}
