import Foundation
import FoundationXML
import Testing

@testable import Plots

/// Bars and dots of the operators' plots.
@Suite("Plots of counts and shares")
struct BarPlotTests {
  private static let odd = #"<b>"a" & b</b>"#

  private static let pictures: [String] = [
    ColumnPlot(
      title: odd, summary: odd, kinds: [odd, odd],
      columns: (0..<30).map { .init(name: odd, counts: [$0, 30 - $0]) }
    ).svg,
    ColumnPlot(title: odd, summary: odd, columns: []).svg,
    ShareRows(
      title: odd, summary: odd,
      rows: [.init(name: odd, part: 3, whole: 12), .init(name: "none", part: 0, whole: 0)]
    ).svg,
    ReliabilityPlot(
      title: odd, summary: odd, saidName: odd, cameTrueName: odd,
      dots: [.init(said: 0.1, cameTrue: 0.2, count: 1), .init(said: 7, cameTrue: -1, count: 90)]
    ).svg,
    ReliabilityPlot(title: odd, summary: odd, saidName: "", cameTrueName: "", dots: []).svg,
  ]

  @Test("are sound XML whatever the words", arguments: pictures.indices)
  func sound(index: Int) {
    let parser = XMLParser(data: Data(Self.pictures[index].utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(!Self.pictures[index].contains("nan") && !Self.pictures[index].contains("inf"))
  }

  @Test("keep everything inside the picture", arguments: pictures.indices)
  func inside(index: Int) {
    for match in Self.pictures[index].matches(of: /(x|y|cx|cy)="(-?[0-9.]+)"/) {
      let value = Double(match.2) ?? -1
      #expect(value >= 0 && value <= 720, "\(match.0)")
    }
  }

  @Test("have a round number over the highest column")
  func ceiling() {
    for count in 0...2_000 {
      let most = ColumnPlot.ceiling(count)
      #expect(most >= max(count, 4) && most.isMultiple(of: 2))
      #expect(most <= max(4, 2 * count + 2))
    }
  }

  @Test("stack the kinds of a column without a gap")
  func stack() {
    let svg = ColumnPlot(
      title: "t", summary: "s", kinds: ["a", "b"], columns: [.init(name: "n", counts: [1, 3])]
    ).svg
    let bars = svg.matches(
      of: /y="([0-9.]+)" width="([0-9.]+)" height="([0-9.]+)" class="(first|second)"/
    )
    .filter { $0.2 != "16" }.map { (y: Double($0.1) ?? 0, height: Double($0.3) ?? 0) }
    #expect(bars.count == 2)
    #expect(abs(bars[1].y + bars[1].height - bars[0].y) < 0.02)
    #expect(abs(bars[1].height - 3 * bars[0].height) < 0.05)
  }

  @Test("say parts and wholes in words")
  func shares() {
    let svg = ShareRows(
      title: "t", summary: "s", rows: [.init(name: "Spam", part: 3, whole: 12)]
    ).svg
    #expect(svg.contains(">3 of 12 (25 %)<"))
  }
}
