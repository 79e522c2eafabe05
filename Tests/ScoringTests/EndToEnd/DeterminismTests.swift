import NoteModel
import Parallel
import Simulation
import Snapshot
import Testing

@testable import Scoring

/// Large enough that the gradient passes (32,768 ratings a piece) work on several pieces at once;
/// smaller in a debug build, where only the order of small pieces is tried.
@Suite("Scoring the same snapshot twice")
struct DeterminismTests {
  private static let snapshot = Result {
    var community = Community()
    community.raters = isOptimizedBuild ? 2_000 : 150
    community.notes = isOptimizedBuild ? 3_000 : 100
    community.ratings = isOptimizedBuild ? 150_000 : 2_000
    if !isOptimizedBuild { community.coordinatedGroups.count = 0 }
    return try community.snapshot()
  }

  /// All output tables as their bytes.
  private static func output(
    threads: Int, seed: UInt64 = 1, memory: Int = .max
  ) throws -> [[UInt8]] {
    let snapshot = try snapshot.get()
    let result = try score(
      snapshot,
      ScoringOptions(seed: seed, workers: Workers(threads: threads), modelMemory: memory))
    return [
      try result.scoredNotesTable().printedBytes(),
      try result.auxiliaryNoteTable(participants: snapshot.participants).printedBytes(),
      try OutputTable(
        result.history, noteIDs: snapshot.noteIDs, participants: snapshot.participants
      ).printedBytes(),
    ]
  }

  private static let once = Result { try output(threads: 1) }

  @Test("gives the same bytes for any number of threads, and again", arguments: [1, 2, 3])
  func sameBytes(threads: Int) throws {
    let once = try Self.once.get()
    let again = try Self.output(threads: threads)
    #expect(once[0].count > 1_000)
    #expect(once == again)
  }

  @Test("gives the same bytes whatever models may use together", arguments: [0, 2_000_000])
  func sameBytes(memory: Int) throws {
    #expect(try Self.output(threads: 2, memory: memory) == Self.once.get())
  }

  @Test("starts elsewhere with another seed")
  func otherSeed() throws {
    #expect(try Self.output(threads: 2, seed: 2) != Self.once.get())
  }
}
