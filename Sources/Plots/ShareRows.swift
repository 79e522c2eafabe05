/// Shares below each other, each a bar with its counts beside its name.
public struct ShareRows: Sendable {
  public struct Row: Sendable {
    public var name: String
    public var part: Int
    public var whole: Int

    public init(name: String, part: Int, whole: Int) {
      self.name = name
      self.whole = max(0, whole)
      self.part = min(max(0, part), self.whole)
    }

    var share: Double { whole == 0 ? 0 : Double(part) / Double(whole) }
  }

  public var title: String
  /// For those who can't see the picture.
  public var summary: String
  public var rows: [Row]

  public init(title: String, summary: String, rows: [Row]) {
    self.title = title
    self.summary = summary
    self.rows = rows
  }

  private static let left = 24.0
  private static let right = 696.0
  private static let top = 60.0
  private static let rowHeight = 56.0

  /// A stand-alone picture, 720 units wide.
  public var svg: String {
    let height = Self.top + Double(rows.count) * Self.rowHeight + 12
    var svg = SVG(
      width: 720, height: height, title: title, summary: summary, style: PlotStyle.bars)
    svg.text(title, x: 24, y: 32, class: "title")
    let width = Self.right - Self.left
    for (index, row) in rows.enumerated() {
      let y = Self.top + Double(index) * Self.rowHeight
      svg.text(row.name, x: Self.left, y: y + 18, class: "name")
      svg.text(
        "\(row.part) of \(row.whole) (\(Int((row.share * 100).rounded())) %)", x: Self.right,
        y: y + 18, class: "note end")
      svg.rectangle(x: Self.left, y: y + 28, width: width, height: 12, class: "track")
      if row.part > 0 {
        svg.rectangle(
          x: Self.left, y: y + 28, width: width * row.share, height: 12, class: "first")
      }
    }
    return svg.text
  }
}
