import NoteModel
import Parallel
import Testing

@testable import Snapshot

@Suite("Writing the public tables")
struct WritingSnapshotTests {
  @Test("Columns and their order are the published ones")
  func headers() {
    #expect(InputColumns.notes == PublishedHeaders.notes)
    #expect(InputColumns.ratings == PublishedHeaders.ratings)
    #expect(InputColumns.history == PublishedHeaders.history)
    #expect(InputColumns.enrollment == PublishedHeaders.enrollment)
    #expect(InputColumns.requests.count == 7)
  }

  @Test("Notes print cell by cell; tabs and line breaks in texts become spaces")
  func notes() throws {
    let rows = try writtenRows("notes-00000.tsv", columns: 24)
    #expect(
      rows == [
        "5|µ-participant|1700000000000|-1|MISINFORMED_OR_POTENTIALLY_MISLEADING|BELIEVABLE_BY_FEW"
          + "|LITTLE_HARM|EASY|1|0|0|0|0|0|0|0|0|0|0|0|1"
          + "|Tab here, line  breaks; “quotes” and \"plain\" ones 🧭|0|1",
        "900000000000000001|0A|0|77|NOT_MISLEADING|BELIEVABLE_BY_MANY|CONSIDERABLE_HARM|CHALLENGING"
          + "|0|0|0|0|0|0|0|0|0|0|0|1|0|\"\"\"Quoted\"\" at the start\"|1|0",
        "6|0B|1|78|||||0|0|0|0|0|0|0|0|0|0|0|0|0||0|0",
      ])
  }

  @Test("Ratings print cell by cell; suggestions are empty")
  func ratings() throws {
    let rows = try writtenRows("ratings-00000.tsv", columns: 35)
    #expect(
      rows == [
        "5|0A|1|2|0|0|0|0|HELPFUL|1|1|1|1|1|1|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0|77|DEFAULT||",
        "5|0B|2|0|0|0|0|0|SOMEWHAT_HELPFUL|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|-1|DEFAULT||",
        "900000000000000001|0A|3|254|0|0|0|0|NOT_HELPFUL|0|0|0|0|0|0|0|0|0"
          + "|1|1|1|1|1|1|1|1|1|1|1|1|1||POPULATION_SAMPLED||",
        "900000000000000001|µ-participant|4||1|1|1|1||0|0|0|0|0|0|0|0|0"
          + "|0|0|0|0|0|0|0|0|0|0|0|0|1|9000000000000000000|||",
      ])
  }

  @Test("History prints numbers as digits and missing cells as nothing")
  func history() throws {
    let rows = try writtenRows("noteStatusHistory-00000.tsv", columns: 24)
    #expect(
      rows == [
        "5|µ-participant|1|1700000000000|CURRENTLY_RATED_HELPFUL|1700000000000|NEEDS_MORE_RATINGS"
          + "|1700000000000|CURRENTLY_RATED_NOT_HELPFUL|1700000000000|CURRENTLY_RATED_HELPFUL"
          + "|1700000000000|NEEDS_YOUR_HELP|FIRM_REJECT|CURRENTLY_RATED_HELPFUL|CoreModel (v1.1)|13"
          + "|-1|-1|CURRENTLY_RATED_NOT_HELPFUL|0|29735910|1700000000000|-1",
        "900000000000000001|0A|2|||||||||||||||||||||",
      ])
  }

  @Test("Enrollment prints every state and population by name")
  func enrollment() throws {
    let rows = try writtenRows("userEnrollment-00000.tsv", columns: 8)
    #expect(
      rows == [
        "0A|earnedIn|0|1776297600000||CORE|0|0",
        "0B|atRisk|1|1776297600000|1|EXPANSION|1|0",
        "0C|earnedOutNoAcknowledge|2|1776297600000|1|EXPANSION_PLUS|2|0",
        "0D|earnedOutAcknowledged|3|1776297600000|1|||0",
        "0E|newUser|4|1776297600000|1|CORE|4|0",
        "0F|removed|5|1776297600000|1|EXPANSION|5|0",
        "10|apiTestUser|6|1776297600000|1|EXPANSION_PLUS|6|0",
        "11|apiEarnedIn|7|1776297600000|1|||0",
        "µ-participant|apiEarnedOut|8|1776297600000|1|CORE|8|0",
      ])
  }

  @Test("Note requests keep their lists as JSON on one line")
  func requests() throws {
    let rows = try writtenRows("noteRequests-00000.tsv", columns: 7)
    #expect(
      rows == [
        #"77|["https://example.org/a"]|[{"suggestion_id":1,"suggestion":"two words"}]|10|11|12|-1"#,
        "78|[]||-1|-1||",
      ])
  }

  @Test("An empty snapshot gives five headers")
  func empty() throws {
    let place = try TemporaryFolder()
    try write(Snapshot(), to: place)
    #expect(try place.names.count == 5)
    #expect(
      try place.text(of: "userEnrollment-00000.tsv")
        == PublishedHeaders.enrollment.joined(separator: "\t") + "\n")
  }

  @Test("What is written reads back, and writes again to the same bytes")
  func readBack() throws {
    let first = try TemporaryFolder()
    try write(SampleSnapshot.snapshot, to: first)
    let (snapshot, _) = try SnapshotReader().read(folder: first.path)
    let second = try TemporaryFolder()
    try write(snapshot, to: second)

    #expect(snapshot.notes.summary[1] == "\"Quoted\" at the start")
    for name in try first.names {
      #expect(try first.text(of: name) == second.text(of: name))
    }
  }

  @Test("Ratings are split at row ends into parts that repeat the header")
  func parts() throws {
    let snapshot = largeSnapshot(ratings: 30_000)
    let whole = try TemporaryFolder()
    try write(snapshot, to: whole)
    let split = try TemporaryFolder()
    try write(snapshot, to: split, SnapshotWriter(ratingsPartBytes: 1_000_000))

    let parts = try split.names.filter { $0.hasPrefix("ratings-") }
    let texts = try parts.map { try split.text(of: $0) }
    let header = PublishedHeaders.ratings.joined(separator: "\t") + "\n"

    #expect(parts == (0..<parts.count).map { "ratings-0000\($0).tsv" })
    #expect(parts.count > 2)
    #expect(texts.allSatisfy { $0.hasPrefix(header) && $0.utf8.count <= 1_000_000 })
    #expect(
      try header + texts.map { $0.dropFirst(header.count) }.joined()
        == whole.text(of: "ratings-00000.tsv"))
  }

  @Test("A part too small for a row still gets one row")
  func tinyParts() throws {
    let place = try TemporaryFolder()
    try write(SampleSnapshot.snapshot, to: place, SnapshotWriter(ratingsPartBytes: 1))
    #expect(try place.names.filter { $0.hasPrefix("ratings-") }.count == 4)
  }

  @Test("Parts of an earlier, larger snapshot are removed")
  func oldParts() throws {
    let place = try TemporaryFolder()
    for name in ["ratings-00001.tsv", "ratings-00002.tsv", "ratings-2.tsv", "myratings-00003.tsv"] {
      try place.write("old", to: name)
    }
    try write(SampleSnapshot.snapshot, to: place)
    #expect(
      try place.names == [
        "myratings-00003.tsv", "noteRequests-00000.tsv", "noteStatusHistory-00000.tsv",
        "notes-00000.tsv", "ratings-00000.tsv", "ratings-2.tsv", "userEnrollment-00000.tsv",
      ])
  }

  @Test("The bytes do not depend on the number of threads")
  func threads() throws {
    let snapshot = largeSnapshot(ratings: 50_000)
    let one = try TemporaryFolder()
    try write(snapshot, to: one, SnapshotWriter(workers: Workers(threads: 1)))
    let three = try TemporaryFolder()
    try write(snapshot, to: three, SnapshotWriter(workers: Workers(threads: 3)))
    #expect(try one.bytes(of: "ratings-00000.tsv") == three.bytes(of: "ratings-00000.tsv"))
  }

  /// The rows after the header, with bars for tabs.
  private func writtenRows(_ name: String, columns: Int) throws -> [String] {
    let place = try TemporaryFolder()
    try write(SampleSnapshot.snapshot, to: place)
    let text = try place.text(of: name)
    #expect(text.last == "\n")
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines { #expect(line.count { $0 == "\t" } == columns - 1) }
    return lines.dropFirst().map { String($0.replacing("\t", with: "|")) }
  }

  private func write(
    _ snapshot: Snapshot, to place: TemporaryFolder, _ writer: SnapshotWriter = SnapshotWriter()
  ) throws {
    let folder = try OutputFolder(path: place.path)
    try writer.write(snapshot, to: folder)
    try folder.commit()
  }

  private func largeSnapshot(ratings count: Int) -> Snapshot {
    var snapshot = SampleSnapshot.snapshot
    let rows = 0..<count
    snapshot.ratings.note = rows.map { UInt32($0 % 2) }
    snapshot.ratings.rater = rows.map { UInt32($0 % 3) }
    snapshot.ratings.createdAtMillis = rows.map { Int64($0) * 1_000_003 }
    snapshot.ratings.answer = rows.map {
      RatingAnswer(level: Helpfulness.allCases[$0 % 3], version: 2)
    }
    snapshot.ratings.tags = rows.map { RatingTags(rawValue: UInt32($0 * 7919 % (1 << 22))) }
    snapshot.ratings.ratedOnPostID = rows.map { Int64($0) }
    return snapshot
  }
}
