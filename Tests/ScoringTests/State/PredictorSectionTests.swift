import Factorization
import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("A predictor in a prescoring state")
struct PredictorSectionTests {
  /// Notes by participants 1 and 2 in turn; those of 2 flip. Participant 3 rates them.
  private static func authors() throws -> FlipData {
    var flips = FlipSnapshot(participants: 4)
    for index in 0..<240 {
      let author = UInt32(1 + index % 2)
      let note = flips.note(by: author, post: FlipSnapshot.post + Int64(index))
      flips.rating(of: note, by: 3, minute: 20)
      flips.firstStatus(.helpful, of: note, minute: 60)
      flips.snapshot.history.lockedStatus[note] = author == 1 ? .helpful : .needsMoreRatings
    }
    return try flips.data()
  }

  private func map(to ids: [String]) -> PositionMap {
    PositionMap(
      from: StateIDs(noteIDs: [], participants: ParticipantIDs(["a", "b", "c", "d"])),
      to: StateIDs(noteIDs: [], participants: ParticipantIDs(ids)))
  }

  @Test("of flips knows authors and raters by their ids, not by their positions")
  func flips() throws {
    let data = try Self.authors()
    let model = try FlipPredictor(seed: 1).fit(data)
    let subjects = (0..<2).map {
      FlipData.Subject(note: $0, cutoff: .max, present: FlipSnapshot.posted)
    }
    let before = model.decisions(data.table(subjects))
    #expect(before[0] < before[1])

    // Two participants more, before and between.
    let moved = model.moved(by: map(to: ["!", "a", "b", "bb", "c", "d"]))
    var table = data.table(subjects)
    table.author = [2, 4]
    table.tokens = table.tokens.map { rows in
      var moved = TokenRows()
      for row in 0..<2 {
        moved.append(row: rows[row].map { RatingToken.moved($0, to: 5) })
      }
      return moved
    }
    #expect(moved.decisions(table) == before)
  }

  @Test("of flips forgets authors who are gone, and keeps the others apart")
  func goneAuthor() throws {
    let data = try Self.authors()
    let model = try FlipPredictor(seed: 1).fit(data)
    let moved = model.moved(by: map(to: ["a", "c", "d"]))
    #expect(moved.recipe.oneHots[0].vocabulary == [1])
    let gone = model.recipe.oneHots[0].vocabulary.firstIndex(of: 1)
    #expect(
      moved.terms.count
        == model.terms.count { !$0.features.contains(UInt32(gone ?? -1)) })
    #expect(moved.terms.count < model.terms.count)
    let features = moved.recipe.blockStarts.last ?? 0
    #expect(moved.terms.allSatisfy { $0.features.allSatisfy { $0 < features } })
  }

  @Test("of early helpful notes may hold no tree without an end")
  func trees() throws {
    func read(left: Int) throws -> EarlyHelpfulModel {
      let files = StateFolder()
      var writer = SectionWriter(path: "x")
      try writer.add(
        "json",
        json: EarlyHelpfulModel(
          trees: GradientBoosting.Model(
            initialScore: 0,
            trees: [
              GradientBoosting.Tree(nodes: [
                GradientBoosting.Node(
                  split: GradientBoosting.Split(feature: 0, threshold: 1, left: left, right: 2),
                  value: 0),
                GradientBoosting.Node(value: 1), GradientBoosting.Node(value: 2),
              ])
            ])))
      let folder = try OutputFolder(path: files.path)
      try folder.write(writer.bytes, to: "section")
      try folder.commit()
      let file = try MappedFile(path: "\(files.path)/section")
      return try EarlyHelpfulModel(
        from: SectionReader(file, 0..<file.count, noteCount: 0, participantCount: 0))
    }
    #expect(try read(left: 1).trees.trees.count == 1)
    #expect(throws: StateProblem.self) { try read(left: 0) }
    #expect(throws: StateProblem.self) { try read(left: 3) }
  }
}
