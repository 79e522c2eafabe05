import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Penalties for helpful ratings of harassing notes")
struct HarassmentPenaltyTests {
  private func penalty(
    intercepts: [Int64: Float], levels: [Int64: Helpfulness],
    _ change: (inout ScoringModel.HarassmentPenalty) -> Void = { _ in }
  ) throws -> Double {
    var community = SnapshotBuilder()
    for (id, level) in levels.sorted(by: { $0.key < $1.key }) {
      community.note(id)
      community.rate(id, by: "rater", level)
    }
    let given = try community.prepared()
    var model = ScoringModel.plain
    change(&model.harassment)
    return model.harassmentPenalties(
      given.store, fitted: given.everything,
      harassmentIntercept: try given.perNote(intercepts, rest: .nan))[
        try given.person("rater")]
  }

  @Test("cost ten at the least harassment intercept")
  func atThreshold() throws {
    #expect(try penalty(intercepts: [1: 2], levels: [1: .helpful]) == 10)
    #expect(try penalty(intercepts: [1: Float(2).nextDown], levels: [1: .helpful]) == 0)
  }

  @Test("grow with the intercept and add up")
  func sum() throws {
    let levels: [Int64: Helpfulness] = [1: .helpful, 2: .helpful, 3: .helpful]
    #expect(try penalty(intercepts: [1: 3, 2: 2.5], levels: levels) == 27.5)
  }

  @Test("are for helpful ratings alone")
  func otherLevels() throws {
    let levels: [Int64: Helpfulness] = [1: .somewhatHelpful, 2: .notHelpful]
    #expect(try penalty(intercepts: [1: 4, 2: 4], levels: levels) == 0)
  }

  @Test("are the same for every intercept where the model does not multiply")
  func flat() throws {
    #expect(
      try penalty(intercepts: [1: 7], levels: [1: .helpful]) {
        $0.multipliesByIntercept = false
      } == 10)
  }
}
