import NoteModel

@testable import Snapshot

/// A plain, slow way from table text to rows, against which the reader is compared.
enum Oracle {
  private static let otherNames = [
    "notHelpfulArgumentativeOrInflammatory": "notHelpfulArgumentativeOrBiased",
    "latestNonNMRStatus": "mostRecentNonNMRStatus",
    "timestampMillisOfMostRecentNonNMRStatus": "timestampMillisOfLatestNonNMRStatus",
    "currentDecidedByKey": "currentDecidedBy",
  ]
  private static let neverIsMinusOne = [
    "timestampMillisOfFirstNonNMRStatus", "timestampMillisOfCurrentStatus",
    "timestampMillisOfLatestNonNMRStatus",
  ]
  private static let flags = Set(
    PublicColumns.tags + PublicColumns.noteReasons + ["agree", "disagree", "helpful", "notHelpful"])

  /// Rows with the public columns of a table, in canonical text.
  static func rows(_ text: String, columns: [String], participant: String) -> [[String: String]] {
    var lines = text.split(omittingEmptySubsequences: true) { $0.isNewline }
    let header = lines.removeFirst().split(separator: "\t", omittingEmptySubsequences: false).map {
      let name = String($0)
      return name == "participantId" ? participant : otherNames[name] ?? name
    }
    return lines.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let row = Dictionary(uniqueKeysWithValues: zip(header, cells))
      return Dictionary(
        uniqueKeysWithValues: columns.map { ($0, canonical(row[$0] ?? "", column: $0)) })
    }
  }

  private static func canonical(_ cell: String, column: String) -> String {
    if cell.isEmpty, flags.contains(column) || column == "numberOfTimesEarnedOut" { return "0" }
    if cell == "-1", neverIsMinusOne.contains(column) { return "" }
    if column == "suggestion" || column == "suggestionId" { return "" }
    return cell
  }
}

extension Snapshot {
  func noteRows() -> [[String: String]] {
    (0..<notes.count).map { row in
      let answers = notes.withdrawnAnswers[row]
      var cells = [
        "noteId": "\(noteIDs[Int(notes.note[row])])",
        "noteAuthorParticipantId": participants[Int(notes.author[row])],
        "createdAtMillis": "\(notes.createdAtMillis[row])", "tweetId": "\(notes.postID[row])",
        "classification": notes.classification[row]?.name ?? "", "summary": notes.summary[row],
        "believable": answers.believable.map {
          $0 == .byFew ? "BELIEVABLE_BY_FEW" : "BELIEVABLE_BY_MANY"
        } ?? "",
        "harmful": answers.harmful.map { $0 == .little ? "LITTLE_HARM" : "CONSIDERABLE_HARM" }
          ?? "",
        "validationDifficulty": answers.validationDifficulty.map {
          $0 == .easy ? "EASY" : "CHALLENGING"
        } ?? "",
      ]
      for (bit, name) in PublicColumns.noteReasons.enumerated() {
        cells[name] = "\(notes.reasons[row].rawValue >> bit & 1)"
      }
      return cells
    }
  }

  func ratingRows() -> [[String: String]] {
    (0..<ratings.count).map { row in
      let answer = ratings.answer[row]
      let post = ratings.ratedOnPostID[row]
      var cells = [
        "noteId": "\(noteIDs[Int(ratings.note[row])])",
        "raterParticipantId": participants[Int(ratings.rater[row])],
        "createdAtMillis": "\(ratings.createdAtMillis[row])",
        "version": answer.version.map { "\($0)" } ?? "", "agree": answer.agree ? "1" : "0",
        "disagree": answer.disagree ? "1" : "0", "helpful": answer.legacyHelpful ? "1" : "0",
        "notHelpful": answer.legacyNotHelpful ? "1" : "0",
        "helpfulnessLevel": answer.level?.name ?? "",
        "ratedOnTweetId": post == .min ? "" : "\(post)",
        "ratingSourceBucketed": answer.source?.name ?? "", "suggestion": "", "suggestionId": "",
      ]
      for (bit, name) in PublicColumns.tags.enumerated() {
        cells[name] = "\(ratings.tags[row].rawValue >> bit & 1)"
      }
      return cells
    }
  }

  func historyRows() -> [[String: String]] {
    func text(_ time: OptionalMillis) -> String { time.value.map { "\($0)" } ?? "" }
    func text(_ group: Int16?) -> String { group.map { "\($0)" } ?? "" }
    func text(_ status: NoteStatus?) -> String { status?.name ?? "" }
    return (0..<history.count).map { row in
      let cells = [
        "\(noteIDs[Int(history.note[row])])", participants[Int(history.author[row])],
        "\(history.createdAtMillis[row])", text(history.firstNonNMRStatusAt[row]),
        text(history.firstNonNMRStatus[row]), text(history.currentStatusAt[row]),
        text(history.currentStatus[row]), text(history.latestNonNMRStatusAt[row]),
        text(history.mostRecentNonNMRStatus[row]), text(history.statusLockAt[row]),
        text(history.lockedStatus[row]), text(history.retroLockAt[row]),
        text(history.currentCoreStatus[row]), text(history.currentExpansionStatus[row]),
        text(history.currentGroupStatus[row]),
        history.currentDecidedBy[row].map { history.decidedByNames[Int($0)] } ?? "",
        text(history.currentModelingGroup[row]), text(history.mostRecentStatusChangeAt[row]),
        text(history.nmrDueToMinStableCrhTimeAt[row]), text(history.currentMultiGroupStatus[row]),
        text(history.currentModelingMultiGroup[row]), text(history.finalScoringOutputMinute[row]),
        text(history.firstNmrDueToMinStableCrhTimeAt[row]),
        text(history.abovePcrhThresholdTime[row]),
      ]
      return Dictionary(uniqueKeysWithValues: zip(PublicColumns.history, cells))
    }
  }

  func enrollmentRows() -> [[String: String]] {
    (0..<enrollment.count).map { row in
      let cells = [
        participants[Int(enrollment.participant[row])], enrollment.state[row].name,
        "\(enrollment.successfulRatingNeededToEarnIn[row])",
        enrollment.lastStateChangeAt[row].value.map { "\($0)" } ?? "",
        enrollment.lastEarnOutAt[row].value.map { "\($0)" } ?? "",
        enrollment.modelingPopulation[row]?.name ?? "",
        enrollment.modelingGroup[row].map { "\($0)" } ?? "",
        "\(enrollment.numberOfTimesEarnedOut[row])",
      ]
      return Dictionary(uniqueKeysWithValues: zip(PublicColumns.enrollment, cells))
    }
  }

  func requestRows() -> [[String: String]] {
    func text(_ time: OptionalMillis) -> String { time.value.map { "\($0)" } ?? "" }
    return (0..<requests.count).map { row in
      let cells = [
        "\(requests.postID[row])", requests.sourceLinks[row], requests.suggestions[row],
        text(requests.contributorFeedAt[row]), text(requests.smallFeedAt[row]),
        text(requests.largeFeedAt[row]), text(requests.extraLargeFeedAt[row]),
      ]
      return Dictionary(uniqueKeysWithValues: zip(PublicColumns.requests, cells))
    }
  }
}
