import Foundation

extension DotLanes {
  /// A stand-alone picture, 720 units wide, that follows the reader's light or dark scheme.
  public var svg: String {
    let bottom = Self.top + Double(lanes.count) * Self.laneHeight
    let height = bottom + 84
    var svg = SVG(
      width: Self.width, height: height, title: title, summary: summary, style: Self.style)
    svg.text(title, x: 24, y: 34, class: "title")
    svg.text(leftNote, x: Self.left, y: Self.top - 22, class: "note")
    svg.text(rightNote, x: Self.right, y: Self.top - 22, class: "note end")

    let radius = radius
    for (index, lane) in lanes.enumerated() {
      let middle = Self.top + (Double(index) + 0.5) * Self.laneHeight
      svg.line(
        from: (Self.left, middle - Self.laneHeight / 2),
        to: (Self.right, middle - Self.laneHeight / 2), class: "rule")
      svg.text(lane.name, x: Self.left - 16, y: middle - 2, class: "lane end")
      svg.text("\(lane.values.count)", x: Self.left - 16, y: middle + 16, class: "note end")
      for dot in dots(lane, middle: middle, radius: radius) {
        svg.circle(x: dot.x, y: dot.y, radius: radius * 0.92, class: lane.tone.rawValue)
      }
    }
    svg.line(from: (Self.left, bottom), to: (Self.right, bottom), class: "axis")
    svg.line(from: (x(0), Self.top - 10), to: (x(0), bottom), class: "middle")
    for tick in [-reach, -reach / 2, 0, reach / 2, reach] {
      svg.line(from: (x(tick), bottom), to: (x(tick), bottom + 5), class: "axis")
      svg.text(Self.tick(tick), x: x(tick), y: bottom + 20, class: "note center")
    }
    svg.text(leftEnd, x: Self.left, y: bottom + 44, class: "note")
    svg.text(rightEnd, x: Self.right, y: bottom + 44, class: "note end")
    if let marker, marker.value.isFinite {
      let place = x(marker.value)
      svg.line(from: (place, Self.top - 4), to: (place, bottom), class: "marker")
      svg.triangle(x: place, y: bottom + 2, class: "pointer")
      // Kept inside the picture.
      let anchor = min(max(place, Self.left + 70), Self.right - 70)
      svg.text(marker.label, x: anchor, y: bottom + 68, class: "lane center")
    }
    return svg.text
  }

  private static func tick(_ value: Double) -> String {
    let text = String(format: "%.1f", abs(value))
    return value < 0 ? "−\(text)" : text
  }

  private static let style = """
    :root { --ground: #fcfcfa; --ink: #1d2126; --soft: #5a626c; --rule: #e3e4e0; \
    --agree: #1f5fbf; --between: #8d7a2b; --disagree: #c8501e; }
    @media (prefers-color-scheme: dark) { :root { --ground: #15181c; --ink: #eceef0; \
    --soft: #a3abb5; --rule: #2c3138; --agree: #78aefc; --between: #d6bd5c; --disagree: #ff9a66; } }
    .ground { fill: var(--ground); }
    text { fill: var(--ink); font: 14px system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
    .title { font-size: 19px; font-weight: 650; }
    .lane { font-weight: 600; }
    .note { fill: var(--soft); font-size: 13px; }
    .end { text-anchor: end; }
    .center { text-anchor: middle; }
    .rule { stroke: var(--rule); }
    .axis { stroke: var(--soft); }
    .middle { stroke: var(--soft); stroke-dasharray: 2 5; }
    .marker { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 6 4; }
    .pointer { fill: var(--ink); }
    .agree { fill: var(--agree); }
    .between { fill: var(--between); }
    .disagree { fill: var(--disagree); }
    @media (max-width: 30rem) { .title { font-size: 26px; } text { font-size: 21px; } \
    .note { font-size: 20px; } }
    """
}
