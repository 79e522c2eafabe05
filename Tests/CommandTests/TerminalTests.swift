import Testing

@testable import commonground

@Suite("A terminal")
struct TerminalTests {
  @Test("takes its width from the terminal, then from COLUMNS, within 40…100")
  func width() {
    func width(_ environment: [String: String], _ columns: Int?) -> Int {
      Terminal(environment: environment, isTerminal: true, columns: columns).width
    }
    #expect(width([:], nil) == 80)
    #expect(width([:], 72) == 72)
    #expect(width(["COLUMNS": "60"], nil) == 60)
    #expect(width(["COLUMNS": "60"], 72) == 72)
    #expect(width([:], 0) == 80)
    #expect(width([:], 10) == 40)
    #expect(width([:], 300) == 100)
  }

  @Test("shows Unicode where the locale is UTF-8; the strongest variable decides")
  func unicode() {
    func isUnicode(_ environment: [String: String]) -> Bool {
      Terminal(environment: environment, isTerminal: true, columns: nil).isUnicode
    }
    #expect(isUnicode(["LANG": "en_GB.UTF-8"]))
    #expect(isUnicode(["LANG": "C.utf8"]))
    #expect(!isUnicode([:]))
    #expect(!isUnicode(["LANG": "C"]))
    #expect(!isUnicode(["LC_ALL": "C", "LANG": "en_GB.UTF-8"]))
    #expect(isUnicode(["LC_ALL": "", "LANG": "en_GB.UTF-8"]))
  }

  @Test("shows colours on a terminal only, unless NO_COLOR or TERM=dumb forbid it")
  func color() {
    func hasColor(_ environment: [String: String], isTerminal: Bool = true) -> Bool {
      Terminal(environment: environment, isTerminal: isTerminal, columns: nil).hasColor
    }
    #expect(hasColor(["TERM": "xterm"]))
    #expect(!hasColor(["TERM": "xterm"], isTerminal: false))
    #expect(!hasColor(["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(hasColor(["TERM": "xterm", "NO_COLOR": ""]))
    #expect(!hasColor(["TERM": "dumb"]))
  }

  @Test("draws bars in eighths of a column, and a sliver for the smallest share")
  func bars() {
    let terminal = Terminal()
    #expect(terminal.bar(0.5, columns: 5) == "██▌")
    #expect(terminal.bar(1, columns: 3) == "███")
    #expect(terminal.bar(0.0001, columns: 10) == "▏")
    #expect(terminal.bar(0, columns: 10) == "")
    let plain = Terminal(isUnicode: false)
    #expect(plain.bar(0.5, columns: 6) == "###")
    #expect(plain.bar(0.0001, columns: 10) == "#")
  }

  @Test("wraps at words")
  func wrapping() {
    let terminal = Terminal(width: 40)
    let lines = terminal.wrap("The quick brown fox jumps over the lazy dog at noon", indent: 4)
    #expect(lines == ["    The quick brown fox jumps over the", "    lazy dog at noon"])
  }
}

@Suite("Numbers")
struct NumberFormattingTests {
  @Test("have commas between thousands")
  func grouping() {
    #expect(
      [0, 999, 1_000, 1_234_567, -4_321].map(\.grouped)
        == ["0", "999", "1,000", "1,234,567", "-4,321"])
  }

  @Test("of bytes have a unit")
  func bytes() {
    #expect(
      [0, 812, 1_400, 25_500_000, 232_000_000].map(\.asBytes)
        == ["0 B", "812 B", "1.4 kB", "26 MB", "232 MB"])
  }

  @Test("as shares have one decimal")
  func shares() {
    #expect(1.share(of: 8) == "12.5 %")
    #expect(8.share(of: 8) == "100.0 %")
    #expect(0.share(of: 8) == "0.0 %")
    #expect(1.share(of: 100_000) == "< 0.1 %")
    #expect(1.share(of: 0) == "")
  }
}
