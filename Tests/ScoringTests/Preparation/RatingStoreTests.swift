import Factorization
import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("The store of ratings")
struct RatingStoreTests {
  private func threeNotes() throws -> PreparedSnapshot {
    var community = SnapshotBuilder()
    for id in 1...3 as ClosedRange<Int64> { community.note(id) }
    community.rate(3, by: "a", .notHelpful, after: 5, [.notHelpfulOther])
    community.rate(1, by: "a", .helpful, after: 4, [.helpfulClear, .helpfulOther])
    community.rate(3, by: "b", .somewhatHelpful, after: 3)
    community.rate(1, by: "b", .notHelpful, after: 2, source: .populationSampled)
    return try community.prepared()
  }

  @Test("groups ratings by note and keeps the order of the files within a note")
  func grouping() throws {
    let given = try threeNotes()
    #expect(given.store.starts == [0, 2, 2, 4])
    #expect(try given.raters(of: 1, in: given.store) == ["a", "b"])
    #expect(try given.raters(of: 3, in: given.store) == ["a", "b"])
    #expect(given.store.createdAtMillis.map { $0 - SnapshotBuilder.start } == [4, 2, 5, 3])
  }

  @Test("keeps level, tags and source of each rating")
  func cells() throws {
    let store = try threeNotes().store
    #expect(store.level == [2, 0, 0, 1])
    #expect(store.tags(0) == [RatingTags(.helpfulClear), RatingTags(.helpfulOther)])
    #expect(store.tags(2) == RatingTags(.notHelpfulOther))
    #expect((0..<4).map(store.isPopulationSampled) == [false, true, false, false])
  }

  @Test("leaves out ratings that answer neither on today's form nor on the old one")
  func unanswered() throws {
    var community = SnapshotBuilder()
    community.note(1)
    community.rate(1, by: "a", RatingAnswer(level: nil))
    community.rate(1, by: "b", RatingAnswer(level: nil, legacyNotHelpful: true))
    let given = try community.prepared()
    #expect(try given.raters(of: 1, in: given.store) == ["b"])
    #expect(given.store.level == [0])
    #expect(given.store.hasLevel(0) == false)
  }

  @Test("drops single ratings and keeps the others in their notes")
  func dropping() throws {
    let given = try threeNotes()
    let store = given.store.dropping([0, 3])
    #expect(store.starts == [0, 1, 1, 2])
    #expect(try given.raters(of: 1, in: store) == ["b"])
    #expect(try given.raters(of: 3, in: store) == ["a"])
    #expect(store.isPopulationSampled(0))
    #expect(store.tags(1) == RatingTags(.notHelpfulOther))
  }

  @Test("are laid out for a fit with new labels, those without a label left out")
  func labels() throws {
    let given = try threeNotes()
    let data = FitData(given.store, given.everything) { given.store.level[$0] == 0 ? 2 : nil }
    #expect(data.rows.ratingCount == 2)
    #expect(Array(data.matrix.byItem.levels) == [2, 2])
    let notes = [try given.note(1), try given.note(3)]
    #expect(data.notes.map { Int($0) } == notes)
    #expect(data.raters.count == 2)
  }

  @Test("count towards a minimum only where they are said to")
  func countedMinimum() throws {
    let given = try threeNotes()
    let kept = given.store.withMinimumCounts(given.everything, minRater: 0, minNote: 1) {
      given.store.level[$0] == 0
    }
    let expected = [try given.note(1), try given.note(3)]
    #expect(kept.notes.indices.filter { kept.notes[$0] } == expected)
  }

  @Test("visits only ratings on notes and by raters in scope")
  func scope() throws {
    let given = try threeNotes()
    var scope = given.everything
    scope.notes[try given.note(1)] = false
    scope.raters[try given.person("a")] = false
    #expect(given.store.ratingCounts(in: scope) == [0, 0, 1])
  }

  @Test("visits only population-sampled ratings where the scope says so")
  func populationSampled() throws {
    let given = try threeNotes()
    var scope = given.everything
    scope.populationSampledOnly = true
    #expect(given.store.ratingCounts(in: scope) == [1, 0, 0])
  }

  @Test("numbers the notes and raters of a fit densely, ascending")
  func fitData() throws {
    let given = try threeNotes()
    var scope = given.everything
    scope.notes[try given.note(1)] = false
    let fitData = FitData(given.store, scope)
    #expect(fitData.notes == [2])
    #expect(try fitData.raters.map(Int.init) == [given.person("a"), given.person("b")])
    #expect(fitData.matrix.ratingCount == 2)
  }
}
