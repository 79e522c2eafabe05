/// A page of sections, rows and lists, laid out for a terminal.
///
/// Rows share four columns: label, count, share, and a bar or a remark.
struct Page {
  let terminal: Terminal
  private let labelWidth: Int
  private var lines: [String] = []

  private static let countWidth = 12
  private static let shareWidth = 8

  init(for terminal: Terminal, labelWidth: Int = 23) {
    self.terminal = terminal
    self.labelWidth = labelWidth
  }

  /// The page, ending in a line break.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Columns left for a bar or a remark.
  private var roomAfterShare: Int {
    terminal.width - (2 + labelWidth + Self.countWidth + Self.shareWidth + 2)
  }

  /// Adds a line with words at its left and right end.
  mutating func addTitle(_ left: String, _ right: String) {
    let left = left.printable
    let right = right.printable
    let gap = max(2, terminal.width - left.count - right.count)
    lines.append(terminal.paint(left, .bold) + String(repeating: " ", count: gap) + right)
  }

  /// Adds an empty line and the name of a section with what is to say of the whole of it.
  mutating func addSection(_ name: String, _ detail: String = "", color: Terminal.Color = .bold) {
    let detail = detail.printable
    lines.append("")
    if name.count + 2 + detail.count <= terminal.width {
      lines.append(terminal.paint(name, color) + (detail.isEmpty ? "" : "  " + detail))
    } else {
      lines.append(terminal.paint(name, color))
      lines += terminal.wrap(detail, indent: 2)
    }
  }

  /// Adds a row with a word in place of the count, and a remark after it where it fits.
  mutating func addRow(_ label: String, _ word: String, remark: String = "") {
    let isFitting = !remark.isEmpty && remark.count <= roomAfterShare + Self.shareWidth
    lines.append(row(label, word) + (isFitting ? "  " + terminal.paint(remark, .dim) : ""))
  }

  /// Adds a row with a remark in place of the bar, left out where it does not fit.
  mutating func addRow(_ label: String, _ count: Int, share: String, remark: String) {
    let isFitting = remark.count <= roomAfterShare
    lines.append(
      row(label, count.grouped) + terminal.paint(share.padded(left: Self.shareWidth), .dim)
        + (isFitting ? "  " + terminal.paint(remark, .dim) : ""))
  }

  /// Adds one row a count, with bars of which the longest fills the line.
  ///
  /// - Parameters:
  ///   - whole: what shares are of; by default the sum.
  ///   - longest: the count whose bar would fill the line; by default the largest.
  mutating func addBars(
    _ counts: [(label: String, count: Int)], of whole: Int? = nil, longest: Int? = nil
  ) {
    let total = whole ?? counts.reduce(0) { $0 + $1.count }
    let largest = longest ?? counts.map(\.count).max() ?? 0
    for (label, count) in counts {
      let length = largest > 0 ? Double(count) / Double(largest) : 0
      let bar = terminal.bar(length, columns: roomAfterShare)
      let share = count.share(of: total).padded(left: Self.shareWidth)
      lines.append(
        row(label, count.grouped) + terminal.paint(share, .dim)
          + (bar.isEmpty ? "" : "  " + terminal.paint(bar, .blue)))
    }
  }

  /// Adds an item of a list.
  mutating func addItem(_ text: String, _ color: Terminal.Color) {
    for (number, line) in terminal.wrap(text.printable, indent: 4).enumerated() {
      let mark = number == 0 ? "  " + terminal.paint(terminal.bullet, color) + " " : "    "
      lines.append(mark + line.dropFirst(4))
    }
  }

  /// Adds a paragraph below an item.
  mutating func addDetail(_ text: String) { lines += terminal.wrap(text.printable, indent: 6) }

  private func row(_ label: String, _ count: String) -> String {
    "  " + label.printable.padded(right: labelWidth) + count.padded(left: Self.countWidth)
  }
}

extension String {
  fileprivate func padded(right width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func padded(left width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

extension String {
  /// Without control characters, which a file must not send to a terminal.
  var printable: String {
    guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return self
    }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      text.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(text)
  }
}
