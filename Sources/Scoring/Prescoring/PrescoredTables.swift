import Factorization

extension ScoringModel {
  /// The note table of a prescored model.
  func noteTable(
    _ round: SecondRound, _ diligence: ReputationFactorization.Prescored
  ) -> PrescoredModel.Notes {
    var table = PrescoredModel.Notes()
    table.note = round.rows.notes
    table.parameters = round.fit.items
    table.lowDiligenceFactor = diligence.final.items.map(\.x)
    table.lowDiligenceIntercept = diligence.final.items.map(\.y)
    table.lowDiligenceInterceptRound2 = diligence.itemBiasesRound2
    table.harassment = round.rows.notes.map { round.harassment[Int($0)] }
    return table
  }

  /// The rater table of a prescored model.
  ///
  /// - Parameters:
  ///   - firstUsers: first-round parameters of every participant.
  ///   - incorrect: tag counts of every participant.
  func raterTable(
    _ round: SecondRound, _ diligence: ReputationFactorization.Prescored,
    firstUsers: [BiasFactor], incorrect: [TagCounts]
  ) -> PrescoredModel.Raters {
    let helpfulness = round.helpfulness
    var local = [Int](repeating: -1, count: firstUsers.count)
    for (index, rater) in round.rows.raters.enumerated() { local[Int(rater)] = index }
    var table = PrescoredModel.Raters()
    for rater in local.indices where local[rater] >= 0 || helpfulness.isListed[rater] {
      let fitted = local[rater] >= 0 ? local[rater] : nil
      let user = fitted.map { diligence.final.users[$0] }
      table.rater.append(UInt32(rater))
      table.parameters.append(fitted.map { round.fit.users[$0] } ?? .missing)
      table.firstRound.append(firstUsers[rater])
      table.crhCrnhRatioDifference.append(helpfulness.crhCrnhRatioDifference[rater])
      table.meanNoteScore.append(helpfulness.meanNoteScore[rater])
      table.raterAgreeRatio.append(helpfulness.raterAgreeRatio[rater])
      table.aboveHelpfulnessThreshold.append(
        helpfulness.isListed[rater] ? helpfulness.isHelpful[rater] : nil)
      table.lowDiligenceFactor.append(user?.x ?? .nan)
      table.lowDiligenceReputation.append(user?.y ?? .nan)
      table.lowDiligenceIntercept.append(user?.z ?? .nan)
      table.lowDiligenceInterceptRound2.append(
        fitted.map { diligence.userBiasesRound2[$0] } ?? .nan)
      table.incorrectTagRatings.append(incorrect[rater].incorrect)
      table.taggedRatings.append(incorrect[rater].tagged)
    }
    return table
  }
}
