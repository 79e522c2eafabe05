import Testing

@testable import Moderation

@Suite("A simulated community that reviews")
struct ModerationSimulationTests {
  /// Counts of several communities together.
  private func rows(
    _ change: (inout ModerationSimulation) -> Void, seeds: ClosedRange<UInt64> = 1...6
  ) -> (
    consensus: [ModerationReport.Row], live: [ModerationReport.Row], end: [ModerationReport.Row]
  ) {
    var rows: ([ModerationReport.Row], [ModerationReport.Row], [ModerationReport.Row]) = (
      [], [], []
    )
    for seed in seeds {
      var simulation = ModerationSimulation()
      change(&simulation)
      simulation.seed = seed
      let report = simulation.report()
      rows.0.append(report[.consensus, .live])
      rows.1.append(report[.majority, .live])
      rows.2.append(report[.majority, .atEnd])
    }
    return rows
  }

  @Test("a brigade of a fifth makes at most a third of the wrong reversals that a majority makes")
  func brigade() {
    let rows = rows { $0.brigadeShare = 0.2 }
    let wrong = rows.consensus.reduce(0) { $0 + $1.wrongReversals }
    #expect(3 * wrong <= rows.live.reduce(0) { $0 + $1.wrongReversals })
    // Also of a majority that waits for all votes, which no site does.
    #expect(3 * wrong <= rows.end.reduce(0) { $0 + $1.wrongReversals })
  }

  @Test("so does one that turns out more, and one that attacks everything")
  func harderBrigades() {
    for (turnout, attacked) in [(2.5, 0.5), (1, 1)] {
      let rows = rows {
        $0.brigadeShare = 0.2
        $0.turnout = turnout
        $0.attackedShare = attacked
      }
      let wrong = rows.consensus.reduce(0) { $0 + $1.wrongReversals }
      #expect(3 * wrong <= rows.live.reduce(0) { $0 + $1.wrongReversals }, "\(turnout) \(attacked)")
    }
  }

  @Test("without a brigade most items are decided, nearly all of them right")
  func quiet() {
    let rows = rows { _ in }.consensus
    let total = rows.reduce(0) { $0 + $1.right.total + $1.wrong.total }
    let open = rows.reduce(0) { $0 + $1.right.undecided + $1.wrong.undecided }
    let mistakes = rows.reduce(0) { $0 + $1.wrongReversals + $1.wrongConfirmations }
    #expect(Double(open) < 0.25 * Double(total) && Double(mistakes) < 0.01 * Double(total))
  }

  @Test("under a brigade the rule still decides most items")
  func decides() {
    let rows = rows { $0.brigadeShare = 0.2 }.consensus
    let total = rows.reduce(0) { $0 + $1.right.total + $1.wrong.total }
    let open = rows.reduce(0) { $0 + $1.right.undecided + $1.wrong.undecided }
    #expect(Double(open) < 0.45 * Double(total))
  }

  @Test("is the same for the same values, and another for another seed")
  func reproducible() {
    var simulation = ModerationSimulation()
    simulation.items = 60
    simulation.brigadeShare = 0.1
    #expect(simulation.report() == simulation.report())
    var other = simulation
    other.seed = 2
    #expect(other.report().rows != simulation.report().rows)
  }

  @Test("judges every item once by every rule")
  func accounts() {
    var simulation = ModerationSimulation()
    simulation.items = 50
    let report = simulation.report()
    #expect(report.rows.count == 6)
    #expect(report.rows.allSatisfy { $0.right.total + $0.wrong.total == 50 })
    #expect(report.table.split(separator: "\n").count == 7)
  }

  @Test("takes values of any size")
  func extremes() {
    var simulation = ModerationSimulation()
    simulation.items = 3
    simulation.members = 4
    simulation.votesPerItem = 0
    #expect(simulation.report()[.consensus, .atEnd].right.confirmed == 0)
    simulation.members = 0
    #expect(simulation.report().rows.count == 6)
  }
}
