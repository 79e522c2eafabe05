import NoteModel

/// The rules of one model, in the order applied.
extension ScoringModel {
  /// The rules of the first round of prescoring.
  var firstRoundRules: [StatusRule] {
    [.initial] + [
      .generalHelpful(thresholds), .generalNotHelpful(thresholds),
      .upperBoundNotHelpful(thresholds), .notMisleadingNotHelpful(thresholds),
    ]
  }

  /// The rules of final scoring.
  ///
  /// - Parameter isMainPass: whether intercepts without high-volume and without correlated raters
  ///   are known.
  func finalRules(isMainPass: Bool) -> [StatusRule] {
    var rules: [StatusRule] = [
      .initial, .generalHelpful(thresholds), .generalNotHelpful(thresholds),
      .upperBoundNotHelpful(thresholds), .ratioNotHelpful(thresholds),
      .notMisleadingNotHelpful(thresholds), .generalHelpfulInertia(thresholds),
    ]
    let refusal: NoteStatus = thresholds.firmReject == nil ? .needsMoreRatings : .firmReject
    rules += [
      .tagFilter(refusal), .incorrectFilter(thresholds, refusal),
      .lowDiligenceFilter(thresholds, refusal), .largeFactorFilter(thresholds, refusal),
    ]
    if let firmReject = thresholds.firmReject { rules.append(.lowInterceptReject(firmReject)) }
    if let minority = thresholds.minority {
      rules += [.minMinorityRaters(minority), .raterBalance(minority)]
    }
    if isMainPass {
      rules += [.noHighVolumeIntercept(thresholds), .noCorrelatedIntercept(thresholds)]
    }
    return rules
  }
}

extension StatusRule {
  static let initial = StatusRule(.initialNeedsMoreRatings) { _, _ in .needsMoreRatings }

  static func generalHelpful(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.generalHelpful) { note, _ in
      note.mayBeHelpful && note.ratingCount >= t.minRatings && note.intercept >= t.helpful
        ? .helpful : nil
    }
  }

  static func generalNotHelpful(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.generalNotHelpful) { note, _ in
      note.ratingCount >= t.minRatings
        && note.intercept
          <= t.notHelpfulIntercept + t.notHelpfulFactorMultiplier * abs(note.factor)
        ? .notHelpful : nil
    }
  }

  static func upperBoundNotHelpful(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.upperBoundNotHelpful) { note, _ in
      note.ratingCount >= t.minRatings && note.interceptMax < t.upperBound ? .notHelpful : nil
    }
  }

  /// Both sides find the note not helpful, whatever the model says.
  static func ratioNotHelpful(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.ratioNotHelpful) { note, _ in
      let signs = note.signs
      return note.ratingCount >= t.minRatings && signs.minCount >= 3
        && signs.meanNegative <= 0.4 && signs.meanPositive <= 0.4
        && (signs.meanNegative + signs.meanPositive) / 2 <= 0.3
        ? .notHelpful : nil
    }
  }

  static func notMisleadingNotHelpful(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.notMisleadingNotHelpful) { note, _ in
      note.classification == .notMisleading && note.intercept < t.notMisleadingIntercept
        ? .notHelpful : nil
    }
  }

  /// A helpful note stays helpful down to a slightly lower threshold.
  static func generalHelpfulInertia(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.generalHelpfulInertia) { note, status in
      status != .helpful && note.mayBeHelpful && note.ratingCount >= t.minRatings
        && note.intercept >= t.helpfulWithInertia && note.previousStatus == .helpful
        ? .helpful : nil
    }
  }

  static func tagFilter(_ refusal: NoteStatus) -> StatusRule {
    StatusRule(.tagFilter) { note, status in
      status != .notHelpful && !note.outlierTags.isEmpty ? refusal : nil
    }
  }

  static func incorrectFilter(_ t: RuleThresholds, _ refusal: NoteStatus) -> StatusRule {
    StatusRule(.incorrectFilter) { note, status in
      status != .notHelpful && note.incorrect.tagged >= 2 && note.incorrect.voters >= 3
        && note.incorrect.score >= t.incorrectFilter
        ? refusal : nil
    }
  }

  static func lowDiligenceFilter(_ t: RuleThresholds, _ refusal: NoteStatus) -> StatusRule {
    StatusRule(.lowDiligenceFilter) { note, status in
      status != .notHelpful && note.lowDiligenceIntercept > t.lowDiligence ? refusal : nil
    }
  }

  static func largeFactorFilter(_ t: RuleThresholds, _ refusal: NoteStatus) -> StatusRule {
    StatusRule(.largeFactorFilter) { note, status in
      status == .helpful && abs(note.factor) > t.factor ? refusal : nil
    }
  }

  static func lowInterceptReject(_ threshold: Float) -> StatusRule {
    StatusRule(.lowInterceptReject) { note, status in
      status != .notHelpful && note.intercept < threshold ? .firmReject : nil
    }
  }

  static func minMinorityRaters(_ minority: RuleThresholds.Minority) -> StatusRule {
    StatusRule(.minMinorityRaters) { note, status in
      status == .helpful && note.signs.netMinHelpful < minority.minNetHelpful
        ? .needsYourHelp : nil
    }
  }

  static func raterBalance(_ minority: RuleThresholds.Minority) -> StatusRule {
    StatusRule(.raterBalance) { note, status in
      status == .helpful && note.signs.netMinHelpful >= minority.minNetHelpful
        && note.signs.netMinHelpful < minority.enoughNetHelpful
        && note.signs.netMinHelpfulRatio < minority.minNetHelpfulRatio
        ? .needsYourHelp : nil
    }
  }

  static func noHighVolumeIntercept(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.noHighVolumeIntercept) { note, status in
      status == .helpful && note.interceptNoHighVolume < t.noHighVolume ? .needsYourHelp : nil
    }
  }

  static func noCorrelatedIntercept(_ t: RuleThresholds) -> StatusRule {
    StatusRule(.noCorrelatedIntercept) { note, status in
      status == .helpful && note.interceptNoCorrelated < t.noCorrelated ? .needsYourHelp : nil
    }
  }
}
