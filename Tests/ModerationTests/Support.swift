import Moderation

/// Values that several suites build on.
enum Sample {
  static let now: Int64 = 1_770_000_000_000

  static func item(
    _ tier: ModerationTier, group: ReviewGroup = .community, author: MemberID = "author",
    isLate: Bool = false
  ) throws(ReviewRefusal) -> ReviewStep {
    try ReviewItem.opening(
      "item", postAuthor: author,
      action: ModerationAction(
        kind: .hide, tier: tier, reviewGroup: group, policyVersion: 3, at: now),
      isLate: isLate, at: now)
  }

  static let hash = String(repeating: "0a", count: 32)

  static func staff(_ channel: StaffActor.Channel = .ownInterface) -> StaffActor {
    StaffActor("moderator", via: channel)
  }

  /// Every command that a review may be given.
  static let commands: [ReviewCommand] =
    ReviewOutcome.allCases.flatMap { outcome in
      ConsensusEffect.allCases.map { .consensus(outcome, $0) }
    }
    + StaffCommand.allCases.flatMap { power in
      StaffActor.Channel.allCases.map { .staff(power, staff($0)) }
    }
    + [
      .system(.opened), .system(.acknowledged(platformActionID: "host-1")),
      .system(.acknowledged(platformActionID: nil)),
      .system(.exemptionRecorded(contentHash: hash)), .system(.superseded(by: "next")),
      .system(
        .rewritten(tier: .immediate, kind: .hide, group: .trusted, policyVersion: 4)),
      .system(
        .rewritten(tier: .consensus, kind: .hide, group: .community, policyVersion: 5)),
    ]

  static func classification(
    _ labels: [(String, Double)], confidence: Double = 0.5
  ) throws(Classification.Problem) -> Classification {
    try Classification(
      confidence: confidence,
      labels: labels.map { Classification.Judgement($0.0, score: $0.1) }, modelVersion: "m1")
  }
}

/// Small and the same everywhere.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
  }
}

/// The votes of some members, all the same.
func votes(_ voters: some Sequence<MemberID>, _ value: VoteValue) -> [CastVote] {
  voters.map { CastVote($0, value) }
}

func members(_ count: Int, _ name: String = "member") -> [MemberID] {
  (0..<count).map { MemberID("\(name)-\($0)") }
}
