/// A result that can be shown to a person.
protocol TerminalText {
  /// The text, ending in a line break.
  func text(for terminal: Terminal) -> String
}
