import Factorization
import Snapshot

extension OutputTable {
  /// Sets the columns of all models; those of absent models stay empty.
  ///
  /// - Parameters:
  ///   - listed: the participants of the rows.
  ///   - modelingGroup: by position in `Snapshot.participants`.
  mutating func set(_ models: [ContributorModel], listed: [UInt32], modelingGroup: [Int16?]) {
    let rows = ContributorRows(listed, participants: modelingGroup.count)
    var groups = CoalescedRaters(count: listed.count)
    var multiGroups = groups
    for model in models {
      switch model {
      case .fitted(let model, let raters):
        func isMember(_ participant: Int) -> Bool {
          guard let members = model.groups else { return true }
          return modelingGroup[participant].map(members.contains) ?? false
        }
        switch model.columns {
        case .own(let prefix): set(raters, rows, prefix: prefix)
        case .group(let group): groups.add(group, raters, rows, where: isMember)
        case .multiGroup(let number): multiGroups.add(number, raters, rows, where: isMember)
        case .topic: break
        }
      case .reputation(let raters, let reputation):
        self["raterHelpfulnessReputation"] = .floats(
          rows.spread(reputation, of: raters, missing: .nan))
      }
    }
    set(groups, "group", number: "modelingGroup")
    set(multiGroups, "multiGroup", number: "modelingMultiGroup")
  }

  /// Sets the columns of a model that has columns of its own; Core shows more than the others.
  private mutating func set(
    _ raters: PrescoredModel.Raters, _ rows: ContributorRows, prefix: String
  ) {
    func spread<Value>(_ values: [Value], missing: Value) -> [Value] {
      rows.spread(values, of: raters.rater, missing: missing)
    }
    let parameters = spread(raters.parameters, missing: .missing)
    self[prefix + "RaterIntercept"] = .floats(parameters.map(\.intercept))
    self[prefix + "RaterFactor1"] = .floats(parameters.map(\.factor))
    guard ScoringModel.core.columns == .own(prefix: prefix) else { return }
    let firstRound = spread(raters.firstRound, missing: .missing)
    self["coreFirstRoundRaterIntercept"] = .floats(firstRound.map(\.intercept))
    self["coreFirstRoundRaterFactor1"] = .floats(firstRound.map(\.factor))
    self["crhCrnhRatioDifference"] = .doubles(
      spread(raters.crhCrnhRatioDifference, missing: .nan))
    self["meanNoteScore"] = .doubles(spread(raters.meanNoteScore, missing: .nan))
    self["raterAgreeRatio"] = .doubles(spread(raters.raterAgreeRatio, missing: .nan))
    self["aboveHelpfulnessThreshold"] = .booleans(
      spread(raters.aboveHelpfulnessThreshold, missing: nil))
  }

  private mutating func set(_ raters: CoalescedRaters, _ prefix: String, number: String) {
    self[prefix + "RaterIntercept"] = .floats(raters.parameters.map(\.intercept))
    self[prefix + "RaterFactor1"] = .floats(raters.parameters.map(\.factor))
    self[number] = .groups(raters.number)
  }
}

/// Where each participant's row is.
private struct ContributorRows {
  let count: Int
  /// By position in `Snapshot.participants`; −1 without a row.
  private var rowOf: [Int32]

  init(_ listed: [UInt32], participants: Int) {
    count = listed.count
    rowOf = Array(repeating: -1, count: participants)
    for (row, participant) in listed.enumerated() { rowOf[Int(participant)] = Int32(row) }
  }

  /// The row of a participant that some model names, and that therefore has one.
  subscript(_ participant: UInt32) -> Int { Int(rowOf[Int(participant)]) }

  /// A column of all rows from the values of some participants.
  func spread<Value>(_ values: [Value], of raters: [UInt32], missing: Value) -> [Value] {
    var column = Array(repeating: missing, count: count)
    for (rater, value) in zip(raters, values) { column[self[rater]] = value }
    return column
  }
}

/// The raters of several models that share columns, as nobody is a member of two of them.
private struct CoalescedRaters {
  var parameters: [BiasFactor]
  /// Which of the models the rater is in.
  var number: [Int16?]

  init(count: Int) {
    parameters = Array(repeating: .missing, count: count)
    number = Array(repeating: nil, count: count)
  }

  mutating func add(
    _ number: Int16, _ raters: PrescoredModel.Raters, _ rows: ContributorRows,
    where isMember: (Int) -> Bool
  ) {
    for (rater, parameters) in zip(raters.rater, raters.parameters) where isMember(Int(rater)) {
      self.parameters[rows[rater]] = parameters
      self.number[rows[rater]] = number
    }
  }
}
