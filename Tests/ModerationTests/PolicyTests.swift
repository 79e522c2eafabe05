import Foundation
import Testing

@testable import Moderation

@Suite("A moderation policy")
struct ModerationPolicyTests {
  private func decide(
    _ labels: [(String, Double)], _ policy: ModerationPolicy, isFlagged: Bool = false
  ) throws -> PolicyDecision {
    var post = PostFacts()
    post.isFlagged = isFlagged
    return .decide(try Sample.classification(labels), policy, post)
  }

  private static var clear: ModerationPolicy {
    ModerationPolicy(resolving: [.newCommunity], version: 3)
  }

  @Test(
    "sorts scores into tiers, with thresholds that count as reached when equal",
    arguments: [
      ("spam", 0.9, ModerationTier.immediate), ("spam", 0.899, .consensus),
      ("spam", 0.5, .consensus),
      ("spam", 0.499, nil), ("harassment", 0.99, .consensus), ("harassment", 0.49, nil),
    ] as [(String, Double, ModerationTier?)])
  func tiers(label: String, score: Double, tier: ModerationTier?) throws {
    #expect(try decide([(label, score)], Self.clear).verdict?.tier == tier)
  }

  @Test("hides nothing at once by the system's defaults, and sends everything to staff")
  func systemDefaults() throws {
    let verdict = try decide([("spam", 1)], ModerationPolicy()).verdict
    #expect(verdict?.tier == .consensus && verdict?.group == .staff)
  }

  @Test("quotes the first label that triggers, in the classifier's order")
  func reason() throws {
    let decision = try decide(
      [("violence", 0.4), ("hate", 0.6), ("spam", 0.95), ("hate/threatening", 0.99)], Self.clear)
    let verdict = try #require(decision.verdict)
    #expect(verdict.reason == "spam" && verdict.tier == .immediate)
    #expect(verdict.evidence.triggering == ["spam", "hate/threatening"])
    #expect(verdict.evidence.scores["violence"] == 0.4)
    #expect(verdict.evidence.policyVersion == 3 && verdict.evidence.modelVersion == "m1")
  }

  @Test("takes the confidence for a label without a score, and no label that is not flagged")
  func confidenceAndFlags() throws {
    let unscored = try Classification(confidence: 0.95, labels: [.init("spam")])
    #expect(PolicyDecision.decide(unscored, Self.clear, PostFacts()).verdict?.tier == .immediate)
    let unflagged = try Classification(
      confidence: 1, labels: [.init("spam", isFlagged: false, score: 1)])
    #expect(
      PolicyDecision.decide(unflagged, Self.clear, PostFacts()) == .nothing(.belowThresholds))
  }

  @Test("reviews first what it would hide, where hiding at once is off")
  func autoHideOff() throws {
    var policy = Self.clear
    policy.autoHide = false
    policy.labels["spam"] = LabelRule(tier2: nil, tier1: 0.9)
    #expect(try decide([("spam", 0.95)], policy).verdict?.tier == .consensus)
    #expect(try decide([("spam", 0.8)], policy) == .nothing(.belowThresholds))
  }

  @Test("decides nothing on a failed classification, and says why")
  func failure() {
    for failure in Classification.Failure.allCases {
      #expect(
        PolicyDecision.decide(Classification(failed: failure), Self.clear, PostFacts())
          == .nothing(.classificationFailed(failure)))
    }
  }

  @Test(
    "lets the most restrictive matching group review",
    arguments: [
      (["spam"], ReviewGroup.community), (["hate"], .trusted), (["spam", "hate"], .trusted),
      (["hate", "self-harm"], .staff), (["else"], .community),
    ])
  func routing(labels: [String], group: ReviewGroup) throws {
    var policy = ModerationPolicy()
    policy.defaultReviewGroup = .community
    policy.labelRouting = [.community: ["spam"], .trusted: ["hate"], .staff: ["self-harm"]]
    #expect(try decide(labels.map { ($0, 0.6) }, policy).verdict?.group == group)
    policy.labelRouting[.staff] = ["*"]
    #expect(try decide(labels.map { ($0, 0.6) }, policy).verdict?.group == .staff)
  }

  @Test("opens a review for a flag, hides nothing for it, and can route it")
  func flags() throws {
    var policy = Self.clear
    policy.labelRouting = [.trusted: ["user_flag"]]
    let verdict = try #require(try decide([], policy, isFlagged: true).verdict)
    #expect(verdict.tier == .consensus && verdict.reason == "user_flag")
    #expect(verdict.group == .trusted && verdict.action == .hide)
    // The classifier that the flag set going may hide.
    #expect(try decide([("spam", 0.95)], policy, isFlagged: true).verdict?.tier == .immediate)
    policy.routeFlags = false
    #expect(try decide([("spam", 0.95)], policy, isFlagged: true) == .nothing(.flagsNotRouted))
    let failed = PolicyDecision.decide(
      Classification(failed: .timeout), Self.clear,
      {
        var post = PostFacts()
        post.isFlagged = true
        return post
      }())
    #expect(failed.verdict?.reason == "user_flag")
  }

  @Test("leaves the host's own posts, disabled categories and restored texts alone")
  func exemptions() throws {
    let spam = try Sample.classification([("spam", 1)])
    var system = PostFacts()
    system.authorNumber = -1
    #expect(
      PolicyDecision.decide(spam, Self.clear, system) == .nothing(.exempted(.systemAuthor)))
    var disabled = Self.clear
    disabled.enabled = false
    #expect(
      PolicyDecision.decide(spam, disabled, PostFacts()) == .nothing(.exempted(.categoryDisabled)))
    var restored = PostFacts()
    restored.rewrite = Rewrite(from: "one two three", to: "one two three", Self.clear)
    #expect(PolicyDecision.decide(spam, Self.clear, restored) == .nothing(.exempted(.restored)))
    restored.rewrite = Rewrite(from: "one two three", to: "four five six", Self.clear)
    #expect(PolicyDecision.decide(spam, Self.clear, restored).verdict != nil)
  }

  @Test("answers any scores under any thresholds as the order of the tests says")
  func total() throws {
    var dice = Dice(state: 3)
    for _ in 0..<3_000 {
      var policy = ModerationPolicy()
      policy.autoHide = Bool.random(using: &dice)
      for label in ["a", "b", "*"] {
        let tier2 = Bool.random(using: &dice) ? Double.random(in: 0...1, using: &dice) : nil
        let tier1 = Bool.random(using: &dice) ? Double.random(in: 0...1, using: &dice) : nil
        policy.labels[label] = LabelRule(tier2: tier2, tier1: tier1)
      }
      let labels = ["a", "b", "c"].map { ($0, Double.random(in: 0...1, using: &dice)) }
      let hits = labels.map { label, score in
        let rule = policy.labels[label] ?? policy.labels["*"]
        return (rule?.tier1.map { score >= $0 } ?? false, rule?.tier2.map { score >= $0 } ?? false)
      }
      let expected: ModerationTier? =
        policy.autoHide && hits.contains { $0.0 }
        ? .immediate : hits.contains { $0.0 || $0.1 } ? .consensus : nil
      #expect(try decide(labels, policy).verdict?.tier == expected)
    }
  }
}

@Suite("The levels of a policy")
struct PolicyLevelTests {
  @Test("inherit field by field, and label by label")
  func inheritance() {
    var category = PolicyLevel()
    category.labels = ["spam": LabelRule(tier2: 0.7, tier1: 0.95)]
    category.defaultReviewGroup = .community
    var parent = PolicyLevel()
    parent.autoHide = false
    parent.defaultReviewGroup = .trusted
    let policy = ModerationPolicy(resolving: [.newCommunity, parent, category], version: 7)
    #expect(policy.rule(for: "spam") == LabelRule(tier2: 0.7, tier1: 0.95))
    #expect(policy.rule(for: "hate/threatening")?.tier1 == 0.9)
    #expect(policy.rule(for: "anything") == LabelRule(tier2: 0.5))
    #expect(!policy.autoHide && policy.defaultReviewGroup == .community && policy.version == 7)
    #expect(policy.staleAfterHours == 72 && policy.reviewerMinTrustLevel == 2)
  }

  @Test("let no category change what holds for the whole community")
  func communityWide() {
    var category = PolicyLevel()
    category.trustLevelSource = .membership
    category.scanExemptRewriteRatio = 1
    let policy = ModerationPolicy(resolving: [PolicyLevel(), category], version: 1)
    #expect(policy.trustLevelSource == .adapter && policy.scanExemptRewriteRatio == 0.4)
    #expect(
      category.problems(isCategory: true) == [
        PolicyProblem(field: "scan_exempt_rewrite_ratio", what: .communityWide),
        PolicyProblem(field: "trust_level_source", what: .communityWide),
      ])
    #expect(category.problems(isCategory: false).isEmpty)
  }

  @Test("name every problem by its field")
  func problems() {
    var level = PolicyLevel()
    level.labels = [
      "spam": LabelRule(tier2: 0.9, tier1: 0.5), "hate": LabelRule(tier2: 1.5, action: .warn),
      "nan": LabelRule(tier2: .nan), "": LabelRule(tier2: nil),
    ]
    level.labelRouting = [.staff: [String(repeating: "x", count: 101)]]
    level.reviewerMinTrustLevel = 5
    level.staleAfterHours = 0
    #expect(
      level.problems(isCategory: false, actions: ActionKind.discourse) == [
        PolicyProblem(field: "label_routing.staff", what: .nameTooLong(limit: 100)),
        PolicyProblem(field: "labels", what: .emptyName),
        PolicyProblem(field: "labels.hate.action", what: .unsupportedAction(.warn)),
        PolicyProblem(field: "labels.hate.tier2", what: .outOfRange(0...1)),
        PolicyProblem(field: "labels.nan.tier2", what: .outOfRange(0...1)),
        PolicyProblem(field: "labels.spam.tier2", what: .tier2AboveTier1),
        PolicyProblem(field: "reviewer_min_trust_level", what: .outOfRange(0...4)),
        PolicyProblem(field: "stale_after_hours", what: .outOfRange(1...8_760)),
      ])
    #expect(PolicyLevel.newCommunity.problems(isCategory: false).isEmpty)
  }

  @Test("keep every version, with who made it, and refuse a change to one that was not read")
  func history() throws {
    var level = PolicyLevel()
    level.autoHide = false
    let first = try PolicyHistory(isCategory: true).changing(to: level, by: "admin", at: 5)
    let second = try first.changing(to: nil, by: "other", at: 6, ifVersion: 1)
    #expect(second.currentVersion == 2 && second.current == nil)
    #expect(second.level(ofVersion: 1) == level)
    #expect(second.versions.map(\.changedBy) == ["admin", "other"])
    #expect(throws: PolicyHistory.Refusal.versionMismatch(current: 2)) {
      () throws(PolicyHistory.Refusal) in
      try second.changing(to: level, by: "admin", at: 7, ifVersion: 1)
    }
    level.staleAfterHours = -1
    #expect(throws: (PolicyHistory.Refusal).self) {
      () throws(PolicyHistory.Refusal) in try second.changing(to: level, by: "admin", at: 7)
    }
  }

  @Test("survive being stored")
  func stored() throws {
    var level = PolicyLevel.newCommunity
    level.labelRouting = [.staff: ["*"], .trusted: ["hate"]]
    let data = try JSONEncoder().encode(level)
    #expect(try JSONDecoder().decode(PolicyLevel.self, from: data) == level)
    #expect(String(decoding: data, as: UTF8.self).contains(#""staff":["*"]"#))
  }

  @Test(
    "hide on consensus only where both settings allow it",
    arguments: [
      (true, false, ConsensusEffect.carryOut), (true, true, .awaitStaff),
      (false, false, .awaitStaff),
      (false, true, .awaitStaff),
    ])
  func consensusEffect(autoHide: Bool, approval: Bool, effect: ConsensusEffect) {
    var policy = ModerationPolicy()
    policy.autoHideOnConsensus = autoHide
    policy.staffApprovalRequired = approval
    #expect(policy.consensusEffect == effect)
  }
}

@Suite("A classification")
struct ClassificationTests {
  @Test("is refused with numbers outside 0…1 and labels that cannot be told apart")
  func bounds() {
    for (confidence, labels, problem) in [
      (1.1, [], Classification.Problem.outOfRange(field: "confidence")),
      (.nan, [], .outOfRange(field: "confidence")),
      (0.5, [.init("a", score: -0.1)], .outOfRange(field: "category_scores.a")),
      (0.5, [.init("a"), .init("a")], .repeatedLabel("a")), (0.5, [.init("")], .emptyLabel),
      (0.5, (0...200).map { .init("\($0)") }, .tooManyLabels),
    ] as [(Double, [Classification.Judgement], Classification.Problem)] {
      #expect(throws: problem) {
        () throws(Classification.Problem) in
        try Classification(confidence: confidence, labels: labels)
      }
    }
  }

  @Test("that failed is tried again five times over five hours")
  func retries() {
    let times = (1...6).map { ClassificationRetries.next(afterFailures: $0, lastAt: 0) }
    #expect(times == [60_000, 300_000, 900_000, 3_600_000, 14_400_000, nil])
  }
}
