import NoteModel
import Parallel
import Snapshot
import Testing

@testable import Scoring

@Suite("Membership in modeling groups")
struct EnrollmentTests {
  private func members(includingUnenrolled: Bool) throws -> [String: Bool] {
    var community = SnapshotBuilder()
    community.note(1, by: "unenrolled")
    community.enroll("core", group: 13)
    community.enroll("expansion", group: 4)
    community.enroll("groupless", group: nil)
    community.enroll("unheard-of", group: 200)
    community.enroll("negative", group: -3)
    let given = try community.prepared()
    let members = given.data.enrollment.members(
      of: .core, includingUnenrolled: includingUnenrolled)
    return Dictionary(
      uniqueKeysWithValues: members.enumerated().map { (given.snapshot.participants[$0], $1) })
  }

  @Test("takes in those enrolled in one of the groups and no others")
  func byGroup() throws {
    let members = try members(includingUnenrolled: true)
    #expect(members["core"] == true)
    #expect(members["expansion"] == false)
  }

  @Test("takes whoever is not enrolled for a member only where a model says so")
  func unenrolled() throws {
    #expect(try members(includingUnenrolled: true)["unenrolled"] == true)
    #expect(try members(includingUnenrolled: false)["unenrolled"] == false)
  }

  @Test("takes whoever is enrolled without a group for a member of none")
  func groupless() throws {
    #expect(try members(includingUnenrolled: true)["groupless"] == false)
  }

  @Test("survives groups outside 0…63")
  func strangeGroups() throws {
    let members = try members(includingUnenrolled: true)
    #expect(members["unheard-of"] == false)
    #expect(members["negative"] == false)
  }

  @Test("knows the thirteen core groups")
  func coreGroups() {
    let core = (Int16(0)...40).filter(ModelingGroups.core.contains)
    #expect(core == [1, 2, 3, 6, 8, 9, 10, 11, 13, 14, 19, 21, 25])
  }

  @Test("scores notes without topic only, and only known ones, with the core model")
  func scope() throws {
    var community = SnapshotBuilder()
    community.note(1)
    community.note(2)
    community.rate(3, by: "a")
    let given = try community.prepared()
    let data = ScoringData(
      notes: given.notes, history: given.snapshot.history, enrollment: given.data.enrollment,
      topics: NoteTopics(topic: [nil, .scams, nil]), workers: .all, seed: 0, onStage: { _ in })
    #expect(ScoringModel.core.scope(data).notes == [true, false, false])
    #expect(ScoringModel.plain.scope(data).notes == [true, true, false])
  }
}
