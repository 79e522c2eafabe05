import Foundation
import NoteModel
import Parallel
import Snapshot
import Testing

@testable import Scoring

/// Final scoring after an earlier run: what changed is scored, the rest stays.
@Suite("Building on an earlier run")
struct RescoringTests {
  private static let hour = Millis.hour

  /// A run over a community, and the community an hour later.
  private struct Runs {
    let state: ScoringState
    let first: [String: Data]
    let folder: StateFolder
    var later: Snapshot
    let now: Int64
    /// Notes that were rated in that hour.
    let rated: Set<Int64>

    var options: ScoringOptions { ScoringOptions(now: now, seed: 5, workers: Workers(threads: 2)) }

    func previous(ratingsUntil: Int64? = nil) throws -> PreviousScores {
      try PreviousScores(folder: folder.path, ratingsUntil: ratingsUntil)
    }

    init() throws {
      let snapshot = try StateCommunity.make().snapshot
      let start = snapshot.newestMillis + 1
      let options = ScoringOptions(now: start, seed: 5, workers: Workers(threads: 2))
      state = try prescore(snapshot, options)
      let scored = try scoreFinal(snapshot, state, options)
      first = try resultBytes(scored, snapshot)
      folder = StateFolder()
      let output = try OutputFolder(path: folder.path)
      for table in scored.tables(snapshot) { try table.write(to: output) }
      try output.commit()

      now = start + RescoringTests.hour
      later = snapshot
      later.history = scored.history
      // Three notes get their first rating again, by somebody who has not rated them.
      var rated: Set<Int64> = []
      for row in [0, 2000, 9000] {
        let note = snapshot.ratings.note[row]
        let raters = Set(
          (0..<snapshot.ratings.count).filter { snapshot.ratings.note[$0] == note }
            .map { snapshot.ratings.rater[$0] })
        let newcomer = (0..<UInt32(snapshot.participants.count)).first { !raters.contains($0) }
        later.ratings.note.append(note)
        later.ratings.rater.append(try #require(newcomer))
        later.ratings.createdAtMillis.append(start + 1000)
        later.ratings.answer.append(snapshot.ratings.answer[row])
        later.ratings.tags.append(snapshot.ratings.tags[row])
        later.ratings.ratedOnPostID.append(snapshot.ratings.ratedOnPostID[row])
        rated.insert(snapshot.noteIDs[Int(note)])
      }
      self.rated = rated
    }
  }

  private func rows(_ data: Data) -> [String: String] {
    Dictionary(
      String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst().map {
        (String($0.prefix { $0 != "\t" }), String($0))
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test("scores notes with new ratings; other notes keep their rows byte for byte")
  func keepsRows() throws {
    let runs = try Runs()
    var options = runs.options
    options.previous = try runs.previous()
    let scored = try scoreFinal(runs.later, runs.state, options)
    let after = try resultBytes(scored, runs.later)

    let reasons = Dictionary(
      uniqueKeysWithValues: zip(scored.notes.noteIDs, scored.rescoring).compactMap { id, reason in
        reason.map { (id, $0) }
      })
    #expect(runs.rated.allSatisfy { reasons[$0]?.contains(.newRatings) == true })
    #expect(reasons.filter { $0.value.contains(.newRatings) }.count == runs.rated.count)

    let before = rows(try #require(runs.first["aux_note_info.tsv"]))
    let now = rows(try #require(after["aux_note_info.tsv"]))
    #expect(before.keys.sorted() == now.keys.sorted())
    let kept = before.keys.filter { reasons[Int64($0) ?? 0] == nil }
    #expect(kept.count > before.count / 2)
    for id in kept { #expect(now[id] == before[id]) }
    let history = rows(try #require(after["note_status_history.tsv"]))
    let historyBefore = rows(try #require(runs.first["note_status_history.tsv"]))
    for id in kept { #expect(history[id] == historyBefore[id]) }
  }

  @Test("gives the bytes of a whole run where every note is rated anew, but for the reasons")
  func everythingNew() throws {
    let runs = try Runs()
    let whole = try resultBytes(
      scoreFinal(runs.later, runs.state, runs.options), runs.later)
    var options = runs.options
    options.previous = try runs.previous(ratingsUntil: .min)
    // Notes without ratings have nothing new: as if no run had scored them.
    let scored = try scoreFinal(runs.later, runs.state, options)
    let again = try resultBytes(scored, runs.later)
    let unrated = Set(
      scored.rescoring.indices.filter { scored.rescoring[$0] == nil }
        .map { String(scored.notes.noteIDs[$0]) })
    func comparable(_ table: String, _ data: [String: Data]) throws -> [String: [String]] {
      let text = String(decoding: try #require(data[table]), as: UTF8.self)
      let lines = text.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
      let skipped = lines[0].firstIndex(of: "rescoringActiveRules")
      return Dictionary(
        uniqueKeysWithValues: lines.dropFirst().filter { !unrated.contains($0[0]) }.map { row in
          (row[0], row.indices.filter { $0 != skipped }.map { row[$0] })
        })
    }
    for table in ["scored_notes.tsv", "aux_note_info.tsv", "note_status_history.tsv"] {
      #expect(try comparable(table, again) == comparable(table, whole), "\(table)")
    }
    #expect(again["helpfulness_scores.tsv"] == whole["helpfulness_scores.tsv"])
  }

  @Test("scores notes that the earlier run did not know")
  func newNotes() throws {
    var runs = try Runs()
    let newest = try #require(runs.later.noteIDs.last) + 1
    runs.later.noteIDs.append(newest)
    let texts = (0..<runs.later.notes.count).map { runs.later.notes.summary[$0] }
    runs.later.notes.append(0, of: runs.later.notes)
    runs.later.notes.summary = TextColumn(texts + ["New."])
    runs.later.notes.note[runs.later.notes.count - 1] = UInt32(runs.later.noteIDs.count - 1)
    var options = runs.options
    options.previous = try runs.previous()
    let scored = try scoreFinal(runs.later, runs.state, options)
    #expect(scored.notes.isKnown.last == true)
    #expect(scored.rescoring.last == .some([]))
  }

  @Test("refuses tables with other columns")
  func otherColumns() throws {
    let runs = try Runs()
    let path = "\(runs.folder.path)/scored_notes.tsv"
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    try Data(text.replacing("coreNoteIntercept\t", with: "oldNoteIntercept\t").utf8)
      .write(to: URL(filePath: path))
    #expect(throws: TableError.self) { try runs.previous() }
  }
}
