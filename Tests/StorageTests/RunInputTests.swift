import CommunityRules
import NoteModel
import Testing

@testable import Storage

@Suite("The store keeps what scoring runs read")
struct RunInputTests {
  @Test("as it was, whatever becomes of it, until it is deleted")
  func inputs() async throws {
    // Given a status and an enrollment, and two runs that read them
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    try await fixture.store.write { store throws in
      var record = StatusRecord(noteID: NoteID(10), author: ann, noteCreatedAt: 4)
      record.status = .helpful
      record.decidedBy = "CoreModel (v1.1)"
      record.waitingSince = -1
      record.tags = [.helpfulClear]
      try store.put(record)
      for decidedAt in [100, 200] as [Int64] {
        let run = try store.insert(
          ScoringRun(kind: .full, decidedAt: decidedAt, startedAt: decidedAt, outcome: .applied))
        try store.keepInputs(ofRun: run)
      }
      // When both change
      record.status = .notHelpful
      try store.put(record)
      if var contributor = try store.contributor(ann) {
        contributor.enrollment.state = .atRisk
        contributor.enrollment.timesEarnedOut = 2
        try store.update(contributor)
      }
    }

    // Then
    try await fixture.store.read { store throws in
      let runs = try store.runsWithInputs()
      #expect(runs.map(\.decidedAt) == [100, 200])
      var kept: [StatusRecord] = []
      try store.forEachStatus(inInputsOfRun: runs[0].id) { kept.append($0) }
      var expected = StatusRecord(noteID: NoteID(10), author: ann, noteCreatedAt: 4)
      expected.status = .helpful
      expected.decidedBy = "CoreModel (v1.1)"
      expected.waitingSince = -1
      #expect(kept == [expected])
      #expect(try store.enrollments(inInputsOfRun: runs[1].id)[ann] == Enrollment())
      #expect(try store.appliedRun(until: 199)?.id == runs[0].id)
      #expect(try store.appliedRun(until: 99) == nil)
    }
    let last = try await fixture.store.read { try $0.runsWithInputs()[1].id }
    try await fixture.store.write { try $0.deleteInputs(ofRunsExcept: [last]) }
    #expect(try await fixture.store.read { try $0.runsWithInputs().map(\.id) } == [last])
    #expect(try await fixture.store.findings().isEmpty)
  }
}
