import Moderation

/// `HandoverReport` for a terminal.
struct HandoverTable {
  let report: HandoverReport

  /// - Parameter communities: how many, with seeds from 1 on.
  init(communities: Int) throws {
    self.init(report: try HandoverReport(communities: communities))
  }

  init(report: HandoverReport) { self.report = report }

  var text: String {
    let head = [
      "The same communities while the map comes to know their members, by the number of rated notes:",
      "\(report.reviews) decisions in each. Outcomes that differ from those of the cold start, all of them, and",
      "those that differ from the row before.",
      "",
      "notes  map's share  decided  opened  the other way     all  from before  right undone  wrong undone",
    ]
    return (head + report.rows.map(line)).joined(separator: "\n") + "\n"
  }

  private func line(_ row: HandoverReport.Row) -> String {
    let all = report.communities * report.reviews
    let difference = row.fromColdStart
    return [
      String(row.notes).leading(5),
      String(share: Int(row.share.rounded()), of: all).leading(11),
      String(share: difference.decided, of: all).leading(7),
      String(share: difference.opened, of: all).leading(6),
      String(share: difference.opposite, of: all).leading(13),
      String(share: difference.total, of: all).leading(6),
      String(share: row.fromBefore.total, of: all).leading(11),
      String(share: row.right.reversed, of: row.right.total).leading(12),
      String(share: row.wrong.reversed, of: row.wrong.total).leading(12),
    ].joined(separator: "  ")
  }
}
