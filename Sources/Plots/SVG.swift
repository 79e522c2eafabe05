import Foundation

/// Puts an SVG document together. Words are escaped; numbers have two decimals.
struct SVG {
  private var body: String
  let style: String

  init(width: Double, height: Double, title: String, summary: String, style: String) {
    self.style = style
    body = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.number(width)) \
      \(Self.number(height))" role="img" aria-labelledby="title summary">
      <title id="title">\(Self.escaped(title))</title>
      <desc id="summary">\(Self.escaped(summary))</desc>
      <style>
      \(style)
      </style>
      <rect class="ground" width="100%" height="100%"/>

      """
  }

  /// The whole document.
  var text: String { body + "</svg>\n" }

  mutating func text(_ words: String, x: Double, y: Double, class name: String) {
    guard !words.isEmpty else { return }
    add(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" class=\"\(name)\">"
        + "\(Self.escaped(words))</text>")
  }

  mutating func line(from: (Double, Double), to: (Double, Double), class name: String) {
    add(
      "<line x1=\"\(Self.number(from.0))\" y1=\"\(Self.number(from.1))\" "
        + "x2=\"\(Self.number(to.0))\" y2=\"\(Self.number(to.1))\" class=\"\(name)\"/>")
  }

  mutating func circle(x: Double, y: Double, radius: Double, class name: String) {
    add(
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" "
        + "r=\"\(Self.number(radius))\" class=\"\(name)\"/>")
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, class name: String
  ) {
    add(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" "
        + "height=\"\(Self.number(height))\" class=\"\(name)\"/>")
  }

  /// A line through places, in their order.
  mutating func polyline(_ places: [(Double, Double)], class name: String) {
    guard places.count > 1 else { return }
    let points = places.map { "\(Self.number($0.0)),\(Self.number($0.1))" }
    add("<polyline points=\"\(points.joined(separator: " "))\" class=\"\(name)\"/>")
  }

  /// A small triangle below a place, pointing up at it.
  mutating func triangle(x: Double, y: Double, class name: String) {
    add("<path d=\"M\(Self.number(x)) \(Self.number(y))l7 12h-14z\" class=\"\(name)\"/>")
  }

  private mutating func add(_ element: String) { body += element + "\n" }

  private static func number(_ value: Double) -> String {
    let text = String(format: "%.2f", value)
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()
    return text.contains(".") ? String(trimmed) : text
  }

  /// Text as XML has it, without characters that XML forbids.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\u{9}", "\u{A}", "\u{D}": escaped += " "
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
