import Foundation

/// One or two quantities over time, as lines from one known point to the next.
public struct LinePlot: Sendable {
  public struct Line: Sendable {
    public var name: String
    /// Ascending by place; places are instants or other numbers of one kind.
    public var points: [(at: Double, value: Double)]

    public init(name: String, points: [(at: Double, value: Double)]) {
      self.name = name
      self.points = points.filter { $0.at.isFinite && $0.value.isFinite }
    }
  }

  public var title: String
  /// For those who can't see the picture.
  public var summary: String
  public var lines: [Line]
  /// What the two ends of the time axis are called.
  public var start: String
  public var end: String

  public init(title: String, summary: String, lines: [Line], start: String, end: String) {
    self.title = title
    self.summary = summary
    self.lines = lines
    self.start = start
    self.end = end
  }

  private static let width = 720.0
  private static let height = 280.0
  private static let left = 64.0
  private static let right = 696.0
  private static let top = 64.0
  private static let bottom = 208.0

  /// A stand-alone picture, 720 units wide, that follows the reader's light or dark scheme.
  public var svg: String {
    var svg = SVG(
      width: Self.width, height: Self.height, title: title, summary: summary, style: Self.style)
    svg.text(title, x: 24, y: 32, class: "title")
    let values = lines.flatMap { $0.points.map(\.value) }
    let places = lines.flatMap { $0.points.map(\.at) }
    let low = min(0, values.min() ?? 0)
    let high = max(low + 1, values.max() ?? 1)
    let first = places.min() ?? 0
    let last = max(first + 1, places.max() ?? 1)
    func x(_ at: Double) -> Double {
      Self.left + (at - first) / (last - first) * (Self.right - Self.left)
    }
    func y(_ value: Double) -> Double {
      Self.bottom - (value - low) / (high - low) * (Self.bottom - Self.top)
    }
    for tick in Set([low, 0, (low + high) / 2, high]).sorted() {
      svg.line(
        from: (Self.left, y(tick)), to: (Self.right, y(tick)), class: tick == 0 ? "axis" : "rule")
      svg.text(Self.number(tick), x: Self.left - 10, y: y(tick) + 5, class: "note end")
    }
    for (index, line) in lines.enumerated() {
      let name = index == 0 ? "first" : "second"
      svg.polyline(line.points.map { (x($0.at), y($0.value)) }, class: name)
      if line.points.count == 1, let only = line.points.first {
        svg.circle(x: x(only.at), y: y(only.value), radius: 4, class: "\(name)dot")
      }
      svg.text(
        line.name, x: Self.left + Double(index) * 180, y: Self.height - 16, class: "\(name)name")
    }
    svg.text(start, x: Self.left, y: Self.bottom + 26, class: "note")
    svg.text(end, x: Self.right, y: Self.bottom + 26, class: "note end")
    return svg.text
  }

  private static func number(_ value: Double) -> String {
    let text = String(format: value == value.rounded() ? "%.0f" : "%.1f", abs(value))
    return value < 0 ? "−\(text)" : text
  }

  private static let style = """
    :root { --ground: #fffefb; --ink: #1d2126; --soft: #5a626c; --rule: #e3e4e0; \
    --first: #1f5fbf; --second: #a5561c; }
    @media (prefers-color-scheme: dark) { :root { --ground: #1c2226; --ink: #eceef0; \
    --soft: #a3abb5; --rule: #2c3138; --first: #78aefc; --second: #ffb27a; } }
    .ground { fill: var(--ground); }
    text { fill: var(--ink); font: 14px system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
    .title { font-size: 17px; font-weight: 650; }
    .note { fill: var(--soft); font-size: 13px; }
    .end { text-anchor: end; }
    .rule { stroke: var(--rule); }
    .axis { stroke: var(--soft); }
    .first, .second { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
    .first { stroke: var(--first); }
    .second { stroke: var(--second); stroke-dasharray: 7 4; }
    .firstdot, .firstname { fill: var(--first); }
    .seconddot, .secondname { fill: var(--second); }
    .firstname, .secondname { font-weight: 600; }
    @media (max-width: 30rem) { .title { font-size: 24px; } \
    .note, .firstname, .secondname { font-size: 21px; } }
    """
}
