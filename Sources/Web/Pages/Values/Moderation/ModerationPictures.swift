import ContentClassification
import Moderation
import Plots
import Service
import Storage

/// A plot that a page can show.
protocol Picture: Sendable {
  var title: String { get }
  var summary: String { get }
  var svg: String { get }
}

extension ColumnPlot: Picture {}
extension ShareRows: Picture {}
extension ReliabilityPlot: Picture {}

enum ColumnPicture {
  /// What was decided, day by day.
  static func decisions(_ trends: ModerationTrends) -> ColumnPlot {
    let hidden = trends.days.map(\.hidden).reduce(0, +)
    let visible = trends.days.map(\.visible).reduce(0, +)
    return ColumnPlot(
      title: "Decisions in the last \(ModerationTrends.dayCount) days",
      summary: hidden + visible == 0
        ? "Nothing was decided."
        : "\(hidden) for hiding the post, \(visible) for showing it.",
      kinds: ["Hidden, or stayed so", "Visible, or so again"],
      columns: trends.days.map {
        ColumnPlot.Column(name: shortDay($0.start), counts: [$0.hidden, $0.visible])
      })
  }

  /// `21 November`.
  private static func shortDay(_ millis: Int64) -> String {
    PageTime(millis).day.split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// How long decisions took.
  static func waits(_ trends: ModerationTrends) -> ColumnPlot {
    let all = trends.waits.map(\.count).reduce(0, +)
    let day = trends.waits.prefix { $0.belowHours.map { $0 <= 24 } ?? false }.map(\.count)
      .reduce(0, +)
    var before = 0
    let columns = trends.waits.map { wait in
      let name = wait.belowHours.map { "\(before)–\($0) h" } ?? "longer"
      before = wait.belowHours ?? before
      return ColumnPlot.Column(name: name, counts: [wait.count])
    }
    return ColumnPlot(
      title: "Time until the decision, by members or staff",
      summary: all == 0 ? "Nothing was decided." : "\(day) of \(all) within a day.",
      columns: columns)
  }
}

enum SharePicture {
  /// Which labels hid posts that came back; nil: none was decided.
  static func overturns(_ trends: ModerationTrends) -> ShareRows? {
    let shown = trends.labels.prefix(8)
    guard !shown.isEmpty else { return nil }
    return ShareRows(
      title: "Automatic hides that were undone, by label",
      summary: shown.map {
        "\(ConsoleWords.label($0.label)): \($0.overturned) of \($0.decided)"
      }.joined(separator: "; ") + ".",
      rows: shown.map {
        ShareRows.Row(name: ConsoleWords.label($0.label), part: $0.overturned, whole: $0.decided)
      })
  }
}

enum ReliabilityPicture {
  /// How far scores can be believed; nil: too few decisions to tell.
  static func plot(_ trends: ModerationTrends) -> ReliabilityPlot? {
    let report = trends.reliability
    guard report.count >= ModerationTrends.leastForReliability else { return nil }
    let error = report.calibrationError.map { ConsoleWords.percent($0) } ?? ""
    return ReliabilityPlot(
      title: "How far the classifier’s scores can be believed",
      summary:
        "\(report.count) judgements that came to a decision, of which \(report.confirmed) were "
        + "confirmed. Scores are off by \(error) on average. On the dashed line they would be right; "
        + "below it they say too much. Posts that nobody reviewed are not in it.",
      saidName: "Score before the decision", cameTrueName: "Share that was confirmed",
      dots: report.bins.map {
        ReliabilityPlot.Dot(said: $0.meanScore, cameTrue: $0.confirmedShare, count: $0.count)
      })
  }

  static func tooFew(_ trends: ModerationTrends) -> String {
    let count = trends.reliability.count
    return "How far the classifier’s scores can be believed shows from "
      + "\(ModerationTrends.leastForReliability) decided judgements on; there "
      + (count == 1 ? "is 1." : "are \(count).")
  }
}
