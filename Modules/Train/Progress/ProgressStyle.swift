/// What a run shows of itself.
public enum ProgressStyle: Sendable {
  /// On standard error: a bar with rate and time left where that is a terminal, a line for each epoch elsewhere.
  case automatic
  /// The bar alone, where standard error is a terminal.
  case bar
  /// A line for each epoch, given to a function.
  case lines(@Sendable (String) -> Void)
  /// Nothing.
  case none
}
