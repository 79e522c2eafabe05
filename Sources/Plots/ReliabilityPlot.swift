/// How often something came true, by how likely it was said to be. On the diagonal the two agree.
public struct ReliabilityPlot: Sendable {
  public struct Dot: Sendable {
    /// 0…1.
    public var said: Double
    /// 0…1.
    public var cameTrue: Double
    public var count: Int

    public init(said: Double, cameTrue: Double, count: Int) {
      self.said = min(max(said, 0), 1)
      self.cameTrue = min(max(cameTrue, 0), 1)
      self.count = count
    }
  }

  public var title: String
  /// For those who can't see the picture.
  public var summary: String
  public var saidName: String
  public var cameTrueName: String
  public var dots: [Dot]

  public init(
    title: String, summary: String, saidName: String, cameTrueName: String, dots: [Dot]
  ) {
    self.title = title
    self.summary = summary
    self.saidName = saidName
    self.cameTrueName = cameTrueName
    self.dots = dots
  }

  static let left = 92.0
  static let right = 676.0
  static let top = 92.0
  static let bottom = 392.0

  /// A stand-alone picture, 720 units wide. The more decisions, the larger the dot.
  public var svg: String {
    var svg = SVG(
      width: 720, height: 468, title: title, summary: summary, style: PlotStyle.bars)
    svg.text(title, x: 24, y: 32, class: "title")
    svg.text(cameTrueName, x: 24, y: 66, class: "note")
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      svg.line(
        from: (Self.left, y(tick)), to: (Self.right, y(tick)), class: tick == 0 ? "axis" : "rule")
      svg.line(
        from: (x(tick), Self.top), to: (x(tick), Self.bottom), class: tick == 0 ? "axis" : "rule")
      let words = "\(Int(tick * 100)) %"
      svg.text(words, x: Self.left - 12, y: y(tick) + 5, class: "note end")
      svg.text(words, x: x(tick), y: Self.bottom + 28, class: "note center")
    }
    svg.line(from: (x(0), y(0)), to: (x(1), y(1)), class: "ideal")
    svg.text(saidName, x: Self.right, y: Self.bottom + 62, class: "note end")
    let most = Double(dots.map(\.count).max() ?? 1)
    for dot in dots where dot.count > 0 {
      svg.circle(
        x: x(dot.said), y: y(dot.cameTrue),
        radius: 5 + 13 * (Double(dot.count) / most).squareRoot(),
        class: "dot")
    }
    return svg.text
  }

  private func x(_ share: Double) -> Double { Self.left + share * (Self.right - Self.left) }
  private func y(_ share: Double) -> Double { Self.bottom - share * (Self.bottom - Self.top) }
}
