import Foundation
import NoteModel
import Testing

@testable import Snapshot

@Suite("Layouts and files")
struct ReadingLayoutTests {
  @Test("missing optional tables are reported once and done without")
  func missingTables() throws {
    let (snapshot, report) = try read([
      "notes.tsv": Sample.notes([:]).bytes, "ratings.tsv": Sample.ratings([:]).bytes,
    ])

    #expect(report.missing == [.noteStatusHistory, .userEnrollment, .noteRequests])
    #expect(snapshot.history.count == 0)
  }

  @Test("a table may come in parts, in a folder, packed or not; parts are read in name order")
  func parts() throws {
    func part(_ id: Int) -> [UInt8] { Sample.ratings(["noteId": "\(id)"]).bytes }
    let (snapshot, report) = try read(
      Sample.files([
        "ratings-00000.tsv": part(1), "ratings-00002.tsv": part(3),
        "ratings-00001.tsv.gz": Packing.gzip.pack(part(2), name: ""),
        "ratings/b.zip": Packing.zipDeflated.pack(part(5), name: "x.tsv"),
        "ratings/a.tsv": part(4), "ratings/.hidden.tsv": part(9), "ratings/notes.md": [1],
        "ratings-old.tsv": part(9), "myratings-00000.tsv": part(9),
      ]))

    #expect(snapshot.ratingRows().map { $0["noteId"] } == ["1", "2", "3", "4", "5"])
    #expect(report.tables[.ratings]?.files.count == 5)
  }

  @Test("of a part that is there plain and packed, the plain one is read")
  func plainAndPacked() throws {
    let (_, report) = try read(Sample.files(["notes-00000.tsv.gz": [0], "notes-00000.zip": [0]]))

    #expect(report.tables[.notes]?.files == ["notes-00000.tsv"])
  }

  @Test("a file with only a header has no rows", arguments: ["", "\n", "\r\n", "\n\n\n"])
  func headerOnly(ending: String) throws {
    let text = PublicColumns.ratings.joined(separator: "\t") + ending

    let (snapshot, report) = try read(Sample.files(["ratings-00000.tsv": Array(text.utf8)]))

    #expect(snapshot.ratings.count == 0)
    #expect(report.tables[.ratings]?.rows == 0)
  }

  @Test("a byte order mark before the header is passed over")
  func byteOrderMark() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Sample.notes([:]).bytes

    #expect(try read(Sample.files(["notes-00000.tsv": bytes])).snapshot.notes.count == 1)
  }

  @Test("names of older layouts and of the guide are understood")
  func olderNames() throws {
    func renamed(_ table: PlainTable, _ names: [String: String]) -> [UInt8] {
      var text = table.text()
      for (new, old) in names { text = text.replacing(new, with: old, maxReplacements: 1) }
      return Array(text.utf8)
    }
    let snapshot = try read(
      Sample.files([
        "notes-00000.tsv": renamed(
          Sample.notes([:]), ["noteAuthorParticipantId": "participantId"]),
        "ratings-00000.tsv": renamed(
          Sample.ratings([
            "notHelpfulArgumentativeOrBiased": "1", "notHelpfulOpinionSpeculationOrBias": "1",
          ]),
          [
            "raterParticipantId": "participantId",
            "notHelpfulArgumentativeOrBiased": "notHelpfulArgumentativeOrInflammatory",
            "notHelpfulOpinionSpeculationOrBias": "NotHelpfulOpinionSpeculationOrBias",
          ]),
        "noteStatusHistory-00000.tsv": renamed(
          Sample.history(["mostRecentNonNMRStatus": "CURRENTLY_RATED_HELPFUL"]),
          [
            "mostRecentNonNMRStatus": "latestNonNMRStatus",
            "currentDecidedBy": "currentDecidedByKey",
          ]),
        "userEnrollment-00000.tsv": Sample.enrollment(
          ["enrollmentState": "earnedOutAcknowledge"]
        ).bytes,
      ])
    ).snapshot

    #expect(snapshot.ratings.tags[0].contains(.notHelpfulArgumentativeOrBiased))
    #expect(snapshot.ratings.tags[0].contains(.notHelpfulOpinionSpeculationOrBias))
    #expect(snapshot.history.mostRecentNonNMRStatus == [.helpful])
    #expect(snapshot.history.decidedByNames == ["CoreModel (v1.1)"])
    #expect(snapshot.enrollment.state == [.earnedOutAcknowledged])
  }

  @Test("whole numbers printed with a fraction read in nullable columns")
  func floatTexts() throws {
    let snapshot = try read(
      Sample.files([
        "noteStatusHistory-00000.tsv": Sample.history([
          "createdAtMillis": "1773795104731.0", "timestampMillisOfStatusLock": "1.773795104731e12",
          "currentModelingGroup": "13.0", "abovePcrhThresholdTime": "-1.0",
          "timestampMillisOfRetroLock": "NaN",
        ]).bytes
      ])
    ).snapshot

    #expect(snapshot.history.createdAtMillis == [1_773_795_104_731])
    #expect(snapshot.history.statusLockAt[0].value == 1_773_795_104_731)
    #expect(snapshot.history.currentModelingGroup == [13])
    #expect(snapshot.history.abovePcrhThresholdTime[0].value == -1)
    #expect(snapshot.history.retroLockAt[0].value == nil)
  }

  @Test("the negative time of a note that is no longer predicted helpful reads as it is")
  func negativeTime() throws {
    let snapshot = try read(
      Sample.files([
        "noteStatusHistory-00000.tsv": Sample.history([
          "abovePcrhThresholdTime": "-1783756200000"
        ]).bytes
      ])
    ).snapshot
    #expect(snapshot.history.abovePcrhThresholdTime[0].value == -1_783_756_200_000)
  }

  @Test("cells quoted from end to end are unquoted, with doubled quotes inside")
  func quotes() throws {
    let snapshot = try read(
      Sample.files([
        "notes-00000.tsv": Sample.notes(
          ["noteId": "\"5\"", "summary": "\"say \"\"hi\"\"\"", "classification": "\"\""],
          ["summary": "\"half \"quoted\""], ["summary": "\"\""]
        ).bytes
      ])
    ).snapshot

    #expect(snapshot.noteIDs.contains(5))
    #expect(snapshot.notes.classification[0] == nil)
    #expect(
      (0..<3).map { snapshot.notes.summary[$0] } == ["say \"hi\"", "\"half \"quoted\"", ""])
  }

  @Test("reads files from a folder on disk, texts included, and reports progress")
  func folder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "reading-\(UInt64.random(in: 0 ... .max))")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "ratings"), withIntermediateDirectories: true)
    try Data(Sample.notes([:]).bytes).write(to: folder.appending(path: "notes-00000.tsv"))
    try Data(Sample.ratings([:]).bytes).write(to: folder.appending(path: "ratings/any.tsv"))
    let last = Locked<ReadProgress?>(nil)

    let (snapshot, report) = try SnapshotReader().read(folder: folder.path) { last.set($0) }

    #expect(snapshot.notes.summary[0] == "text 0")
    #expect(report.tables[.ratings]?.files == ["ratings/any.tsv"])
    #expect(last.value?.bytesRead == last.value?.totalBytes)
  }
}
