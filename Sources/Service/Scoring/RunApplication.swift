import CommunityRules
import Factorization
import Foundation
import NoteModel
import Scoring
import Snapshot
import Storage

/// What a run decided, to be held against what the store keeps.
struct RunApplication: Sendable {
  let run: Int64
  let snapshot: Snapshot
  let scored: ScoredSnapshot

  /// What has to be written. Reads every status and every contributor: in a reading transaction,
  /// where nobody waits for it.
  func difference(_ store: any StoreTransaction) throws -> RunDifference {
    var difference = RunDifference(run: run, at: scored.now)
    try compareStatuses(store, &difference)
    try compareContributors(store, &difference)
    let positions = raterPositions
    difference.viewpoints = positions.count
    let before = try store.raterPositions()
    difference.positions = positions.filter { before[$0.rater] != $0 }
    difference.lostPositions = Array(Set(before.keys).subtracting(positions.map(\.rater)))
    difference.compareFactors(
      scored.prescored.factors(snapshot.participants), with: try store.modelFactors())
    difference.globalIntercept = scored.prescored.core?.meta.globalIntercept.map(Double.init)
    return difference
  }

  private func compareStatuses(
    _ store: any StoreTransaction, _ difference: inout RunDifference
  ) throws {
    var rows: [Int64: Int] = [:]
    for row in 0..<scored.history.count {
      rows[snapshot.noteIDs[Int(scored.history.note[row])]] = row
    }
    try store.forEachStatus { before in
      guard let row = rows[before.noteID.rawValue] else { return }
      var after = before
      after.take(row, of: scored.history)
      take(Int(scored.history.note[row]), into: &after)
      let isHelpful = after.publicStatus == .helpful
      after.helpfulSince = isHelpful ? before.helpfulSince ?? scored.now : nil
      difference.add(before, after)
    }
  }

  /// What people are told of a note beside its row in the history.
  private func take(_ note: Int, into record: inout StatusRecord) {
    let verdict = scored.verdicts[note]
    record.tags = [verdict.firstTag, verdict.secondTag].compactMap { $0 }
    record.ratingCount = Int(scored.counts.ratings[note])
    guard let core = scored.models.core, core.isScored[note] else { return }
    let parameters = core.parameters[note]
    // Of a note that too few rated there is no number, and none is kept.
    guard !parameters.intercept.isNaN, !parameters.factor.isNaN else {
      (record.coreIntercept, record.intercept, record.factor) = (nil, nil, nil)
      return
    }
    record.coreIntercept = Double(parameters.intercept)
    record.intercept = Double(parameters.intercept)
    record.factor = Double(parameters.factor)
  }

  private func compareContributors(
    _ store: any StoreTransaction, _ difference: inout RunDifference
  ) throws {
    let scores = scored.contributors
    let day = scored.now / Millis.day
    let recorded = try store.impacts(onDay: day)
    for before in try store.allContributors() {
      guard let position = snapshot.participants.position(of: before.id.rawValue) else { continue }
      var after = before
      after.impact = Impact(scores, participant: position, scored)
      // Where AI writers stand is decided elsewhere.
      if !before.isAutomated { after.enrollment.take(scores, participant: position) }
      if after != before { difference.contributors.append((before, after)) }
      let impact = ImpactOnDay(
        day: day, writing: after.impact.writingImpact, rating: after.impact.ratingImpact)
      if impact.writing != 0 || impact.rating != 0 || recorded[after.id] != nil,
        recorded[after.id] != impact
      {
        difference.impacts.append((after.id, impact))
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
