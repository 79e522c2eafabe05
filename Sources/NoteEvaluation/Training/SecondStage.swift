import Factorization
import Parallel

/// Learns how the two heads of `ClaimOpinion` are weighed, from notes that they have not seen.
///
/// What it learns is whether a note was found helpful, which higher scores should go with (AIW-29a), or
/// the two tags themselves (`RatedNote.tellHelpfulness`).
struct SecondStage {
  let stage: ClaimOpinionStage
  let learnsHelpfulness: Bool
  /// Labels of the rarer kind, as many as they would be in the part that heads learn from, which is
  /// three times as large; none where the heads say nothing or the opposite.
  let labels: Int

  init(_ material: TrainingMaterial, _ heads: [LinearHead]) {
    let indices = material.indices(of: .calibration)
    let learnsHelpfulness = RatedNote.tellHelpfulness(indices.map { material.notes[$0] })
    self.learnsHelpfulness = learnsHelpfulness
    let wanted = indices.map {
      material.notes[$0].claimOpinionLabel(byHelpfulness: learnsHelpfulness)
    }

    var rows = SparseRows(columnCount: 2)
    var labels: [UInt8] = []
    for (index, label) in zip(indices, wanted) {
      guard let label else { continue }
      let row = material.texts[index].row
      rows.append(
        [EvaluationHead.addressesClaim, .opinionSpeculation].enumerated().map { column, head in
          SparseEntry(
            column: UInt32(column), value: Float(heads[Int(head.rawValue)].logit(row)))
        })
      labels.append(label ? 1 : 0)
    }
    let positives = labels.count { $0 == 1 }
    guard positives > 0, positives < labels.count else {
      stage = ClaimOpinionStage(intercept: 0, claim: 1, opinion: -1)
      self.labels = 0
      return
    }
    let fit = LinearHead(rows, labels: labels, inversePenalty: 1, workers: Workers(threads: 1))
    stage = ClaimOpinionStage(
      intercept: fit.intercept, claim: max(0, Double(fit.weights[0])),
      opinion: min(0, Double(fit.weights[1])))
    self.labels =
      stage.claim == 0 && stage.opinion == 0
      ? 0 : 3 * min(positives, labels.count - positives)
  }
}
