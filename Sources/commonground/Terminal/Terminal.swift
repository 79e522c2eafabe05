import Glibc

/// What the place can show that output goes to.
struct Terminal: Sendable, Equatable {
  /// Columns to fill, 40…100: longer lines are hard to read.
  var width = 80
  /// Whether block characters, dashes and dots beyond ASCII can be shown.
  var isUnicode = true
  /// Whether colours are wanted and can be shown.
  var hasColor = false

  /// The terminal, or file, that standard output goes to.
  static var standardOutput: Terminal { Terminal(descriptor: STDOUT_FILENO) }

  /// The terminal, or file, that standard error goes to.
  static var standardError: Terminal { Terminal(descriptor: STDERR_FILENO) }

  private init(descriptor: Int32) {
    var environment: [String: String] = [:]
    for name in ["COLUMNS", "LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "TERM"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    var size = winsize()
    let isTerminal = isatty(descriptor) == 1
    let hasSize = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    self.init(
      environment: environment, isTerminal: isTerminal,
      columns: hasSize ? Int(size.ws_col) : nil)
  }

  init(width: Int = 80, isUnicode: Bool = true, hasColor: Bool = false) {
    self.width = width
    self.isUnicode = isUnicode
    self.hasColor = hasColor
  }

  /// - Parameter columns: the terminal's own answer, which goes before `COLUMNS`.
  init(environment: [String: String], isTerminal: Bool, columns: Int?) {
    let reported = columns.flatMap { $0 > 0 ? $0 : nil }
    width = min(100, max(40, reported ?? environment["COLUMNS"].flatMap(Int.init) ?? 80))
    // The first of these that is set and not empty decides, as everywhere in POSIX.
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = (locale ?? "").uppercased()
    isUnicode = name.contains("UTF-8") || name.contains("UTF8")
    let refusesColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    hasColor = isTerminal && !refusesColor && environment["TERM"] != "dumb"
  }
}

extension Terminal {
  enum Color: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
  }

  /// The text in a colour, where colours are shown.
  func paint(_ text: String, _ color: Color) -> String {
    hasColor && !text.isEmpty ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A horizontal bar, `share` of `columns` wide, in eighths of a column where that can be shown;
  /// at least a sliver for anything above 0.
  func bar(_ share: Double, columns: Int) -> String {
    guard share > 0, columns > 0 else { return "" }
    guard isUnicode else {
      return String(repeating: "#", count: max(1, Int((share * Double(columns)).rounded())))
    }
    let eighths = max(1, Int((min(1, share) * Double(columns) * 8).rounded()))
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  /// An en dash between numbers or dates, or a hyphen.
  var dash: String { isUnicode ? "–" : "-" }
  /// Marks a line of a list.
  var bullet: String { isUnicode ? "•" : "*" }
  /// Stands for what was cut off.
  var ellipsis: String { isUnicode ? "…" : "..." }

  /// Lines of words no wider than the terminal, each line after `indent` spaces.
  func wrap(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { String(repeating: " ", count: indent) + $0 }
  }
}
