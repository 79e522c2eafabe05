/// How often each rule was right, on the same votes.
public struct ModerationReport: Hashable, Codable, Sendable {
  public let simulation: ModerationSimulation
  public let rows: [Row]

  public enum Rule: String, Codable, Sendable, CaseIterable {
    case majority
    case bayesianAverage
    case consensus
  }

  public enum Timing: String, Codable, Sendable, CaseIterable {
    /// The first outcome is final, as on a site.
    case live
    /// All votes are in before anybody counts.
    case atEnd
  }

  public struct Row: Hashable, Codable, Sendable {
    public let rule: Rule
    public let timing: Timing
    /// Items whose action was right.
    public var right = Count()
    /// Items whose action was wrong.
    public var wrong = Count()

    public struct Count: Hashable, Codable, Sendable {
      public var confirmed = 0
      public var reversed = 0
      public var undecided = 0

      public var total: Int { confirmed + reversed + undecided }

      mutating func take(_ outcome: ReviewOutcome?) {
        switch outcome {
        case .helpful: confirmed += 1
        case .notHelpful: reversed += 1
        case nil: undecided += 1
        }
      }
    }

    /// Right actions that were undone: what a brigade is after.
    public var wrongReversals: Int { right.reversed }
    /// Wrong actions that were upheld.
    public var wrongConfirmations: Int { wrong.confirmed }
  }

  struct Tally {
    var rows = Rule.allCases.flatMap { rule in
      Timing.allCases.map { Row(rule: rule, timing: $0) }
    }

    mutating func take(
      _ outcomes: SimulatedOutcomes, _ rule: Rule, _ review: ModerationSimulation.Review
    ) {
      for index in rows.indices where rows[index].rule == rule {
        let outcome = rows[index].timing == .live ? outcomes.live : outcomes.atEnd
        if review.isRight {
          rows[index].right.take(outcome)
        } else {
          rows[index].wrong.take(outcome)
        }
      }
    }
  }

  init(simulation: ModerationSimulation, _ tally: Tally) {
    self.simulation = simulation
    rows = tally.rows
  }

  /// The row of a rule.
  public subscript(rule: Rule, timing: Timing) -> Row {
    rows.first { $0.rule == rule && $0.timing == timing } ?? Row(rule: rule, timing: timing)
  }

  /// The rows as text, for a terminal. Shares are of the right and of the wrong actions.
  public var table: String {
    let head = [
      "rule", "counted", "right kept", "right undone", "wrong undone", "wrong kept", "open",
    ]
    let lines = rows.map { row in
      [
        row.rule.rawValue, row.timing.rawValue, percent(row.right.confirmed, row.right.total),
        percent(row.right.reversed, row.right.total), percent(row.wrong.reversed, row.wrong.total),
        percent(row.wrong.confirmed, row.wrong.total),
        percent(
          row.right.undecided + row.wrong.undecided, row.right.total + row.wrong.total),
      ]
    }
    let widths = head.indices.map { column in ([head] + lines).map { $0[column].count }.max() ?? 0 }
    return ([head] + lines).map { cells in
      zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private func percent(_ count: Int, _ total: Int) -> String {
    guard total > 0 else { return "–" }
    let tenths = (1_000 * count + total / 2) / total
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
