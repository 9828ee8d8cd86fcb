import Foundation

/// One thing that is measured: the same work on the same data here and, in `peers/PEER.py` under the same name, in the
/// field's usual library.
struct Row: Sendable {
  let name: String
  /// What it runs on, in words.
  let shape: String
  /// The peer's time divided by ours that is aimed at.
  let wanted: Double
  /// The script that has the peer's side.
  let peer: String
  /// How far the two results may lie apart, as a part of them; more where both sides draw random numbers.
  var tolerance = 1e-3
  /// Whether the process must also stay below the peer's peak of memory.
  var watchesMemory = false
  /// Prepares the data; what it gives is run and then asked for a figure that must equal the peer's.
  let prepare: @Sendable () -> Work
}

/// Prepared work: what is timed, and a figure of its result.
struct Work {
  let run: () -> Void
  let check: () -> Double
}

/// Seconds for one run of a row, over several samples.
struct Timing: Codable {
  let row: String
  let median: Double
  let low: Double
  let high: Double
  let samples: Int
  let check: Double
  /// Bytes that the process held at most, from its start on.
  let peak: Int
}

enum Harness {
  private static let clock = ContinuousClock()

  /// Samples of a few milliseconds at least, for at least `seconds` and 5 of them, after a warm-up; one alone of what
  /// takes longer than two seconds.
  static func time(_ row: Row, seconds: Double = 0.4) -> Timing {
    let work = row.prepare()
    work.run()
    let once = measure(1, work)
    var samples = [once]
    if once < 2 {
      let repetitions = Swift.max(1, Int(0.004 / Swift.max(once, 1e-8)))
      _ = measure(repetitions, work)
      samples = []
      var total = 0.0
      while samples.count < 5 || (total < seconds && samples.count < 1000) {
        let sample = measure(repetitions, work)
        samples.append(sample)
        total += sample * Double(repetitions)
      }
      samples.sort()
    }
    return Timing(
      row: row.name, median: samples[samples.count / 2], low: samples[0], high: samples[samples.count - 1],
      samples: samples.count, check: work.check(), peak: peakBytes())
  }

  private static func peakBytes() -> Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }

  private static func measure(_ repetitions: Int, _ work: Work) -> Double {
    let duration = clock.measure { for _ in 0..<repetitions { work.run() } }
    let (seconds, fraction) = duration.components
    return (Double(seconds) + Double(fraction) * 1e-18) / Double(repetitions)
  }
}

/// A time in the unit that suits it.
func readable(_ seconds: Double) -> String {
  switch seconds {
  case ..<1e-6: String(format: "%.0f ns", seconds * 1e9)
  case ..<1e-3: String(format: "%.3g µs", seconds * 1e6)
  case ..<1: String(format: "%.3g ms", seconds * 1e3)
  default: String(format: "%.3g s", seconds)
  }
}
