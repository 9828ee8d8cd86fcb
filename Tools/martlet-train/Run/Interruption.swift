import Foundation
import Synchronization

/// The wish to stop that arrives as SIGINT or SIGTERM.
///
/// Before training, the program ends at once; while it trains, the wish is noted and the loop stops where its state is
/// whole. A second signal ends the program whatever it does. The status is 128 + the signal's number, as shells have it.
enum Interruption {
  // A signal handler reaches nothing but globals. These are atomic: the handler and `hold` are all that writes them.
  private static let noted = Atomic<Int32>(0)
  private static let isHeld = Atomic(false)

  /// Seconds for the step that is under way and for the checkpoint; batch queues kill after thirty.
  private static let grace: UInt32 = 20

  /// From now on the signals come here.
  static func watch() {
    // Read once, so that they exist before a handler asks for them.
    _ = (noted.load(ordering: .relaxed), isHeld.load(ordering: .relaxed), words.count)
    // Whoever started the program may have blocked the signals in its own thread, and that is inherited.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&wanted, number)
      _ = signal(number) { Interruption.note($0) }
    }
    sigaddset(&wanted, SIGALRM)
    _ = signal(SIGALRM) { _ in Interruption.endAfterGrace() }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  private static func note(_ number: Int32) {
    let isFirst = noted.exchange(number, ordering: .relaxed) == 0
    if !isHeld.load(ordering: .relaxed) || !isFirst { _exit(128 + number) }
    alarm(grace)
  }

  /// What is written in a signal handler may not be made in it.
  private static let words = Array(
    "martlet-train: stopped at once: the step did not end within 20 s of the signal\n".utf8)

  private static func endAfterGrace() {
    words.withUnsafeBufferPointer { _ = write(2, $0.baseAddress, $0.count) }
    _exit(128 + noted.load(ordering: .relaxed))
  }

  /// From now on a signal is noted for a loop that looks.
  static func hold() { isHeld.store(true, ordering: .relaxed) }

  /// The signal that has come, if any.
  static var signalNumber: Int32? {
    let number = noted.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
