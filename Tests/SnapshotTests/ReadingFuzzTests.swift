import Foundation
import Parallel
import Testing

@testable import Snapshot

/// Spoiled files of every table and packing are read or refused, never worse.
///
/// The environment variable `FUZZ_INPUTS` sets how many; a million take a minute or two with
/// `FUZZ_INPUTS=1000000 swift test -c release -Xswiftc -enable-testing --filter ReadingFuzzTests`.
/// Input `n` is always the same, so that a failure repeats.
@Suite("Spoiled files")
struct ReadingFuzzTests {
  static let inputs = ProcessInfo.processInfo.environment["FUZZ_INPUTS"].flatMap(Int.init) ?? 4000

  @Test("are read or refused with a typed error, the same in any blocks and threads")
  func fuzz() {
    let pool = Pool()
    let outcomes = Workers.all.map((Self.inputs + 499) / 500) { chunk in
      var outcomes = Outcomes()
      for input in chunk * 500..<min(Self.inputs, (chunk + 1) * 500) {
        outcomes.add(check(input, pool), input)
      }
      return outcomes
    }
    let unsound = outcomes.flatMap(\.unsound)
    let read = outcomes.reduce(0) { $0 + $1.read }
    let refused = outcomes.reduce(0) { $0 + $1.refused }

    #expect(unsound.isEmpty, "inputs \(unsound.prefix(10))")
    #expect(read + refused + unsound.count == Self.inputs)
    // Were nearly all of one kind, most of the reader would not be exercised.
    #expect(read > Self.inputs / 20)
    #expect(refused > Self.inputs / 20)
  }

  private enum Outcome { case read, refused, unsound }

  private struct Outcomes {
    var read = 0
    var refused = 0
    var unsound: [Int] = []

    mutating func add(_ outcome: Outcome, _ input: Int) {
      switch outcome {
      case .read: read += 1
      case .refused: refused += 1
      case .unsound: unsound.append(input)
      }
    }
  }

  private func check(_ input: Int, _ pool: Pool) -> Outcome {
    var random = SplitMix(seed: UInt64(input))
    let files = pool.spoiledFiles(&random)
    let skipBadRows = Bool.random(using: &random)
    let first = outcome(
      files, threads: 1, skipBadRows: skipBadRows,
      blockSize: Int.random(in: 16...600, using: &random))
    let second = outcome(
      files, threads: input.isMultiple(of: 16) ? 2 : 1, skipBadRows: skipBadRows,
      blockSize: Int.random(in: 16...600, using: &random))
    switch (first, second) {
    case (.success(let one), .success(let other)):
      return one.isSound && one.isSame(as: other) ? .read : .unsound
    case (.failure(let one), .failure(let other)):
      return one == other && !one.description.isEmpty ? .refused : .unsound
    default:
      return .unsound
    }
  }

  private func outcome(
    _ files: [String: [UInt8]], threads: Int, skipBadRows: Bool, blockSize: Int
  ) -> Result<Snapshot, SnapshotError> {
    Result { () throws(SnapshotError) in
      try SnapshotReader(
        workers: Workers(threads: threads), skipBadRows: skipBadRows, blockSize: blockSize
      ).read(files: files).snapshot
    }
  }
}

/// Whole files to spoil.
private struct Pool: Sendable {
  private struct File: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  private let files: [File]
  private let notes = Sample.notes([:]).bytes
  private let ratings = Sample.ratings([:]).bytes

  init() {
    files = (0..<6).flatMap { seed in
      var make = RandomTables(seed: UInt64(1000 + seed))
      return [
        ("notes", make.notes(4)), ("ratings", make.ratings(9, notes: 4)),
        ("noteStatusHistory", make.history(4)), ("userEnrollment", make.enrollment()),
        ("noteRequests", make.requests(4)),
      ].map { File(name: $0, bytes: $1.bytes) }
    }
  }

  /// A snapshot of few files, one of them spoiled before or after it was packed.
  func spoiledFiles(_ random: inout SplitMix) -> [String: [UInt8]] {
    let file = files[Int.random(in: 0..<files.count, using: &random)]
    let other = files[Int.random(in: 0..<files.count, using: &random)]
    let packing = Packing.allCases[Int.random(in: 0..<Packing.allCases.count, using: &random)]
    var mutator = Mutator(random: random)
    var bytes = file.bytes
    if mutator.random.next() % 3 > 0 { bytes = mutator.mutate(bytes, splicing: other.bytes) }
    bytes = packing.pack(bytes, name: "part.tsv")
    if mutator.random.next() % 3 == 0 { bytes = mutator.mutate(bytes, splicing: other.bytes) }
    random = mutator.random
    var result = ["notes.tsv": notes, "ratings.tsv": ratings]
    result[file.name + ".tsv"] = nil
    result[file.name + packing.ending] = bytes
    return result
  }
}

extension Snapshot {
  /// Whether all columns of a table have one length and all positions name something.
  fileprivate var isSound: Bool {
    let people = participants.count
    let lengths =
      [notes.author.count, notes.createdAtMillis.count, notes.summary.count, notes.reasons.count]
      .allSatisfy { $0 == notes.count }
      && [ratings.rater.count, ratings.tags.count, ratings.ratedOnPostID.count]
        .allSatisfy { $0 == ratings.count }
      && [history.author.count, history.abovePcrhThresholdTime.count, history.currentStatus.count]
        .allSatisfy { $0 == history.count }
      && enrollment.numberOfTimesEarnedOut.count == enrollment.count
      && requests.extraLargeFeedAt.count == requests.count
    return lengths
      && [notes.author, ratings.rater, history.author, enrollment.participant].joined()
        .allSatisfy { $0 < people }
      && [notes.note, ratings.note, history.note].joined().allSatisfy { $0 < noteIDs.count }
      && history.currentDecidedBy.allSatisfy {
        $0.map { $0 < history.decidedByNames.count } ?? true
      }
  }

  fileprivate func isSame(as other: Snapshot) -> Bool {
    noteRows() == other.noteRows() && ratingRows() == other.ratingRows()
      && historyRows() == other.historyRows() && enrollmentRows() == other.enrollmentRows()
      && requestRows() == other.requestRows()
  }
}
