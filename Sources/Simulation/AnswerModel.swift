import NoteModel

/// How a rater answers to a note.
///
/// liking = diligence · (1.25 quality + 2.6 viewpoint · lean) + leniency + noise
///
/// The product of viewpoint and lean is what a factorization with one factor a side can learn; it
/// is 0 for a neutral note, which then stands on its quality.
struct AnswerModel: Sendable {
  let raters: SimulatedRaters
  let notes: SimulatedNotes
  private let tags = TagModel()

  init(raters: SimulatedRaters, notes: SimulatedNotes) {
    self.raters = raters
    self.notes = notes
  }

  /// The answer of a rater who says what they think.
  func sincere(
    _ rater: Int, on note: Int, using generator: inout SeededGenerator
  ) -> (level: Helpfulness, tags: RatingTags) {
    var liking =
      raters.diligence[rater]
      * (1.25 * notes.quality[note] + 2.6 * agreement(rater, note))
    liking += raters.leniency[rater] + Float(0.6 * generator.normal())
    if notes.classification[note] == .notMisleading { liking -= 0.5 }
    let level: Helpfulness =
      liking > 0.55 ? .helpful : liking > -0.1 ? .somewhatHelpful : .notHelpful
    return (level, drawTags(level, rater, note, using: &generator))
  }

  /// The answer of an attacker: bad notes are called helpful and good ones not.
  func attack(
    _ rater: Int, on note: Int, using generator: inout SeededGenerator
  ) -> (level: Helpfulness, tags: RatingTags) {
    let level: Helpfulness = notes.quality[note] < 0 ? .helpful : .notHelpful
    return (level, drawTags(level, rater, note, using: &generator))
  }

  /// The answer of a coordinated group's member: helpful if the note leans to the group's side.
  func partisan(
    _ rater: Int, side: SIMD2<Float>, on note: Int, using generator: inout SeededGenerator
  ) -> (level: Helpfulness, tags: RatingTags) {
    let level: Helpfulness = (side * notes.lean[note]).sum() >= 0 ? .helpful : .notHelpful
    return (level, drawTags(level, rater, note, using: &generator))
  }

  private func agreement(_ rater: Int, _ note: Int) -> Float {
    (raters.viewpoint[rater] * notes.lean[note]).sum()
  }

  private func drawTags(
    _ level: Helpfulness, _ rater: Int, _ note: Int, using generator: inout SeededGenerator
  ) -> RatingTags {
    var seen = TagModel.Circumstances()
    if level == .somewhatHelpful { seen.insert(.partial) }
    if agreement(rater, note) < -0.15 { seen.insert(.opposed) }
    if notes.quality[note] < -1 { seen.insert(.poor) }
    if notes.faults[note].contains(.unsourced) { seen.insert(.unsourced) }
    if notes.faults[note].contains(.harassing) { seen.insert(.harassing) }
    if notes.classification[note] == .notMisleading { seen.insert(.notMisleading) }
    return tags.draw(level, seen, using: &generator)
  }
}
