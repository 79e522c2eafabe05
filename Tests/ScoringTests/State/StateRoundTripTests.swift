import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("A prescoring state in a file")
struct StateRoundTripTests {
  @Test("gives back what was written, whatever the numbers", arguments: 0..<40)
  func roundTrip(seed: Int) throws {
    var random = RandomState(seed: UInt64(seed))
    let state = random.next()
    let folder = StateFolder()
    let bytes = try folder.write(state)
    let read = try ScoringState(folder: folder.path)
    #expect(read.inWords == state.inWords)
    #expect(try StateFolder.bytes(of: read) == bytes)
  }

  @Test("keeps a snapshot in which nothing was learned")
  func empty() throws {
    let state = try prescore(Snapshot(), ScoringOptions())
    let read = try StateFolder.roundTrip(state)
    #expect(read.inWords == state.inWords)
    #expect(read.prescored.models.isEmpty)
  }

  @Test("takes few bytes beside its rows")
  func size() throws {
    var random = RandomState(seed: 4)
    for _ in 0..<20 {
      let state = random.next()
      let models = state.prescored.models.values
      let rows = models.reduce(0) { $0 + 32 * $1.notes.note.count + 69 * $1.raters.rater.count }
      let reputation = state.prescored.reputation.map {
        12 * $0.notes.count + 24 * $0.raters.count
      }
      let ids = 8 * state.ids.noteIDs.count + 70 * state.ids.participants.count
      let bytes = try StateFolder.bytes(of: state)
      #expect(bytes.count < rows + (reputation ?? 0) + ids + 1_000 * (models.count + 2))
    }
  }

  @Test("of which a new folder has none yet, names the path and what to do")
  func missing() throws {
    let path = StateFolder().path
    let error = try #require(throws: StateError.self) { try ScoringState(folder: path) }
    #expect(error.problem == .cannotRead(reason: "No such file or directory"))
    #expect(
      error.description
        == "\(path)/prescoring.state: cannot be read: No such file or directory. "
        + "Name the folder that score --prescore-only wrote.")
  }
}
