import CommunityRules
import Foundation
import Moderation
import Storage

/// Where voters stand on the map of the last scoring run, for those who are contributors of the site,
/// and where an item stands among them.
///
/// Who is who is used here and goes no further: neither an alias nor a participant leaves this value,
/// and what staff see of a reading does not tell whether a voter was on the map. Of a decided review
/// everybody may know whether the map had the greater part in it (`DecidingRule`), which is about all
/// voters together.
struct ViewpointMap: Sendable {
  private var positions: [MemberID: (intercept: Double, factor: Double)] = [:]
  private var votesInFit: [MemberID: Int] = [:]
  /// The global intercept of the run.
  private var mean = 0.0

  /// Regularisation of the scorer's note fits.
  private static let interceptPenalty = 0.15
  private static let factorPenalty = 0.03

  /// Only accounts that sign in by the host whose community it is can be known.
  init(_ store: any StoreTransaction, community: String, voters: Set<MemberID>) throws {
    guard let community = try store.moderatedCommunity(community), community.isHost,
      let mean = try store.globalIntercept()
    else { return }
    self.mean = mean
    var participants: [MemberID: ParticipantID] = [:]
    for (id, member) in try store.externalMembers(voters) {
      guard
        let account = try store.account(authorKey: member.name)
          ?? store.account(authorKey: member.userID),
        let membership = try store.membership(of: account.id)
      else { continue }
      participants[id] = membership.participant
    }
    let known = try store.raterPositions(Set(participants.values))
    for (id, participant) in participants {
      guard let position = known[participant] else { continue }
      positions[id] = (position.intercept, position.factor)
      // From 25 on a voter is known as well as can be (`MapEvidence`).
      votesInFit[id] = try store.ratings(by: participant, before: nil, limit: 25).count
    }
  }

  /// Fits the item's intercept and factor to the votes of those on the map, their own parameters
  /// held: the ridge regression of the scorer's note fits.
  func reading(of votes: [CastVote]) -> ConsensusRule.Map {
    let known = votes.compactMap { vote in
      positions[vote.voter].map { (position: $0, favour: vote.favour) }
    }
    guard known.count >= 2 else { return ConsensusRule.Map() }
    // Normal equations of two unknowns. Penalties are per vote, as the scorer's mean loss has them.
    let count = Double(known.count)
    var (sumF, sumFF, sumR, sumFR) = (0.0, 0.0, 0.0, 0.0)
    for (position, favour) in known {
      let rest = favour - mean - position.intercept
      sumF += position.factor
      sumFF += position.factor * position.factor
      sumR += rest
      sumFR += rest * position.factor
    }
    let a = count + Self.interceptPenalty * count
    let b = sumFF + Self.factorPenalty * count
    let determinant = a * b - sumF * sumF
    guard abs(determinant) > 1e-12 else { return ConsensusRule.Map() }
    let item = FittedItem(
      intercept: (sumR * b - sumFR * sumF) / determinant,
      factor: (a * sumFR - sumF * sumR) / determinant)
    return ConsensusRule.Map(item: item, votesInFit: votesInFit)
  }
}

extension StoreTransaction {
  private static var globalIntercept: String { "global intercept of the core model" }

  /// Of the last run that learned raters.
  func globalIntercept() throws -> Double? {
    guard let bytes = try kept(Self.globalIntercept), bytes.count == 8 else { return nil }
    let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let value = Double(bitPattern: bits)
    return value.isFinite ? value : nil
  }

  func keep(globalIntercept value: Double) throws {
    let bits = value.bitPattern
    try keep(
      (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }, as: Self.globalIntercept)
  }
}
