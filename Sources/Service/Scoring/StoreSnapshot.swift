import CommunityRules
import NoteModel
import Snapshot
import Storage

/// The group that all contributors of a site belong to: one that the core models read and that has
/// no model of its own.
let siteModelingGroup: Int16 = 19

extension Snapshot {
  /// What a site knows, as the tables that scoring reads and that are published.
  ///
  /// Everything is read inside one transaction, so that the tables agree. About 40 bytes a rating
  /// and 150 a note beside the texts.
  ///
  /// Notes of automated writers that are still tested, and ratings of them, are no part of it.
  ///
  /// - Parameters:
  ///   - until: contributions made later are left out.
  ///   - run: whose kept inputs to take for the history and the enrollments; nil: as they are now.
  init(_ store: any StoreTransaction, until: Int64 = .max, inputsOf run: Int64? = nil) throws {
    let participants = try SiteParticipants(store, inputsOf: run)
    self.init(participants: participants.ids)
    try readHistory(store, participants, until: until, inputsOf: run)
    try readNotes(store, participants)
    try readRatings(store, participants, until: until)
    try readEnrollment(store, participants)
    requests = try NoteRequestTable(store, until: until)
  }

  /// Every note has a row from the moment it was written; deleted ones keep theirs.
  private mutating func readHistory(
    _ store: any StoreTransaction, _ participants: SiteParticipants, until: Int64,
    inputsOf run: Int64?
  ) throws {
    var names: [String: UInt16] = [:]
    func read(_ record: StatusRecord) {
      guard record.noteCreatedAt <= until, let author = participants.position[record.author] else {
        return
      }
      let decidedBy = record.decidedBy.map { name in
        if let known = names[name] { return known }
        let position = UInt16(history.decidedByNames.count)
        names[name] = position
        history.decidedByNames.append(name)
        return position
      }
      history.append(record, note: UInt32(noteIDs.count), author: author, decidedBy: decidedBy)
      noteIDs.append(record.noteID.rawValue)
    }
    if let run {
      try store.forEachStatus(inInputsOfRun: run, read)
    } else {
      try store.forEachStatus(read)
    }
  }

  private mutating func readNotes(
    _ store: any StoreTransaction, _ participants: SiteParticipants
  ) throws {
    var position = 0
    var texts: [String] = []
    try store.forEachNote { note in
      while position < noteIDs.count, noteIDs[position] < note.id.rawValue { position += 1 }
      guard position < noteIDs.count, noteIDs[position] == note.id.rawValue,
        let author = participants.position[note.author]
      else { return }
      notes.note.append(UInt32(position))
      notes.author.append(author)
      notes.createdAtMillis.append(note.createdAt)
      notes.postID.append(note.postID.rawValue)
      notes.classification.append(note.classification)
      notes.reasons.append(note.answers)
      notes.withdrawnAnswers.append(WithdrawnAnswers())
      texts.append(Self.asPublished(note.summary))
    }
    notes.summary = TextColumn(texts)
  }

  /// A text on one line, as the public table has it: scoring must not read another.
  private static func asPublished(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(
      decoding: text.utf8.map { [0x09, 0x0A, 0x0D].contains($0) ? 0x20 : $0 }, as: UTF8.self)
  }

  private mutating func readRatings(
    _ store: any StoreTransaction, _ participants: SiteParticipants, until: Int64
  ) throws {
    var position = 0
    // The store has a note's ratings in the order in which its raters joined, which is nobody's to
    // know; here they are in the order of participant ids, which are random.
    var ofNote: [(rater: UInt32, row: RatingRow)] = []
    func flush() {
      ofNote.sort { $0.rater < $1.rater }
      for (rater, row) in ofNote { append(row, by: rater, note: UInt32(position)) }
      ofNote.removeAll(keepingCapacity: true)
    }
    try store.forEachRating { row in
      guard row.createdAt <= until, let rater = participants.positionByKey[row.raterKey] else {
        return
      }
      if position < noteIDs.count, noteIDs[position] < row.note { flush() }
      while position < noteIDs.count, noteIDs[position] < row.note { position += 1 }
      guard position < noteIDs.count, noteIDs[position] == row.note else { return }
      ofNote.append((rater, row))
    }
    flush()
  }

  private mutating func append(_ row: RatingRow, by rater: UInt32, note: UInt32) {
    ratings.note.append(note)
    ratings.rater.append(rater)
    ratings.createdAtMillis.append(row.createdAt)
    ratings.answer.append(
      RatingAnswer(level: row.answer, version: Self.ratingForm, source: row.source))
    ratings.tags.append(RatingTags(rawValue: row.tags))
    ratings.ratedOnPostID.append(row.ratedOn)
  }

  /// Generation of the rating form with three answers.
  private static let ratingForm: UInt8 = 2

  private mutating func readEnrollment(
    _ store: any StoreTransaction, _ participants: SiteParticipants
  ) throws {
    for contributor in participants.contributors {
      guard let position = participants.position[contributor.id] else { continue }
      let state = contributor.enrollment
      enrollment.participant.append(position)
      enrollment.state.append(state.state)
      enrollment.successfulRatingNeededToEarnIn.append(Int32(clamping: state.target))
      enrollment.lastStateChangeAt.append(
        OptionalMillis(state.lastStateChangeAt ?? contributor.joinedAt))
      enrollment.lastEarnOutAt.append(OptionalMillis(state.lastEarnOutAt ?? 1))
      enrollment.modelingPopulation.append(.core)
      enrollment.modelingGroup.append(siteModelingGroup)
      enrollment.numberOfTimesEarnedOut.append(Int32(clamping: state.timesEarnedOut))
    }
  }
}

/// Everybody who ever joined, ascending by participant id, and how tables name them. Automated writers
/// that are still tested are not among them.
private struct SiteParticipants {
  let contributors: [Contributor]
  let ids: ParticipantIDs
  /// By participant id.
  let position: [ParticipantID: UInt32]
  /// By the short number that ratings carry.
  let positionByKey: [Int64: UInt32]

  init(_ store: any StoreTransaction, inputsOf run: Int64?) throws {
    var contributors = try store.allContributors()
    if let run {
      let enrollments = try store.enrollments(inInputsOfRun: run)
      contributors = contributors.compactMap { contributor in
        enrollments[contributor.id].map { enrollment in
          var contributor = contributor
          contributor.enrollment = enrollment
          return contributor
        }
      }
    }
    contributors.removeAll { $0.enrollment.state == .apiTestUser }
    self.contributors = contributors
    ids = ParticipantIDs(contributors.map(\.id.rawValue))
    var position: [ParticipantID: UInt32] = [:]
    for contributor in contributors {
      position[contributor.id] = ids.position(of: contributor.id.rawValue).map { UInt32($0) }
    }
    self.position = position
    positionByKey = Dictionary(
      try store.raterKeys().compactMap { key, participant in
        position[participant].map { (key, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }
}
