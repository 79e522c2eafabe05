import Factorization
import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Models' columns of contributor scores")
struct ContributorColumnsTests {
  /// Three people, of whom the first two are prescored.
  private let community = {
    var community = ContributorCommunity()
    community.enroll("ann", group: 4)
    community.enroll("bob", group: 9)
    community.add("cid")
    return community
  }()

  private var raters: PrescoredModel.Raters {
    var raters = PrescoredModel.Raters()
    raters.rater = [0, 1]
    raters.parameters = [
      BiasFactor(intercept: 0.5, factor: -1), BiasFactor(intercept: 0.25, factor: .nan),
    ]
    raters.firstRound = [
      BiasFactor(intercept: .nan, factor: .nan), BiasFactor(intercept: 2, factor: 3),
    ]
    raters.crhCrnhRatioDifference = [-4, .nan]
    raters.meanNoteScore = [0.125, .nan]
    raters.raterAgreeRatio = [.nan, 1]
    raters.aboveHelpfulnessThreshold = [false, nil]
    return raters
  }

  private var everyone: PrescoredModel.Raters {
    var raters = PrescoredModel.Raters()
    raters.rater = [0, 1, 2]
    return raters
  }

  private func columns(_ model: ContributorModel, _ names: [String]) throws -> [[String?]] {
    let table = try community.table(models: [model, .fitted(.topicInDimensionTwo, everyone)])
    let all = try table.columns.dropFirst().filter { column in
      guard modelColumns.contains(column) else { return false }
      return try table.texts(column).contains { $0 != nil }
    }
    #expect(Set(all) == Set(names), "the model fills its own columns")
    return try names.map { try table.texts($0) }
  }

  private let modelColumns = Set(
    OutputSchema.helpfulnessScores.columns.map(\.name).filter {
      $0.contains("Rater") || $0.hasPrefix("modeling") || $0.hasSuffix("Reputation")
        || ["crhCrnhRatioDifference", "meanNoteScore", "aboveHelpfulnessThreshold"].contains($0)
        || $0 == "raterAgreeRatio"
    })

  @Test("the core model fills parameters of both rounds and helpfulness scores")
  func core() throws {
    let columns = try columns(
      .fitted(.core, raters),
      [
        "coreRaterIntercept", "coreRaterFactor1", "coreFirstRoundRaterIntercept",
        "coreFirstRoundRaterFactor1", "crhCrnhRatioDifference", "meanNoteScore",
        "raterAgreeRatio", "aboveHelpfulnessThreshold",
      ])
    #expect(
      columns == [
        ["0.5", "0.25", nil], ["-1.0", nil, nil], [nil, "2.0", nil], [nil, "3.0", nil],
        ["-4.0", nil, nil], ["0.125", nil, nil], [nil, "1.0", nil], ["False", nil, nil],
      ])
  }

  @Test(
    "the wider models fill parameters",
    arguments: [
      (ScoringModel.coreWithTopics, "coreWithTopics"), (.expansion, "expansion"),
      (.expansionPlus, "expansionPlus"),
    ])
  func wider(model: ScoringModel, prefix: String) throws {
    let columns = try columns(
      .fitted(model, raters), [prefix + "RaterIntercept", prefix + "RaterFactor1"])
    #expect(columns == [["0.5", "0.25", nil], ["-1.0", nil, nil]])
  }

  private func group(_ number: Int16) -> ScoringModel {
    var model = ScoringModel(name: "Group", columns: .group(number))
    model.groups = ModelingGroups([Int(number)])
    return model
  }

  @Test("a group's model fills parameters and number of its members alone")
  func group() throws {
    let columns = try columns(
      .fitted(group(9), raters), ["groupRaterIntercept", "modelingGroup"])
    #expect(columns == [[nil, "0.25", nil], [nil, "9.0", nil]])
  }

  @Test("models of several groups share columns")
  func groups() throws {
    let table = try community.table(models: [.fitted(group(9), raters), .fitted(group(4), raters)])
    #expect(try table.texts("modelingGroup") == ["4.0", "9.0"])
    #expect(try table.texts("groupRaterIntercept") == ["0.5", "0.25"])
  }

  @Test("a multi-group model fills its number for members of its groups")
  func multiGroup() throws {
    let columns = try columns(
      .fitted(.multiGroup, raters),
      ["multiGroupRaterIntercept", "multiGroupRaterFactor1", "modelingMultiGroup"])
    #expect(columns == [["0.5", nil, nil], ["-1.0", nil, nil], ["1.0", nil, nil]])
  }

  @Test("the reputation model fills reputations")
  func reputation() throws {
    let columns = try columns(
      .reputation(raters: [2, 0], [0.75, .nan]), ["raterHelpfulnessReputation"])
    #expect(columns == [[nil, nil, "0.75"]])
  }

  @Test("models of topics fill nothing")
  func topics() throws {
    #expect(try columns(.fitted(.topicInDimensionTwo, raters), []).isEmpty)
  }
}
