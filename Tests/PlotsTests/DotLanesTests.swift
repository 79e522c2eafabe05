import Foundation
import FoundationXML
import Testing

@testable import Plots

/// How dots are laid out, and that the picture is sound.
@Suite("Dots in lanes")
struct DotLanesTests {
  private func lanes(_ values: [[Double]], marker: Double? = nil) -> DotLanes {
    DotLanes(
      title: "Title", summary: "Summary",
      lanes: values.enumerated().map {
        DotLanes.Lane(name: "lane \($0)", tone: .agree, values: $1)
      }, marker: marker.map { DotLanes.Marker(value: $0, label: "here") })
  }

  @Test("never overlap while they fit", arguments: [1, 10, 100, 300])
  func noOverlap(count: Int) {
    // Given values crowded near the middle
    let values = (0..<count).map { index in
      let share = Double(index * 7919 % 1000) / 1000 - 0.5
      return share * share * share * 6
    }
    let plot = lanes([values])
    let radius = plot.radius

    // When
    let dots = plot.dots(plot.lanes[0], middle: 100, radius: radius)

    // Then
    #expect(dots.count == count)
    #expect(Set(dots.map { "\($0.x) \($0.y)" }).count == count)
    for dot in dots {
      #expect(abs(dot.y - 100) <= DotLanes.laneHeight / 2)
      #expect(dot.x >= DotLanes.left - 5 && dot.x <= DotLanes.right + 5)
    }
  }

  @Test("stand within half a dot of their value")
  func places() {
    let plot = lanes([[-0.73, 0, 0.4, 0.99]])
    let radius = plot.radius
    for (dot, value) in zip(
      plot.dots(plot.lanes[0], middle: 0, radius: radius), plot.lanes[0].values)
    {
      #expect(abs(dot.x - plot.x(value)) <= radius + 1e-9)
    }
  }

  @Test("share an axis that reaches the furthest value, and 1 at least")
  func reach() {
    #expect(lanes([[0.2], [-0.3]]).reach == 1)
    #expect(lanes([[0.2], [-1.34]]).reach == 1.4)
    #expect(lanes([[0.2]], marker: 2).reach == 2)
  }

  @Test("leave out what is not a number")
  func notANumber() {
    let plot = lanes([[.nan, 0.5, .infinity]], marker: .nan)
    #expect(plot.reach == 1)
    #expect(plot.dots(plot.lanes[0], middle: 0, radius: 5).count == 1)
    #expect(!plot.svg.contains("nan") && !plot.svg.contains("inf"))
  }

  @Test("make a well-formed picture whose words cannot break out of it")
  func wellFormed() {
    // Given
    var plot = lanes([[0.1, 0.2], []], marker: 0.3)
    plot.title = "<script>\"&\u{1}"
    plot.lanes[1].name = "a & b"

    // When
    let parser = XMLParser(data: .init(plot.svg.utf8))

    // Then
    #expect(parser.parse())
    #expect(!plot.svg.contains("<script>"))
    #expect(plot.svg.contains("a &amp; b"))
    #expect(plot.svg.contains("role=\"img\""))
  }
}
