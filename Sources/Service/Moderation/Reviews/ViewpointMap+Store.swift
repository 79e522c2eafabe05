import CommunityRules
import Foundation
import Moderation
import Storage

extension StoreTransaction {
  /// Where voters stand on the map of the last scoring run, for those who are contributors of the site.
  ///
  /// Who is who is used here and goes no further: neither an alias nor a participant leaves the map,
  /// and what staff see of a reading does not tell whether a voter was on it. Of a decided review
  /// everybody may know whether the map had the greater part in it (`DecidingRule`), which is about all
  /// voters together.
  func viewpointMap(of community: String, voters: Set<MemberID>) throws -> ViewpointMap {
    // Only accounts that sign in by the host whose community it is can be known.
    guard let community = try moderatedCommunity(community), community.isHost,
      let mean = try globalIntercept()
    else { return ViewpointMap() }
    var participants: [MemberID: ParticipantID] = [:]
    for (id, member) in try externalMembers(voters) {
      guard
        let account = try account(authorKey: member.name) ?? account(authorKey: member.userID),
        let membership = try membership(of: account.id)
      else { continue }
      participants[id] = membership.participant
    }
    let known = try raterPositions(Set(participants.values))
    var map = ViewpointMap(mean: mean)
    for (id, participant) in participants {
      guard let position = known[participant] else { continue }
      map.positions[id] = ViewpointMap.Position(
        intercept: position.intercept, factor: position.factor,
        // From 25 on a voter is known as well as can be (`MapEvidence`).
        votesInFit: try ratings(by: participant, before: nil, limit: 25).count)
    }
    return map
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
