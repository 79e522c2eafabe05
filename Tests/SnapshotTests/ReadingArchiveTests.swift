import Foundation
import Testing

@testable import Snapshot

@Suite("Reading packed files")
struct ReadingArchiveTests {
  let notes = Sample.notes([:], ["noteId": "7"], ["summary": "another text"]).bytes

  @Test("a gzip file of several members reads as their concatenation")
  func members() throws {
    let packed =
      Packing.gzip.pack(Array(notes[..<500]), name: "")
      + Packing.gzip.pack(Array(notes[500...]), name: "")

    let snapshot = try read(
      Sample.files(["notes-00000.tsv": nil, "notes-00000.tsv.gz": packed])
    ).snapshot

    #expect(snapshot.noteRows().count == 3)
    #expect(snapshot.notes.summary[2] == "another text")
  }

  @Test("zeros behind a gzip file are padding")
  func padding() throws {
    let packed = Packing.gzip.pack(notes, name: "") + [UInt8](repeating: 0, count: 512)

    let report = try read(
      Sample.files(["notes-00000.tsv": nil, "notes-00000.tsv.gz": packed])
    ).report

    #expect(report.tables[.notes]?.rows == 3)
  }

  @Test(
    "a zip archive may hold several tables' parts, each with its header", arguments: [false, true])
  func parts(isWide: Bool) throws {
    let archive = Packing.zip(
      [
        ("b.tsv", Sample.notes(["noteId": "2", "summary": "second"]).bytes),
        ("readme.txt", Array("not a table".utf8)),
        ("__MACOSX/._a.tsv", Array("junk".utf8)),
        ("a.tsv", Sample.notes(["noteId": "1", "summary": "first"]).bytes),
      ], isDeflated: true, isWide: isWide)

    let snapshot = try read(
      Sample.files(["notes-00000.tsv": nil, "notes-00000.zip": archive])
    ).snapshot

    #expect((0..<2).map { snapshot.notes.summary[$0] } == ["first", "second"])
  }

  @Test("an archive cut short anywhere is an error", arguments: Packing.allCases.dropFirst())
  func truncated(packing: Packing) throws {
    let packed = packing.pack(notes, name: "notes-00000.tsv")
    for length in 1..<packed.count {
      let files = Sample.files([
        "notes-00000.tsv": nil, "notes-00000" + packing.ending: Array(packed[..<length]),
      ])

      #expect(throws: SnapshotError.self) { try read(files) }
    }
  }

  @Test("a gzip file cut short is called truncated, and the whole file is to blame")
  func truncatedMessage() throws {
    let packed = Packing.gzip.pack(notes, name: "")
    let error = readError(
      Sample.files([
        "notes-00000.tsv": nil, "notes-00000.tsv.gz": Array(packed.dropLast(9)),
      ]))

    #expect(error == SnapshotError(file: "notes-00000.tsv.gz", problem: .truncatedArchive))
  }

  @Test("a flipped bit in packed bytes is noticed", arguments: Packing.allCases.dropFirst())
  func damaged(packing: Packing) throws {
    var packed = packing.pack(notes, name: "notes-00000.tsv")
    packed[200] ^= 4
    let files = Sample.files(["notes-00000.tsv": nil, "notes-00000" + packing.ending: packed])

    #expect(throws: SnapshotError.self) { try read(files) }
  }

  @Test("a stored member with a wrong checksum is called damaged")
  func wrongChecksum() throws {
    var archive = Packing.zip([("n.tsv", notes)], isDeflated: false)
    let summary = try #require(archive.firstRange(of: Array("another text".utf8)))
    archive[summary.lowerBound] = UInt8(ascii: "A")

    let error = readError(Sample.files(["notes-00000.tsv": nil, "notes-00000.zip": archive]))

    #expect(error?.problem == .damagedArchive(reason: "wrong CRC"))
  }

  @Test("an encrypted or unknown method is refused by name")
  func unsupported() throws {
    var archive = Packing.zip([("n.tsv", notes)], isDeflated: false)
    let entry = try #require(archive.firstRange(of: [0x50, 0x4B, 1, 2])).lowerBound
    archive[entry + 10] = 93

    let error = readError(Sample.files(["notes-00000.tsv": nil, "notes-00000.zip": archive]))

    #expect(error?.problem == .unsupportedArchive(reason: "n.tsv uses compression method 93"))
  }

  @Test("members that overlap are refused")
  func overlap() throws {
    var archive = Packing.zip([("a.tsv", notes), ("b.tsv", notes)], isDeflated: true)
    // The second entry's place in the archive is set to that of the first.
    let entry = try #require(archive.lastRange(of: [0x50, 0x4B, 1, 2])).lowerBound
    archive.replaceSubrange(entry + 42..<entry + 46, with: [0, 0, 0, 0])

    let error = readError(Sample.files(["notes-00000.tsv": nil, "notes-00000.zip": archive]))

    #expect(error?.problem == .damagedArchive(reason: "its members overlap"))
  }

  @Test("a zip archive without a table is an error")
  func noMember() {
    let archive = Packing.zip([("n.txt", notes)], isDeflated: true)

    let error = readError(Sample.files(["notes-00000.tsv": nil, "notes-00000.zip": archive]))

    #expect(error?.problem == .unsupportedArchive(reason: "it holds no .tsv file"))
  }

  @Test("packed bytes that unpack to one endless line are refused")
  func endlessLine() {
    let endless = [UInt8](repeating: UInt8(ascii: "x"), count: 5 << 20)
    let packed = Packing.gzip.pack(endless, name: "")

    let error = readError(Sample.files(["notes-00000.tsv": nil, "notes-00000.gz": packed]))

    #expect(error?.problem == .lineTooLong(limit: Block.longestLine))
  }
}
