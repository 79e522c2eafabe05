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
      case .core(let raters):
        setParameters("core", raters, rows)
        self["coreFirstRoundRaterIntercept"] = .floats(
          rows.spread(raters.firstRound.map(\.intercept), of: raters.rater, missing: .nan))
        self["coreFirstRoundRaterFactor1"] = .floats(
          rows.spread(raters.firstRound.map(\.factor), of: raters.rater, missing: .nan))
        self["crhCrnhRatioDifference"] = .doubles(
          rows.spread(raters.crhCrnhRatioDifference, of: raters.rater, missing: .nan))
        self["meanNoteScore"] = .doubles(
          rows.spread(raters.meanNoteScore, of: raters.rater, missing: .nan))
        self["raterAgreeRatio"] = .doubles(
          rows.spread(raters.raterAgreeRatio, of: raters.rater, missing: .nan))
        self["aboveHelpfulnessThreshold"] = .booleans(
          rows.spread(raters.aboveHelpfulnessThreshold, of: raters.rater, missing: nil))
      case .coreWithTopics(let raters): setParameters("coreWithTopics", raters, rows)
      case .expansion(let raters): setParameters("expansion", raters, rows)
      case .expansionPlus(let raters): setParameters("expansionPlus", raters, rows)
      case .group(let group, let raters):
        groups.add(group, raters, rows) { modelingGroup[$0] == group }
      case .multiGroup(let number, let members, let raters):
        multiGroups.add(number, raters, rows) {
          modelingGroup[$0].map(members.contains) ?? false
        }
      case .reputation(let raters, let reputation):
        self["raterHelpfulnessReputation"] = .floats(
          rows.spread(reputation, of: raters, missing: .nan))
      case .listed: break
      }
    }
    set(groups, "group", number: "modelingGroup")
    set(multiGroups, "multiGroup", number: "modelingMultiGroup")
  }

  private mutating func setParameters(
    _ prefix: String, _ raters: PrescoredModel.Raters, _ rows: ContributorRows
  ) {
    let parameters = rows.spread(raters.parameters, of: raters.rater, missing: .missing)
    self[prefix + "RaterIntercept"] = .floats(parameters.map(\.intercept))
    self[prefix + "RaterFactor1"] = .floats(parameters.map(\.factor))
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
