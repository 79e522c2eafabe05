import CommunityRules
import Factorization
import Foundation
import NoteModel
import Scoring
import Snapshot
import Storage

/// Writes what a run decided, all of it in one transaction.
struct RunApplication: Sendable {
  let run: Int64
  let snapshot: Snapshot
  let scored: ScoredSnapshot

  /// The public statuses that the run changed, for notices.
  func apply(_ store: any StoreTransaction) throws -> [StatusChange] {
    let changes = try applyStatuses(store)
    let notices = RunNotices(store: store, now: scored.now)
    try applyContributors(store, notices)
    try notices.statuses(changes)
    try notices.postAuthors()
    let positions = raterPositions
    try store.replaceRaterPositions(positions)
    try store.keepRatersWithViewpoint(positions.count)
    return changes
  }

  private func applyStatuses(_ store: any StoreTransaction) throws -> [StatusChange] {
    var rows: [Int64: Int] = [:]
    for row in 0..<scored.history.count {
      rows[snapshot.noteIDs[Int(scored.history.note[row])]] = row
    }
    // Notes whose scoring is paused keep their statuses, for now (OPS-32).
    let measures = try Showing(store, at: scored.now).measures
    var changed: [StatusRecord] = []
    var changes: [StatusChange] = []
    try store.forEachStatus { before in
      guard let row = rows[before.noteID.rawValue],
        measures.scoresNote(createdAt: before.noteCreatedAt)
      else { return }
      var after = before
      after.take(row, of: scored.history)
      take(Int(scored.history.note[row]), into: &after)
      let isHelpful = after.publicStatus == .helpful
      after.helpfulSince = isHelpful ? before.helpfulSince ?? scored.now : nil
      if before.publicStatus != after.publicStatus {
        changes.append(
          StatusChange(
            note: before.noteID, run: run, at: scored.now, before: before.publicStatus,
            after: after.publicStatus, decidedBy: after.decidedBy))
      }
      if after != before { changed.append(after) }
    }
    for record in changed { try store.put(record) }
    for change in changes { try store.insert(change) }
    return changes
  }

  /// What people are told of a note beside its row in the history.
  private func take(_ note: Int, into record: inout StatusRecord) {
    let verdict = scored.verdicts[note]
    record.tags = [verdict.firstTag, verdict.secondTag].compactMap { $0 }
    record.ratingCount = Int(scored.counts.ratings[note])
    guard let core = scored.models.core, core.isScored[note] else { return }
    let parameters = core.parameters[note]
    record.coreIntercept = Double(parameters.intercept)
    record.intercept = Double(parameters.intercept)
    record.factor = Double(parameters.factor)
  }

  private func applyContributors(
    _ store: any StoreTransaction, _ notices: RunNotices
  ) throws {
    let scores = scored.contributors
    let day = scored.now / Millis.day
    for var contributor in try store.allContributors() {
      guard let position = snapshot.participants.position(of: contributor.id.rawValue) else {
        continue
      }
      let before = contributor
      contributor.impact = Impact(scores, participant: position, scored)
      contributor.enrollment.take(scores, participant: position)
      if contributor != before { try store.update(contributor) }
      try notices.enrollment(
        of: contributor.id, from: before.enrollment, to: contributor.enrollment)
      if contributor.impact.writingImpact != 0 || contributor.impact.ratingImpact != 0 {
        try store.recordImpact(
          contributor.id, day: day, writing: contributor.impact.writingImpact,
          rating: contributor.impact.ratingImpact)
      }
    }
  }

  private var raterPositions: [RaterPosition] {
    guard let raters = scored.prescored.core?.raters else { return [] }
    return raters.rater.indices.compactMap { row in
      let parameters = raters.parameters[row]
      guard !parameters.factor.isNaN, !parameters.intercept.isNaN else { return nil }
      let agreement = raters.raterAgreeRatio[row]
      return RaterPosition(
        rater: ParticipantID(rawValue: snapshot.participants[Int(raters.rater[row])]),
        intercept: Double(parameters.intercept), factor: Double(parameters.factor),
        helpfulness: agreement.isNaN ? nil : agreement,
        isReliable: raters.aboveHelpfulnessThreshold[row] ?? false)
    }
  }
}

extension Impact {
  init(_ scores: ContributorScores, participant: Int, _ scored: ScoredSnapshot) {
    self.init()
    let written = scores.written[participant].notes
    helpfulNotes = Int(written.helpful)
    notHelpfulNotes = Int(written.notHelpful)
    undecidedNotes = Int(written.needsMoreRatings)
    let ratings = scores.ratings[participant]
    helpfulOnHelpful = Int(ratings.successfulHelpful)
    helpfulOnNotHelpful = Int(ratings.unsuccessfulNotHelpful)
    notHelpfulOnHelpful = Int(ratings.unsuccessfulHelpful)
    notHelpfulOnNotHelpful = Int(ratings.successfulNotHelpful)
    ratingsAwaiting = Int(ratings.awaitingMoreRatings)
    ratedAfterDecision = Int(ratings.afterDecision)
    isTopWriter = writingImpact >= 10 && hitRate >= 0.04
    isEmergingWriter = scores.isEmergingWriter[participant] ?? false
    topNotHelpfulTags = scores.topTags[participant].map { [$0.first, $0.second] } ?? []
  }
}

extension Enrollment {
  /// Takes over what the run says the contributor may do; nothing for who neither rated in time nor
  /// wrote. Removal is the operator's alone: no run ends it.
  mutating func take(_ scores: ContributorScores, participant: Int) {
    guard state != .removed, let standing = scores.standing[participant] else { return }
    let lastEarnOut = scores.lastEarnOutAt[participant]
    if lastEarnOut > 1 { lastEarnOutAt = lastEarnOut }
    state = standing.state
    target = Int(standing.impactNeededToEarnIn)
    timesEarnedOut = Int(standing.timesEarnedOut ?? 0)
    lastStateChangeAt = standing.stateChangedAt.value ?? lastStateChangeAt
  }
}
