import NoteModel

/// How well participants' notes and early ratings stood up, and who is therefore a helpful rater.
/// Indexed by position in `Snapshot.participants`; NaN is missing.
struct HelpfulnessScores: Sendable {
  /// Share of the author's notes that are helpful less five times the share that are not.
  var crhCrnhRatioDifference: [Double]
  /// Mean intercept of the author's notes.
  var meanNoteScore: [Double]
  /// Share of valid ratings that agree with the note's status.
  var raterAgreeRatio: [Double]
  var successfulHelpful: [Int32]
  var successfulNotHelpful: [Int32]
  /// Valid ratings that disagree with the status of a helpful note.
  var unsuccessfulHelpful: [Int32]
  /// Valid ratings that disagree with the status of a not-helpful note.
  var unsuccessfulNotHelpful: [Int32]
  var isHelpful: [Bool]
  /// Whether the participant wrote a scored note or gave a valid rating.
  var isListed: [Bool]
}

/// What helpfulness scores are computed from.
struct HelpfulnessInputs {
  let store: RatingStore
  let notes: PreparedNotes
  let qualifying: QualifyingRatings
  /// Ratings in the model's scope, before any minimum count.
  let scope: Scope
  /// Provisional status of every note.
  let status: [NoteStatus]
  /// First-round intercept of every note; NaN where not fitted.
  let intercept: [Float]
}

extension ScoringModel {
  /// - Parameters:
  ///   - penalties: Σ of harassment penalties of every participant; nil in the first pass.
  func helpfulnessScores(
    _ inputs: HelpfulnessInputs, penalties: [Double]?
  ) -> HelpfulnessScores {
    let count = inputs.scope.raters.count
    var scores = HelpfulnessScores(participants: count)
    scores.countValidRatings(inputs)
    scores.scoreAuthors(inputs)
    for participant in 0..<count {
      let agreeing =
        Double(scores.successfulHelpful[participant] + scores.successfulNotHelpful[participant])
      let disagreeing = Double(
        scores.unsuccessfulHelpful[participant] + scores.unsuccessfulNotHelpful[participant])
      let total = agreeing + disagreeing
      guard total > 0 else { continue }
      scores.isListed[participant] = true
      let penalty = penalties?[participant] ?? 0
      scores.raterAgreeRatio[participant] = agreeing / total
      scores.isHelpful[participant] =
        isAcceptableAuthor(
          ratioDifference: scores.crhCrnhRatioDifference[participant],
          meanScore: scores.meanNoteScore[participant])
        && scores.raterAgreeRatio[participant] >= minRaterAgreeRatio
        && (agreeing - penalty) / total >= minRaterAgreeRatio
    }
    return scores
  }

  /// Whoever writes must write well enough. With a threshold of 0 or less the criterion is off:
  /// the reference compares `false >= threshold` there, and behaviour wins.
  private func isAcceptableAuthor(ratioDifference: Double, meanScore: Double) -> Bool {
    if minMeanNoteScore <= 0 { return true }
    if ratioDifference.isNaN && meanScore.isNaN { return true }
    return ratioDifference >= minCrhVsCrnhRatio && meanScore >= minMeanNoteScore
  }

  /// Σ of penalties of every participant for helpful ratings, among those fitted, of notes that
  /// ratings found harassing.
  func harassmentPenalties(
    _ store: RatingStore, fitted: Scope, harassmentIntercept: [Float]
  ) -> [Double] {
    var penalties = [Double](repeating: 0, count: fitted.raters.count)
    for note in 0..<store.noteCount where harassmentIntercept[note] >= harassment.minIntercept {
      let factor =
        harassment.multipliesByIntercept
        ? Double(harassmentIntercept[note] / harassment.minIntercept) : 1
      store.forEachRating(ofNote: note, in: fitted) { rating in
        if store.level[rating] == Helpfulness.helpful.rawValue {
          penalties[Int(store.rater[rating])] += harassment.penalty * factor
        }
      }
    }
    return penalties
  }
}

extension HelpfulnessScores {
  /// Nobody is listed.
  init(participants count: Int) {
    let zeros = [Int32](repeating: 0, count: count)
    let missing = [Double](repeating: .nan, count: count)
    let no = [Bool](repeating: false, count: count)
    self.init(
      crhCrnhRatioDifference: missing, meanNoteScore: missing, raterAgreeRatio: missing,
      successfulHelpful: zeros, successfulNotHelpful: zeros, unsuccessfulHelpful: zeros,
      unsuccessfulNotHelpful: zeros, isHelpful: no, isListed: no)
  }

  fileprivate mutating func countValidRatings(_ inputs: HelpfulnessInputs) {
    let store = inputs.store
    for note in 0..<store.noteCount {
      let status = inputs.status[note]
      guard status == .helpful || status == .notHelpful else { continue }
      inputs.qualifying.forEach(store, note: note, in: inputs.scope) { rating in
        let level = Helpfulness(rawValue: store.level[rating])!
        guard level != .somewhatHelpful else { return }
        let rater = Int(store.rater[rating])
        switch (status, level) {
        case (.helpful, .helpful): successfulHelpful[rater] += 1
        case (.helpful, _): unsuccessfulHelpful[rater] += 1
        case (_, .notHelpful): successfulNotHelpful[rater] += 1
        default: unsuccessfulNotHelpful[rater] += 1
        }
      }
    }
  }

  fileprivate mutating func scoreAuthors(_ inputs: HelpfulnessInputs) {
    let count = isListed.count
    var helpful = [Double](repeating: 0, count: count)
    var notHelpful = helpful
    var written = helpful
    var intercepts = helpful
    for note in 0..<inputs.store.noteCount where !inputs.intercept[note].isNaN {
      let author = Int(inputs.notes.author[note])
      written[author] += 1
      intercepts[author] += Double(inputs.intercept[note])
      if inputs.status[note] == .helpful { helpful[author] += 1 }
      if inputs.status[note] == .notHelpful { notHelpful[author] += 1 }
    }
    for author in 0..<count where written[author] > 0 {
      crhCrnhRatioDifference[author] =
        helpful[author] / written[author] - 5 * (notHelpful[author] / written[author])
      meanNoteScore[author] = intercepts[author] / written[author]
      isListed[author] = true
    }
  }
}
