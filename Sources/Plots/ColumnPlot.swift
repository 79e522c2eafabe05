/// Counts side by side, each of one or two kinds on top of each other.
public struct ColumnPlot: Sendable {
  public struct Column: Sendable {
    public var name: String
    /// One for each kind.
    public var counts: [Int]

    public init(name: String, counts: [Int]) {
      self.name = name
      self.counts = counts.map { max(0, $0) }
    }

    var total: Int { counts.reduce(0, +) }
  }

  public var title: String
  /// For those who can't see the picture.
  public var summary: String
  /// What the counts of a column are of, from the bottom; empty: there is one kind, and the title
  /// says which.
  public var kinds: [String]
  public var columns: [Column]

  public init(title: String, summary: String, kinds: [String] = [], columns: [Column]) {
    self.title = title
    self.summary = summary
    self.kinds = kinds
    self.columns = columns
  }

  static let width = 720.0
  static let height = 320.0
  static let left = 60.0
  static let right = 696.0
  static let top = 96.0
  static let bottom = 272.0

  /// A stand-alone picture, 720 units wide.
  public var svg: String {
    var svg = SVG(
      width: Self.width, height: Self.height, title: title, summary: summary,
      style: PlotStyle.bars)
    svg.text(title, x: 24, y: 32, class: "title")
    for (index, kind) in kinds.prefix(2).enumerated() {
      let x = Self.left + Double(index) * 300
      svg.rectangle(x: x, y: 52, width: 16, height: 16, class: index == 0 ? "first" : "second")
      svg.text(kind, x: x + 24, y: 66, class: "note")
    }
    let most = Self.ceiling(columns.map(\.total).max() ?? 0)
    func y(_ count: Int) -> Double {
      Self.bottom - Double(count) / Double(most) * (Self.bottom - Self.top)
    }
    for tick in most % 2 == 0 ? [0, most / 2, most] : [0, most] {
      svg.line(
        from: (Self.left, y(tick)), to: (Self.right, y(tick)), class: tick == 0 ? "axis" : "rule")
      svg.text("\(tick)", x: Self.left - 10, y: y(tick) + 5, class: "note end")
    }
    let place = (Self.right - Self.left) / Double(max(1, columns.count))
    for (index, column) in columns.enumerated() {
      let x = Self.left + (Double(index) + 0.14) * place
      var below = 0
      for (kind, count) in column.counts.prefix(2).enumerated() where count > 0 {
        svg.rectangle(
          x: x, y: y(below + count), width: place * 0.72, height: y(below) - y(below + count),
          class: kind == 0 ? "first" : "second")
        below += count
      }
      if let align = alignment(of: index) {
        let middle = Self.left + (Double(index) + 0.5) * place
        let x = align == "end" ? Self.right : align.isEmpty ? Self.left : middle
        svg.text(column.name, x: x, y: Self.bottom + 28, class: "note \(align)")
      }
    }
    return svg.text
  }

  /// How the name of a column stands; nil: there is no room for it.
  private func alignment(of index: Int) -> String? {
    if columns.count <= 8 { return "center" }
    return index == 0 ? "" : index == columns.count - 1 ? "end" : nil
  }

  /// A round number that no count is above; at least 4.
  static func ceiling(_ count: Int) -> Int {
    var unit = 1
    while true {
      for step in [4, 6, 10, 20] where step * unit >= count { return step * unit }
      unit *= 10
    }
  }
}
