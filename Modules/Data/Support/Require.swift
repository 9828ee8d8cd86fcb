import Tensor

/// Traps with `message` where `condition` does not hold, in release builds too.
@inline(__always)
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fail(message()) }
}
