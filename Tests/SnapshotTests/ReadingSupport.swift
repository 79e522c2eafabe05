import Foundation
import NoteModel
import Parallel
import Synchronization
import Testing

@testable import Snapshot

/// Tables as lists of rows, each a dictionary from column name to cell text.
struct PlainTable: Equatable {
  var columns: [String]
  var rows: [[String: String]] = []

  /// The table as tab-separated text.
  func text(lineEnd: String = "\n", endsWithLineEnd: Bool = true) -> String {
    let lines =
      [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
    let text = lines.map { $0.joined(separator: "\t") }.joined(separator: lineEnd)
    return endsWithLineEnd ? text + lineEnd : text
  }

  var bytes: [UInt8] { Array(text().utf8) }
}

/// The smallest tables that read, to vary in a test.
enum Sample {
  static let author = String(repeating: "A1", count: 32)
  static let rater = String(repeating: "B2", count: 32)

  static func notes(_ changes: [String: String]...) -> PlainTable {
    table(PublicColumns.notes, changes) { index in
      [
        "noteId": "\(100 + index)", "noteAuthorParticipantId": author,
        "createdAtMillis": "1700000000000", "tweetId": "17", "classification": "NOT_MISLEADING",
        "summary": "text \(index)",
      ]
    }
  }

  static func ratings(_ changes: [String: String]...) -> PlainTable {
    table(PublicColumns.ratings, changes) { index in
      [
        "noteId": "\(100 + index)", "raterParticipantId": rater,
        "createdAtMillis": "1700000000001", "helpfulnessLevel": "HELPFUL", "version": "2",
        "helpfulClear": "1", "ratedOnTweetId": "17", "ratingSourceBucketed": "DEFAULT",
      ]
    }
  }

  static func history(_ changes: [String: String]...) -> PlainTable {
    table(PublicColumns.history, changes) { index in
      [
        "noteId": "\(100 + index)", "noteAuthorParticipantId": author,
        "createdAtMillis": "1700000000000", "currentStatus": "NEEDS_MORE_RATINGS",
        "currentDecidedBy": "CoreModel (v1.1)",
      ]
    }
  }

  static func enrollment(_ changes: [String: String]...) -> PlainTable {
    table(PublicColumns.enrollment, changes) { index in
      [
        "participantId": "person \(index)", "enrollmentState": "earnedIn",
        "successfulRatingNeededToEarnIn": "5", "timestampOfLastStateChange": "1700000000000",
        "timestampOfLastEarnOut": "1", "modelingPopulation": "CORE", "modelingGroup": "13",
        "numberOfTimesEarnedOut": "0",
      ]
    }
  }

  static func requests(_ changes: [String: String]...) -> PlainTable {
    table(PublicColumns.requests, changes) { index in
      [
        "tweetId": "\(17 + index)", "sourceLinks": "[\"https://example.org\"]",
        "suggestions": "[]", "noteRequestFeedEligibleTimestamp": "-1",
        "apiSmallFeedEligibleTimestamp": "1700000000000",
      ]
    }
  }

  /// Files of a snapshot with one row a table, some replaced.
  static func files(_ changes: KeyValuePairs<String, [UInt8]?> = [:]) -> [String: [UInt8]] {
    var files = [
      "notes-00000.tsv": notes([:]).bytes, "ratings-00000.tsv": ratings([:]).bytes,
      "noteStatusHistory-00000.tsv": history([:]).bytes,
      "userEnrollment-00000.tsv": enrollment([:]).bytes,
      "noteRequests-00000.tsv": requests([:]).bytes,
    ]
    for (name, bytes) in changes { files[name] = bytes }
    return files
  }

  private static func table(
    _ columns: [String], _ changes: [[String: String]], _ row: (Int) -> [String: String]
  ) -> PlainTable {
    PlainTable(
      columns: columns,
      rows: changes.enumerated().map { row($0.offset).merging($0.element) { $1 } })
  }
}

/// Column names in public order, written out so that the reader's own lists are tested.
enum PublicColumns {
  static let notes =
    "noteId noteAuthorParticipantId createdAtMillis tweetId classification believable harmful validationDifficulty"
    .words + noteReasons.prefix(13) + ["summary"] + noteReasons.suffix(2)
  static let noteReasons =
    """
    misleadingOther misleadingFactualError misleadingManipulatedMedia misleadingOutdatedInformation
    misleadingMissingImportantContext misleadingUnverifiedClaimAsFact misleadingSatire
    notMisleadingOther notMisleadingFactuallyCorrect notMisleadingOutdatedButNotWhenWritten
    notMisleadingClearlySatire notMisleadingPersonalOpinion trustworthySources isMediaNote
    isCollaborativeNote
    """.words
  static let ratings =
    "noteId raterParticipantId createdAtMillis version agree disagree helpful notHelpful helpfulnessLevel"
    .words + tags + "ratedOnTweetId ratingSourceBucketed suggestion suggestionId".words
  static let tags =
    """
    helpfulOther helpfulInformative helpfulClear helpfulEmpathetic helpfulGoodSources
    helpfulUniqueContext helpfulAddressesClaim helpfulImportantContext helpfulUnbiasedLanguage
    notHelpfulOther notHelpfulIncorrect notHelpfulSourcesMissingOrUnreliable
    notHelpfulOpinionSpeculationOrBias notHelpfulMissingKeyPoints notHelpfulOutdated
    notHelpfulHardToUnderstand notHelpfulArgumentativeOrBiased notHelpfulOffTopic
    notHelpfulSpamHarassmentOrAbuse notHelpfulIrrelevantSources notHelpfulOpinionSpeculation
    notHelpfulNoteNotNeeded
    """.words
  static let history =
    """
    noteId noteAuthorParticipantId createdAtMillis timestampMillisOfFirstNonNMRStatus
    firstNonNMRStatus timestampMillisOfCurrentStatus currentStatus
    timestampMillisOfLatestNonNMRStatus mostRecentNonNMRStatus timestampMillisOfStatusLock
    lockedStatus timestampMillisOfRetroLock currentCoreStatus currentExpansionStatus
    currentGroupStatus currentDecidedBy currentModelingGroup
    timestampMillisOfMostRecentStatusChange timestampMillisOfNmrDueToMinStableCrhTime
    currentMultiGroupStatus currentModelingMultiGroup timestampMinuteOfFinalScoringOutput
    timestampMillisOfFirstNmrDueToMinStableCrhTime abovePcrhThresholdTime
    """.words
  static let enrollment =
    """
    participantId enrollmentState successfulRatingNeededToEarnIn timestampOfLastStateChange
    timestampOfLastEarnOut modelingPopulation modelingGroup numberOfTimesEarnedOut
    """.words
  static let requests =
    """
    tweetId sourceLinks suggestions noteRequestFeedEligibleTimestamp apiSmallFeedEligibleTimestamp
    apiLargeFeedEligibleTimestamp apiXlFeedEligibleTimestamp
    """.words
}

extension String {
  fileprivate var words: [String] { split(whereSeparator: \.isWhitespace).map(String.init) }
}

/// Reads files in memory with small blocks, so that short tables span several.
func read(
  _ files: [String: [UInt8]], threads: Int = 2, skipBadRows: Bool = false, blockSize: Int = 200
) throws(SnapshotError) -> (snapshot: Snapshot, report: ReadReport) {
  try SnapshotReader(
    workers: Workers(threads: threads), skipBadRows: skipBadRows, blockSize: blockSize
  ).read(files: files)
}

/// The error that reading files gives; records an issue and returns nil if it gives none.
func readError(
  _ files: [String: [UInt8]], sourceLocation: SourceLocation = #_sourceLocation
) -> SnapshotError? {
  do {
    _ = try read(files)
    Issue.record("the files were read", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}

/// A value that several threads may set.
final class Locked<Value: Sendable>: Sendable {
  private let held: Mutex<Value>

  init(_ value: Value) { held = Mutex(value) }

  var value: Value { held.withLock { $0 } }
  func set(_ value: Value) { held.withLock { $0 = value } }
}
