import ArgumentParser
import Moderation
import Simulation
import Testing

@testable import commonground

@Suite("commonground simulate")
struct SimulateCommandTests {
  @Test("without options simulates the default community")
  func defaults() throws {
    let community = try SimulateCommand.parse(["--output", "x"]).community
    #expect(community.raters == 2_000)
    #expect(community.ratings == 120_000)
    #expect(community.history)
    #expect(community.seed == 1)
  }

  @Test("passes every option on")
  func options() throws {
    let community = try SimulateCommand.parse([
      "--output", "x", "--raters", "500", "--notes", "600", "--ratings", "7000",
      "--viewpoints", "3", "--viewpoint-dimensions", "2", "--lean", "-0.5",
      "--moderate-share", "0.1", "--topics", "0.1,0.2", "--not-misleading-share", "0.3",
      "--deleted-share", "0.05", "--population-sampled-share", "0.2",
      "--coordinated-groups", "2", "--coordinated-size", "4", "--coordinated-notes", "30",
      "--attack-share", "0.02", "--no-history", "--history-age-days", "5", "--days", "60",
      "--now", "1700000000000", "--seed", "9",
    ]).community
    #expect(community.raters == 500)
    #expect(community.notes == 600)
    #expect(community.ratings == 7_000)
    #expect(community.viewpoints == 3)
    #expect(community.viewpointDimensions == 2)
    #expect(community.lean == -0.5)
    #expect(community.moderateShare == 0.1)
    #expect(community.topics == TopicShares([0.1, 0.2]))
    #expect(community.notMisleadingShare == 0.3)
    #expect(community.deletedShare == 0.05)
    #expect(community.populationSampledShare == 0.2)
    #expect(community.coordinatedGroups == CoordinatedGroups(count: 2, size: 4, notes: 30))
    #expect(community.attackShare == 0.02)
    #expect(!community.history)
    #expect(community.historyAgeDays == 5)
    #expect(community.days == 60)
    #expect(community.now == 1_700_000_000_000)
    #expect(community.seed == 9)
  }

  @Test("writes a community or reports on moderation, and not both")
  func moderation() throws {
    #expect(try SimulateCommand.parse(["--moderation"]).output == nil)
    #expect(throws: (any Error).self) { try SimulateCommand.parse([]) }
    #expect(throws: (any Error).self) {
      try SimulateCommand.parse(["--moderation", "--output", "x"])
    }
    #expect(throws: (any Error).self) {
      try SimulateCommand.parse(["--moderation", "--communities", "0"])
    }
  }

  @Test("a brigade of a fifth makes the consensus undo a third of what it makes a majority undo")
  func brigades() throws {
    // Given
    let report = BrigadeReport(communities: 3)

    // Then every rule counted every decision
    let totals = report.outcomes.flatMap(\.rows).map { $0.right.total + $0.wrong.total }
    #expect(Set(totals) == [3 * 400])

    // And the brigade gets little out of the consensus
    let fifth = try #require(report.outcomes.first { $0.share == 0.2 }).rows
    let majority = try #require(fifth.first { $0.rule == .majority })
    let consensus = try #require(fifth.first { $0.rule == .consensus })
    #expect(majority.wrongReversals > 30)
    #expect(3 * consensus.wrongReversals <= majority.wrongReversals)
    #expect(report.text.contains("brigade") && report.text.contains("Bayesian average"))
  }

  @Test("the consensus goes over from its cold start to the map without a jump")
  func handover() throws {
    // Given the same reviews, while the map comes to know their voters
    let report = try HandoverReport(communities: 2)
    let all = Double(report.communities * report.reviews)

    // Then nothing differs before there is a map, and its part in the readings grows from row to row
    let shares = report.rows.map { $0.share / all }
    #expect(report.rows[0].fromColdStart.total == 0 && shares[0] == 0)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
    #expect(shares[shares.count - 1] > 0.7)

    // And outcomes change a few at a time, none of them into the opposite
    #expect(report.rows.allSatisfy { $0.fromColdStart.opposite == 0 })
    #expect(report.rows.allSatisfy { Double($0.fromBefore.total) <= 0.12 * all })
    #expect(report.rows[report.rows.count - 1].fromColdStart.total > 0)

    // And every row is in the table
    let lines = HandoverTable(report: report).text.split(separator: "\n")
    #expect(lines.count == 4 + report.rows.count)
  }

  @Test("asks for 40 ratings a note, or fewer where contributors are few")
  func usualRatings() throws {
    let many = try SimulateCommand.parse(["--output", "x", "--notes", "2500"]).community
    #expect(many.ratings == 100_000)
    let few = try SimulateCommand.parse([
      "--output", "x", "--raters", "100", "--notes", "100", "--coordinated-groups", "0",
    ]).community
    #expect(few.ratings == 1_750)
  }

  @Test("names the option that is out of range, and the range")
  func refusal() throws {
    let error = try #require(throws: (any Error).self) {
      try SimulateCommand.parse(["--output", "x", "--attack-share", "0.6"])
    }
    #expect(
      Self.firstLine(of: error)
        == "Error: --attack-share is 0.6, but must be 0.0…0.25.")
  }

  @Test("refuses shares of topics that are not numbers, or too many")
  func topics() {
    for text in ["0.1,x", "0.1,,0.2", "0,0,0,0,0,0", ""] {
      #expect(throws: (any Error).self) {
        try SimulateCommand.parse(["--output", "x", "--topics", text])
      }
    }
  }

  /// The first line of what a person reads.
  private static func firstLine(of error: any Error) -> String {
    String(SimulateCommand.fullMessage(for: error).prefix { $0 != "\n" })
  }
}
