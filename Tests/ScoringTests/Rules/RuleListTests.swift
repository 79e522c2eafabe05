import NoteModel
import Testing

@testable import Scoring

@Suite("Lists of rules")
struct RuleListTests {
  @Test("of final scoring stand in the order of the specification")
  func finalOrder() {
    #expect(
      ScoringModel.core.finalRules(isMainPass: true).map(\.name) == [
        .initialNeedsMoreRatings, .generalHelpful, .generalNotHelpful, .upperBoundNotHelpful,
        .ratioNotHelpful, .notMisleadingNotHelpful, .generalHelpfulInertia, .tagFilter,
        .incorrectFilter, .lowDiligenceFilter, .largeFactorFilter, .lowInterceptReject,
        .minMinorityRaters, .raterBalance, .noHighVolumeIntercept, .noCorrelatedIntercept,
      ])
  }

  @Test("of the first round give a status and filter nothing")
  func firstRound() {
    #expect(
      ScoringModel.core.firstRoundRules.map(\.name) == [
        .initialNeedsMoreRatings, .generalHelpful, .generalNotHelpful, .upperBoundNotHelpful,
        .notMisleadingNotHelpful,
      ])
  }

  @Test("leave out what a model has no threshold for, and in a side pass the side intercepts")
  func optionalRules() {
    let names = ScoringModel.plain.finalRules(isMainPass: false).map(\.name)
    #expect(names.last == .largeFactorFilter)
    #expect(!names.contains(.lowInterceptReject))
    #expect(!names.contains(.minMinorityRaters))
  }

  @Test("ascend, so that a set of rules says their order too")
  func ascending() {
    let values = ScoringModel.core.finalRules(isMainPass: true).map(\.name.rawValue)
    #expect(values == values.sorted())
    let site =
      SiteRule.beforeStabilization.map(\.name) + [.stabilization]
      + SiteRule.afterStabilization.map(\.name)
    #expect(site.map(\.rawValue) == site.map(\.rawValue).sorted())
  }

  @Test("name every rule that applied, even where the status stays")
  func everyRuleIsNamed() {
    var note = NoteEvidence(classification: .notMisleading, ratingCount: 5, intercept: -0.5)
    note.factor = 0
    note.interceptMax = -0.3
    let verdict = ScoringModel.core.finalRules(isMainPass: true).verdict(on: note)
    #expect(verdict.status == .notHelpful)
    #expect(
      verdict.rules.rules == [
        .initialNeedsMoreRatings, .generalNotHelpful, .upperBoundNotHelpful,
        .notMisleadingNotHelpful,
      ])
  }

  @Test("let the last rule that applies decide")
  func lastDecides() {
    let note = NoteEvidence(
      classification: .misleading, ratingCount: 20, intercept: 0.45, factor: 0.6)
    let verdict = ScoringModel.core.finalRules(isMainPass: true).verdict(on: note)
    #expect(verdict.status == .firmReject)
    #expect(verdict.rules.last == .largeFactorFilter)
  }

  @Test("leave a note without any number where it began")
  func noEvidence() {
    let verdict = ScoringModel.core.finalRules(isMainPass: true)
      .verdict(on: NoteEvidence())
    #expect(verdict.status == .needsMoreRatings)
    #expect(verdict.rules.text == "InitialNMR (v1.0)")
  }
}

@Suite("A set of rules")
struct RuleSetTests {
  private func set(_ rules: [RuleName]) -> RuleSet {
    var set = RuleSet()
    for rule in rules { set.insert(rule) }
    return set
  }

  @Test("prints names in the order applied, joined by commas")
  func text() {
    #expect(
      set([.lowDiligenceFilter, .initialNeedsMoreRatings]).text
        == "InitialNMR (v1.0),FilterLowDiligence (v1.0)")
    #expect(RuleSet().text.isEmpty)
  }

  @Test("knows the last rule, which decided")
  func last() {
    #expect(set([.coreModel, .metaInitialNeedsMoreRatings]).last == .coreModel)
    #expect(RuleSet().last == nil)
  }

  @Test("has room for every rule", arguments: RuleName.allCases)
  func everyRule(rule: RuleName) {
    let set = set([rule])
    #expect(set.contains(rule))
    #expect(set.rules == [rule])
    #expect(set.last == rule)
  }

  @Test("has a name of its own for every rule")
  func names() {
    #expect(Set(RuleName.allCases.map(\.name)).count == RuleName.allCases.count)
  }

  @Test("allows no lock by rules that hold back, guard, start or only widen")
  func locks() {
    let never: [RuleName] =
      [.metaInitialNeedsMoreRatings, .expansionPlusModel] + RuleName.topicModels
      + [.populationSampledIntercept, .stabilization, .scoringDriftGuard]
    let ofModels = RuleName.allCases.prefix { $0 != .metaInitialNeedsMoreRatings }
    #expect(RuleName.allCases.filter { !$0.allowsLock } == Array(ofModels) + never)
  }
}
