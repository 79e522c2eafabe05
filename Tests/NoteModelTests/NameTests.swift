import NoteModel
import Testing

@Suite("Names in the public tables")
struct NameTests {
  @Test("of statuses lead back to the status", arguments: NoteStatus.allCases)
  func statuses(status: NoteStatus) {
    #expect(NoteStatus(name: status.name) == status)
    #expect(NoteStatus(name: status.name[...]) == status)
  }

  @Test("of no status lead to none", arguments: ["", "helpful", "CURRENTLY_RATED_HELPFUL "])
  func otherStatuses(name: String) {
    #expect(NoteStatus(name: name) == nil)
  }

  @Test("of statuses are the published ones")
  func publishedStatuses() {
    #expect(
      NoteStatus.allCases.map(\.name) == [
        "NEEDS_MORE_RATINGS", "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL",
        "NEEDS_YOUR_HELP", "FIRM_REJECT",
      ])
  }

  @Test("of levels, classifications, sources and populations are the published ones")
  func otherNames() {
    #expect(
      Helpfulness.allCases.map(\.name) == ["NOT_HELPFUL", "SOMEWHAT_HELPFUL", "HELPFUL"])
    #expect(
      Classification.allCases.map(\.name) == [
        "MISINFORMED_OR_POTENTIALLY_MISLEADING", "NOT_MISLEADING",
      ])
    #expect(RatingSource.allCases.map(\.name) == ["DEFAULT", "POPULATION_SAMPLED"])
    #expect(ModelingPopulation.allCases.map(\.name) == ["CORE", "EXPANSION", "EXPANSION_PLUS"])
  }

  @Test("of enrollment states stand in the order of their codes")
  func enrollmentStates() {
    #expect(
      EnrollmentState.allCases.map(\.name) == [
        "earnedIn", "atRisk", "earnedOutNoAcknowledge", "earnedOutAcknowledged", "newUser",
        "removed", "apiTestUser", "apiEarnedIn", "apiEarnedOut",
      ])
    #expect(EnrollmentState.allCases.map(\.rawValue) == Array(0...8))
  }

  @Test("of a note's reasons are one for each bit")
  func reasons() {
    #expect(Set(NoteReasons.columns).count == 15)
    let bits: [(NoteReasons, String)] = [
      (.misleadingOther, "misleadingOther"), (.notMisleadingOther, "notMisleadingOther"),
      (.trustworthySources, "trustworthySources"), (.isCollaborativeNote, "isCollaborativeNote"),
    ]
    for (reason, name) in bits {
      #expect(NoteReasons.columns.firstIndex(of: name) == reason.rawValue.trailingZeroBitCount)
    }
  }
}
