#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a terminal can show, and how much of it.
public struct TerminalOptions: Sendable, Equatable {
  /// How many colours there are.
  public enum Colors: Sendable {
    /// Shades of one colour.
    case none
    /// The 256 colours of xterm.
    case indexed
    /// Any.
    case full
  }

  /// How pictures are sent.
  public enum Pixels: Sendable {
    /// As characters: Unicode blocks and braille dots.
    case blocks
    /// As sixels, which xterm, foot, WezTerm, mlterm and others know.
    case sixel
    /// By the protocol of kitty, which Ghostty and WezTerm know too.
    case kitty
  }

  /// Characters in a line, at least 1.
  public var columns: Int { didSet { columns = Self.counted(columns, most: 1000) } }
  /// Lines, at least 1.
  public var rows: Int { didSet { rows = Self.counted(rows, most: 400) } }
  /// How many colours there are.
  public var colors: Colors
  /// How pictures are sent.
  public var pixels: Pixels

  /// A terminal of a given size; 80 × 24, 256 colours and characters where nothing else is said.
  public init(columns: Int = 80, rows: Int = 24, colors: Colors = .indexed, pixels: Pixels = .blocks) {
    self.columns = Self.counted(columns, most: 1000)
    self.rows = Self.counted(rows, most: 400)
    self.colors = colors
    self.pixels = pixels
  }

  private static func counted(_ cells: Int, most: Int) -> Int { max(1, min(cells, most)) }

  /// The terminal behind a file descriptor (2 is standard error), as the system and the usual variables of the
  /// environment describe it; nil where there is none, as in a pipe or a file.
  public static func detect(descriptor: Int32 = 2) -> TerminalOptions? {
    guard isatty(descriptor) == 1 else { return nil }
    var window = winsize()
    var options = described { name in getenv(name).map { String(cString: $0) } }
    if ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 {
      options = TerminalOptions(
        columns: Int(window.ws_col), rows: Int(window.ws_row) - 1, colors: options.colors, pixels: options.pixels)
    }
    return options
  }

  /// What variables of the environment say about a terminal.
  static func described(by variable: (String) -> String?) -> TerminalOptions {
    let (term, program) = (variable("TERM") ?? "", variable("TERM_PROGRAM") ?? "")
    var options = TerminalOptions(
      columns: variable("COLUMNS").flatMap { Int($0) } ?? 80, rows: variable("LINES").flatMap { Int($0) } ?? 24)
    let depth = variable("COLORTERM") ?? ""
    if depth.contains("truecolor") || depth.contains("24bit") || term.contains("direct") { options.colors = .full }
    if variable("NO_COLOR").map({ !$0.isEmpty }) == true || term == "dumb" { options.colors = .none }
    // Inside a multiplexer only characters are sure to arrive.
    let isMultiplexed = variable("TMUX") != nil || term.hasPrefix("screen") || term.hasPrefix("tmux")
    guard !isMultiplexed else { return options }
    if term.contains("kitty") || variable("KITTY_WINDOW_ID") != nil || term.contains("ghostty") || program == "ghostty"
      || program == "WezTerm"
    {
      options.pixels = .kitty
    } else if ["foot", "mlterm", "contour", "yaft", "sixel"].contains(where: { term.contains($0) }) {
      options.pixels = .sixel
    }
    return options
  }
}
