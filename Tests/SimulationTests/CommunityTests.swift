import NoteModel
import Simulation
import Snapshot
import Testing

/// A community small enough for debug builds.
func smallCommunity(_ change: (inout Community) -> Void = { _ in }) -> Community {
  var community = Community()
  community.raters = 300
  community.notes = 400
  community.ratings = 12_000
  community.coordinatedGroups = CoordinatedGroups(count: 2, size: 5, notes: 30)
  community.attackShare = 0.05
  change(&community)
  return community
}

/// Everything in a snapshot as text, to compare two.
func fingerprint(_ snapshot: Snapshot) -> [String] {
  let texts = (0..<snapshot.notes.count).map { snapshot.notes.summary[$0] }
  return [
    "\(snapshot.participants.bytes)", "\(snapshot.noteIDs)", "\(snapshot.ratings)",
    "\(snapshot.notes.note) \(snapshot.notes.author) \(snapshot.notes.reasons)", "\(texts)",
    "\(snapshot.history)", "\(snapshot.enrollment)", "\(snapshot.requests)",
  ]
}

@Suite("A simulated community")
struct CommunityTests {
  @Test("gives the same snapshot for the same seed")
  func sameSeed() throws {
    let first = try smallCommunity().snapshot()
    let second = try smallCommunity().snapshot()
    #expect(fingerprint(first) == fingerprint(second))
  }

  @Test("differs in every large table for another seed")
  func otherSeed() throws {
    let first = fingerprint(try smallCommunity().snapshot())
    let second = fingerprint(try smallCommunity { $0.seed = 2 }.snapshot())
    for (one, other) in zip(first, second) { #expect(one != other) }
  }

  @Test("keeps its notes when only the share of attacks changes")
  func independentStreams() throws {
    let calm = try smallCommunity { $0.attackShare = 0.02 }.simulate()
    let rough = try smallCommunity { $0.attackShare = 0.04 }.simulate()
    #expect(calm.snapshot.noteIDs == rough.snapshot.noteIDs)
    #expect(calm.truth.notes.quality.count == rough.truth.notes.quality.count)
    #expect(calm.truth.raters.leniency == rough.truth.raters.leniency)
  }

  @Test("refers to participants and notes that exist")
  func positionsInRange() throws {
    let snapshot = try smallCommunity().snapshot()
    let people = UInt32(snapshot.participants.count)
    let notes = UInt32(snapshot.noteIDs.count)
    #expect(snapshot.ratings.rater.allSatisfy { $0 < people })
    #expect(snapshot.ratings.note.allSatisfy { $0 < notes })
    #expect(snapshot.notes.author.allSatisfy { $0 < people })
    #expect(snapshot.notes.note.allSatisfy { $0 < notes })
    #expect(snapshot.history.author.allSatisfy { $0 < people })
    #expect(snapshot.history.note.allSatisfy { $0 < notes })
    #expect(snapshot.enrollment.participant.allSatisfy { $0 < people })
  }

  @Test("lists every participant and note that some table names, and no other")
  func idsAreNamed() throws {
    let snapshot = try smallCommunity { $0.ratings = 2_000 }.snapshot()
    let people = Set(snapshot.ratings.rater).union(snapshot.notes.author)
      .union(snapshot.history.author).union(snapshot.enrollment.participant)
    #expect(people.count == snapshot.participants.count)
    let notes = Set(snapshot.ratings.note).union(snapshot.notes.note)
      .union(snapshot.history.note)
    #expect(notes.count == snapshot.noteIDs.count)
  }

  @Test("gives ascending ids: 64 hexadecimal digits a participant, a number a note")
  func ascendingIDs() throws {
    let snapshot = try smallCommunity().snapshot()
    let people = (0..<snapshot.participants.count).map { snapshot.participants[$0] }
    #expect(people == people.sorted())
    #expect(Set(people).count == 300)
    #expect(people.allSatisfy { $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) })
    #expect(zip(snapshot.noteIDs, snapshot.noteIDs.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("makes note and post ids from their times")
  func snowflakes() throws {
    let notes = try smallCommunity().snapshot().notes
    let epoch: Int64 = 1_288_834_974_657
    let snapshot = try smallCommunity().snapshot()
    for row in 0..<notes.count {
      let id = snapshot.noteIDs[Int(notes.note[row])]
      #expect((id >> 22) + epoch == notes.createdAtMillis[row])
      #expect((notes.postID[row] >> 22) + epoch < notes.createdAtMillis[row])
    }
  }
}
