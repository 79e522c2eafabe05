import Foundation
import Testing

@testable import Snapshot

@Suite("The reader against a plain, slow reader")
struct ReadingOracleTests {
  @Test("reads random tables in any column order as the plain reader does", arguments: 0..<60)
  func randomTables(seed: Int) throws {
    var make = RandomTables(seed: UInt64(seed))
    let tables = [
      "notes-00000": make.notes(20), "ratings-00000": make.ratings(150, notes: 25),
      "noteStatusHistory-00000": make.history(22), "userEnrollment-00000": make.enrollment(),
      "noteRequests-00000": make.requests(9),
    ].mapValues { make.disarranged($0) }
    let texts = tables.mapValues {
      $0.text(lineEnd: seed.isMultiple(of: 3) ? "\r\n" : "\n", endsWithLineEnd: seed % 2 == 0)
    }
    let files = Dictionary(
      uniqueKeysWithValues: texts.map { name, text in
        let packing = Packing.allCases[(seed + name.count) % Packing.allCases.count]
        return (name + packing.ending, packing.pack(Array(text.utf8), name: name + ".tsv"))
      })

    let snapshot = try read(files, threads: 1 + seed % 3, blockSize: 64 + seed * 31).snapshot

    expectSame(snapshot, texts)
  }

  @Test("reads the same whatever the number of threads and the size of blocks")
  func threads() throws {
    var make = RandomTables(seed: 7)
    let files = [
      "notes.tsv": make.notes(30).bytes, "ratings.tsv": make.ratings(300, notes: 30).bytes,
      "noteStatusHistory.tsv": make.history(30).bytes,
    ]
    let expected = try read(files, threads: 1, blockSize: Block.defaultSize).snapshot

    for (threads, blockSize) in [(1, 100), (2, 333), (5, 1000), (8, 64)] {
      let snapshot = try read(files, threads: threads, blockSize: blockSize).snapshot

      #expect(snapshot.participants.bytes == expected.participants.bytes)
      #expect(snapshot.participants.offsets == expected.participants.offsets)
      #expect(snapshot.noteIDs == expected.noteIDs)
      #expect(snapshot.ratings.note == expected.ratings.note)
      #expect(snapshot.ratings.rater == expected.ratings.rater)
      #expect(snapshot.history.currentDecidedBy == expected.history.currentDecidedBy)
      #expect(snapshot.history.decidedByNames == expected.history.decidedByNames)
    }
  }

  @Test("sorts notes and participants ascending and lists only those that a row names")
  func sortedIDs() throws {
    var make = RandomTables(seed: 3)
    let snapshot = try read([
      "notes.tsv": make.notes(30).bytes, "ratings.tsv": make.ratings(300, notes: 40).bytes,
    ]).snapshot

    #expect(snapshot.noteIDs == snapshot.noteIDs.sorted())
    let people = (0..<snapshot.participants.count).map { Array(snapshot.participants[$0].utf8) }
    #expect(people == people.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(Set(people).count == people.count)
    #expect(
      Set(snapshot.notes.author + snapshot.ratings.rater) == Set((0..<UInt32(people.count))))
    #expect(
      Set(snapshot.notes.note + snapshot.ratings.note)
        == Set((0..<UInt32(snapshot.noteIDs.count))))
  }

  private func expectSame(_ snapshot: Snapshot, _ texts: [String: String]) {
    #expect(snapshot.noteRows() == Oracle.notes(texts["notes-00000"]!))
    #expect(snapshot.ratingRows() == Oracle.ratings(texts["ratings-00000"]!))
    #expect(snapshot.historyRows() == Oracle.history(texts["noteStatusHistory-00000"]!))
    #expect(snapshot.enrollmentRows() == Oracle.enrollment(texts["userEnrollment-00000"]!))
    #expect(snapshot.requestRows() == Oracle.requests(texts["noteRequests-00000"]!))
  }
}

extension Oracle {
  static func notes(_ text: String) -> [[String: String]] {
    rows(text, columns: PublicColumns.notes, participant: "noteAuthorParticipantId")
  }
  static func ratings(_ text: String) -> [[String: String]] {
    rows(text, columns: PublicColumns.ratings, participant: "raterParticipantId")
  }
  static func history(_ text: String) -> [[String: String]] {
    rows(text, columns: PublicColumns.history, participant: "noteAuthorParticipantId")
  }
  static func enrollment(_ text: String) -> [[String: String]] {
    rows(text, columns: PublicColumns.enrollment, participant: "participantId")
  }
  static func requests(_ text: String) -> [[String: String]] {
    rows(text, columns: PublicColumns.requests, participant: "participantId")
  }
}
