import Foundation
import NoteModel
import Plots
import Scoring

extension DotLanes {
  /// A note's raters on the viewpoint axis, by how they rated it.
  init(_ viewpoints: NoteViewpoints, ofNote id: String, status: String) {
    func lane(_ name: String, _ answer: Helpfulness, _ tone: Tone) -> Lane {
      Lane(
        name: name, tone: tone,
        values: viewpoints.ratings.filter { $0.answer == answer }.map(\.viewpoint))
    }
    func side(_ answers: NoteViewpoints.AnswerCounts) -> String {
      guard let mean = answers.mean else { return "no ratings on this side" }
      let raters = answers.total == 1 ? "1 rating" : "\(answers.total.grouped) ratings"
      return "\(raters), on average \(String(format: "%.2f", mean)) of 1"
    }
    self.init(
      title: "Note \(id): \(statusWords(status))",
      summary: """
        Raters by viewpoint on the axis of the model \(viewpoints.model). Left: \
        \(side(viewpoints.left)). Right: \(side(viewpoints.right)).
        """,
      lanes: [
        lane("Helpful", .helpful, .agree),
        lane("Somewhat", .somewhatHelpful, .between),
        lane("Not helpful", .notHelpful, .disagree),
      ],
      marker: viewpoints.note.map { Marker(value: $0, label: "the note itself") },
      leftEnd: "← raters of one side", rightEnd: "raters of the other →",
      leftNote: side(viewpoints.left), rightNote: side(viewpoints.right))
  }
}
