import Moderation

/// How right and wrong moderation decisions fare under three rules that count the same votes, as the
/// share of members who vote as one grows.
struct BrigadeReport {
  static let shares = [0.0, 0.1, 0.2, 0.3]

  /// One row of counts for each rule, over all communities, by share of the brigade.
  let outcomes: [(share: Double, rows: [ModerationReport.Row])]
  let communities: Int

  /// - Parameter communities: how many, with seeds from 1 on.
  init(communities: Int) {
    self.communities = communities
    outcomes = Self.shares.map { share in
      let reports = (1...communities).map { seed in
        var simulation = ModerationSimulation()
        simulation.brigadeShare = share
        simulation.seed = UInt64(seed)
        return simulation.report()
      }
      return (share, Self.sum(reports))
    }
  }

  private static func sum(_ reports: [ModerationReport]) -> [ModerationReport.Row] {
    ModerationReport.Rule.allCases.map { rule in
      // The first outcome stands: that is how a live site decides.
      var total = reports[0][rule, .live]
      for row in reports.dropFirst().map({ $0[rule, .live] }) {
        total.right.add(row.right)
        total.wrong.add(row.wrong)
      }
      return total
    }
  }

  var text: String {
    let simulation = ModerationSimulation()
    var lines = [
      "\(communities) communities of \(simulation.members) members, \(simulation.items) decisions each, "
        + "\(simulation.votesPerItem) votes on each; the first outcome stands.",
      "",
      "brigade  rule               right kept  right undone  wrong undone  wrong kept   open",
    ]
    for (share, rows) in outcomes {
      for row in rows {
        let right = row.right
        let wrong = row.wrong
        lines.append(
          [
            row.rule == ModerationReport.Rule.allCases.first
              ? "\(Int((100 * share).rounded())) %".leading(7) : String(repeating: " ", count: 7),
            row.rule.words.padded(17),
            String(share: right.confirmed, of: right.total).leading(10),
            String(share: right.reversed, of: right.total).leading(12),
            String(share: wrong.reversed, of: wrong.total).leading(12),
            String(share: wrong.confirmed, of: wrong.total).leading(10),
            String(share: right.undecided + wrong.undecided, of: right.total + wrong.total).leading(
              6),
          ].joined(separator: "  "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ModerationReport.Row.Count {
  fileprivate mutating func add(_ other: Self) {
    confirmed += other.confirmed
    reversed += other.reversed
    undecided += other.undecided
  }
}

extension ModerationReport.Rule {
  fileprivate var words: String {
    switch self {
    case .majority: "majority"
    case .bayesianAverage: "Bayesian average"
    case .consensus: "consensus"
    }
  }
}
