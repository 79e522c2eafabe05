import Foundation
import NoteEvaluation

extension EvaluationReport {
  /// The report as a page for people.
  func text(for terminal: Terminal, name: String) -> String {
    var page = Page(for: terminal)
    page.addTitle("\(notes.grouped) rated notes", name)
    add(
      claimOpinion, asking: isByHelpfulness ? "good: found helpful" : "good: by its tags", to: &page
    )
    add(harassment, asking: "bad: raters saw abuse", to: &page)
    page.addSection("Tags", "how well each is told (0.5: no better than chance)")
    for tag in tags {
      page.addRow(
        tag.auc.asFigure, tag.notes, share: tag.positives.share(of: tag.notes), remark: tag.name)
    }
    return page.text
  }

  private func add(_ report: ReliabilityReport, asking question: String, to page: inout Page) {
    page.addSection(report.evaluator.rawValue, question)
    guard report.notes > 0 else {
      page.addDetail("No note has a label for it.")
      return
    }
    page.addRow(
      "notes with a label", report.notes, share: report.positives.share(of: report.notes),
      remark: "for which it was so")
    page.addRow("area under the curve", report.auc.asFigure, remark: "0.5: no better than chance")
    page.addRow(
      "Brier score", report.brier.asFigure,
      remark: "\(report.brierOfShare.asFigure) for the share alone")
    for bin in report.bins {
      page.addRow(
        "predicted \(bin.predicted.asPercent)", bin.notes, share: bin.observed.asPercent,
        remark: "observed")
    }
    for bucket in report.buckets {
      page.addRow(
        bucket.bucket.rawValue, bucket.notes, share: bucket.observed?.asPercent ?? "",
        remark: bucket.observed == nil ? "" : "observed")
    }
  }
}

extension Double? {
  /// With three digits; a dash where there is none.
  fileprivate var asFigure: String { map { String(format: "%.3f", $0) } ?? "-" }
}
