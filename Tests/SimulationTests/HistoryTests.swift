import NoteModel
import Simulation
import Snapshot
import Testing

@Suite("A simulated status history")
struct HistoryTests {
  @Test("holds all notes older than its last scoring run, and agrees with them")
  func rows() throws {
    let community = smallCommunity()
    let snapshot = try community.snapshot()
    let lastRun = community.now - 3 * Millis.day
    var row = [UInt32: Int]()
    for position in 0..<snapshot.history.count { row[snapshot.history.note[position]] = position }
    for position in 0..<snapshot.notes.count {
      let created = snapshot.notes.createdAtMillis[position]
      let known = row[snapshot.notes.note[position]]
      #expect((known != nil) == (created < lastRun))
      guard let known else { continue }
      #expect(snapshot.history.createdAtMillis[known] == created)
      #expect(snapshot.history.author[known] == snapshot.notes.author[position])
    }
  }

  @Test("has notes of all three statuses")
  func statuses() throws {
    let history = try smallCommunity { $0.ratings = 20_000 }.snapshot().history
    for status in [NoteStatus.helpful, .notHelpful, .needsMoreRatings] {
      #expect(history.currentStatus.count { $0 == status } > 5, "\(status)")
    }
  }

  @Test("locks most notes after two weeks and none before")
  func locks() throws {
    let community = smallCommunity()
    let history = try community.snapshot().history
    let lockable = community.now - 17 * Millis.day
    let old = history.createdAtMillis.indices.filter { history.createdAtMillis[$0] < lockable }
    let locked = history.statusLockAt.indices.filter { history.statusLockAt[$0] != .missing }
    #expect(Set(locked).isSubset(of: old))
    #expect(Double(locked.count) / Double(old.count) > 0.9)
    for row in locked { #expect(history.lockedStatus[row] == history.currentStatus[row]) }
  }

  @Test("never dates anything after its last scoring run")
  func past() throws {
    let community = smallCommunity()
    let history = try community.snapshot().history
    let lastRun = community.now - 3 * Millis.day
    let columns = [
      history.firstNonNMRStatusAt, history.currentStatusAt, history.latestNonNMRStatusAt,
      history.statusLockAt, history.mostRecentStatusChangeAt, history.nmrDueToMinStableCrhTimeAt,
      history.firstNmrDueToMinStableCrhTimeAt,
    ]
    for column in columns {
      #expect(column.allSatisfy { $0.value ?? 0 <= lastRun })
    }
  }

  @Test("is empty where none is wanted, and then no note is deleted")
  func noHistory() throws {
    let (snapshot, truth) = try smallCommunity { $0.history = false }.simulate()
    #expect(snapshot.history.count == 0)
    #expect(snapshot.notes.count == 400)
    #expect(!truth.notes.isDeleted.contains(true))
  }
}
