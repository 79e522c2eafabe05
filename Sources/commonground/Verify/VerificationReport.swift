import Foundation
import NoteModel
import Scoring

/// What `verify` found: for a person, and the answer of `--json`.
struct VerificationReport: Encodable {
  var snapshot: String
  var published: String
  var verification: Verification

  /// - Parameter limit: how many differing notes to list.
  func text(for terminal: Terminal, limit: Int) -> String {
    var page = Page(for: terminal, labelWidth: 43)
    let same = verification.compared - verification.differing
    page.addTitle("Verified \(published)", "recomputed from \(snapshot)")
    page.addSection(
      verification.differing == 0 ? "Every status agrees" : "Statuses differ",
      "\(same.grouped) of \(verification.compared.grouped) notes agree",
      color: verification.differing == 0 ? .green : .red)
    page.addBars(
      verification.counts.map { count in
        let published = statusWords(count.published)
        let recomputed = statusWords(count.recomputed)
        return (
          published == recomputed ? published : "\(published), recomputed: \(recomputed)",
          count.notes
        )
      })
    if verification.onlyPublished > 0 {
      page.addDetail(
        "\(verification.onlyPublished.grouped) published notes are not in the snapshot.")
    }
    if verification.onlyRecomputed > 0 {
      page.addDetail(
        "\(verification.onlyRecomputed.grouped) notes of the snapshot were not published.")
    }
    if !verification.differences.isEmpty, limit > 0 {
      page.addSection("Notes that differ", "nearest to a threshold first")
      for difference in verification.differences.prefix(limit) {
        page.addItem(difference.sentence, .red)
      }
      let rest = verification.differing - limit
      if rest > 0 {
        page.addDetail("And \(rest.grouped) more; --limit shows them, --json has all.")
      }
    }
    return page.text
  }
}

extension Verification.Difference {
  fileprivate var sentence: String {
    func by(_ rule: String?) -> String {
      rule.flatMap { $0.split(separator: " ").first }.map { " (\($0))" } ?? ""
    }
    let change =
      "\(noteID): published \(statusWords(published))\(by(publishedDecidedBy)), recomputed "
      + "\(statusWords(recomputed))\(by(recomputedDecidedBy))."
    guard let margin else { return change }
    return change
      + String(
        format: " %@'s intercept is %.4f, %.4f from %.2f.", margin.model, margin.intercept,
        margin.distance, margin.limit)
  }
}
