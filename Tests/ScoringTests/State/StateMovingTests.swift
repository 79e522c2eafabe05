import Snapshot
import Testing

@testable import Scoring

@Suite("A prescoring state for another snapshot")
struct StateMovingTests {
  private func ids(_ notes: [Int64], _ participants: [String]) -> StateIDs {
    StateIDs(noteIDs: notes, participants: ParticipantIDs(participants))
  }

  @Test("finds notes and participants by their ids")
  func map() {
    let map = PositionMap(
      from: ids([-4, 3, 8, 9], ["a", "ab", "c"]), to: ids([3, 7, 9], ["", "ab", "b", "c", "d"]))
    #expect(map.note == [-1, 0, -1, 2])
    #expect(map.rater == [-1, 1, 3])
  }

  @Test("holds nothing that the snapshot does not name", arguments: 0..<20)
  func unknown(seed: Int) throws {
    var random = RandomState(seed: UInt64(seed))
    let state = random.next()
    let target = Snapshot(
      participants: ParticipantIDs(
        (0..<state.ids.participants.count).filter { $0 % 2 == 0 }
          .map { state.ids.participants[$0] }),
      noteIDs: state.ids.noteIDs.filter { $0 % 3 == 0 })
    let moved = try state.moved(to: target)
    if case .given(let given) = moved.topics {
      #expect(given.topic.count == target.noteIDs.count)
    }
    let back = moved.ids
    #expect(back.noteIDs == target.noteIDs)
    for (name, model) in state.prescored.models {
      let left = try #require(moved.prescored.models[name])
      let rows = model.raters.rater.indices.filter { model.raters.rater[$0] % 2 == 0 }
      #expect(left.raters.rater == rows.map { model.raters.rater[$0] / 2 })
      #expect(
        left.raters.meanNoteScore.map(\.bitPattern)
          == rows.map { model.raters.meanNoteScore[$0].bitPattern })
      #expect(left.raters.taggedRatings == rows.map { model.raters.taggedRatings[$0] })
      #expect(left.notes.note.count == left.notes.harassment.count)
    }
    #expect(
      moved.clusters.rows.map(\.quasiCliqueValue)
        == state.clusters.rows.filter { $0.rater % 2 == 0 }.map(\.quasiCliqueValue))
  }

  @Test("can be written and read again", arguments: 0..<10)
  func movedRoundTrip(seed: Int) throws {
    var random = RandomState(seed: UInt64(100 + seed))
    let state = random.next()
    let target = Snapshot(
      participants: ParticipantIDs(
        (0..<state.ids.participants.count).map { state.ids.participants[$0] } + ["zz", "!"]),
      noteIDs: Array(state.ids.noteIDs.dropFirst(3)))
    let moved = try state.moved(to: target)
    #expect(try StateFolder.roundTrip(moved).inWords == moved.inWords)
  }

  @Test("of a site with other people is refused")
  func foreign() throws {
    var random = RandomState(seed: 1)
    var state = random.next()
    while state.ids.participants.count == 0 { state = random.next() }
    let other = Snapshot(participants: ParticipantIDs(["somebody else"]), noteIDs: [1])
    #expect(throws: ScoringError.foreignState) { try scoreFinal(other, state, ScoringOptions()) }
  }

  @Test("says how it differs from what is asked for, and nothing where it does not")
  func differences() throws {
    let state = try prescore(Snapshot(), ScoringOptions(now: 1_000, seed: 3, models: .core))
    #expect(
      state.differences(from: ScoringOptions(seed: 3, models: .core), now: 1_000).isEmpty)
    let differences = state.differences(from: ScoringOptions(seed: 4, models: .all), now: 999)
    #expect(differences.count == 3)
    #expect(differences.first == .seed(prescored: 3, final: 4))
    guard case .modelsNotPrescored(let names) = differences[1] else {
      Issue.record("\(differences)")
      return
    }
    #expect(!names.contains("MFCoreScorer"))
    #expect(names.contains("MFExpansionScorer"))
    #expect(differences.last == .stateIsLater)
  }
}
