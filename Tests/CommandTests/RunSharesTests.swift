import Scoring
import Testing

@testable import commonground

@Suite("The share of a run that is done")
struct RunSharesTests {
  @Test("never goes back, however many models there are, and stays below 1")
  func ascends() {
    for table in [ModelTable.core, .all] {
      var shares = RunShares(table)
      var reached = [shares.begin(.preparation), shares.begin(.raterClustering)]
      for _ in table.prescoring {
        for stage in [.firstFit, .helpfulRaters, .harassment, .secondFit, .diligence]
          as [ScoringStage]
        {
          reached.append(shares.begin(stage))
        }
      }
      for _ in table.final {
        reached.append(shares.begin(.noteFits))
        reached.append(shares.begin(.noteEvidence))
      }
      reached.append(shares.begin(.decision))
      #expect(zip(reached, reached.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
      #expect(reached[0] == 0)
      #expect(reached[reached.count - 1] < 1 && reached[reached.count - 1] > 0.9)
    }
  }
}
