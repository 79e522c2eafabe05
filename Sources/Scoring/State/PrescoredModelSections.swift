import NoteModel
import Snapshot

extension PrescoredModel.Notes: StateSection {
  func write(into section: inout SectionWriter) {
    section.add("note", note)
    section.add("parameters", parameters)
    section.add("lowDiligenceFactor", lowDiligenceFactor)
    section.add("lowDiligenceIntercept", lowDiligenceIntercept)
    section.add("lowDiligenceInterceptRound2", lowDiligenceInterceptRound2)
    section.add("harassment", harassment)
  }

  init(from section: SectionReader) throws(StateProblem) {
    self.init()
    note = try section.notes("note")
    let rows = note.count
    parameters = try section.column("parameters", rows: rows)
    lowDiligenceFactor = try section.column("lowDiligenceFactor", rows: rows)
    lowDiligenceIntercept = try section.column("lowDiligenceIntercept", rows: rows)
    lowDiligenceInterceptRound2 = try section.column("lowDiligenceInterceptRound2", rows: rows)
    harassment = try section.column("harassment", rows: rows)
  }

  func moved(by map: PositionMap) -> Self {
    let kept = map.notes(note)
    var table = Self()
    table.note = kept.positions
    table.parameters = kept(parameters)
    table.lowDiligenceFactor = kept(lowDiligenceFactor)
    table.lowDiligenceIntercept = kept(lowDiligenceIntercept)
    table.lowDiligenceInterceptRound2 = kept(lowDiligenceInterceptRound2)
    table.harassment = kept(harassment)
    return table
  }
}

extension PrescoredModel.Raters: StateSection {
  func write(into section: inout SectionWriter) {
    section.add("rater", rater)
    section.add("parameters", parameters)
    section.add("firstRound", firstRound)
    section.add("crhCrnhRatioDifference", crhCrnhRatioDifference)
    section.add("meanNoteScore", meanNoteScore)
    section.add("raterAgreeRatio", raterAgreeRatio)
    section.add("aboveHelpfulnessThreshold", aboveHelpfulnessThreshold)
    section.add("lowDiligenceFactor", lowDiligenceFactor)
    section.add("lowDiligenceReputation", lowDiligenceReputation)
    section.add("lowDiligenceIntercept", lowDiligenceIntercept)
    section.add("lowDiligenceInterceptRound2", lowDiligenceInterceptRound2)
    section.add("incorrectTagRatings", incorrectTagRatings)
    section.add("taggedRatings", taggedRatings)
  }

  init(from section: SectionReader) throws(StateProblem) {
    self.init()
    rater = try section.raters("rater")
    let rows = rater.count
    parameters = try section.column("parameters", rows: rows)
    firstRound = try section.column("firstRound", rows: rows)
    crhCrnhRatioDifference = try section.column("crhCrnhRatioDifference", rows: rows)
    meanNoteScore = try section.column("meanNoteScore", rows: rows)
    raterAgreeRatio = try section.column("raterAgreeRatio", rows: rows)
    aboveHelpfulnessThreshold = try section.booleans("aboveHelpfulnessThreshold", rows: rows)
    lowDiligenceFactor = try section.column("lowDiligenceFactor", rows: rows)
    lowDiligenceReputation = try section.column("lowDiligenceReputation", rows: rows)
    lowDiligenceIntercept = try section.column("lowDiligenceIntercept", rows: rows)
    lowDiligenceInterceptRound2 = try section.column("lowDiligenceInterceptRound2", rows: rows)
    incorrectTagRatings = try section.column("incorrectTagRatings", rows: rows)
    taggedRatings = try section.column("taggedRatings", rows: rows)
  }

  func moved(by map: PositionMap) -> Self {
    let kept = map.raters(rater)
    var table = Self()
    table.rater = kept.positions
    table.parameters = kept(parameters)
    table.firstRound = kept(firstRound)
    table.crhCrnhRatioDifference = kept(crhCrnhRatioDifference)
    table.meanNoteScore = kept(meanNoteScore)
    table.raterAgreeRatio = kept(raterAgreeRatio)
    table.aboveHelpfulnessThreshold = kept(aboveHelpfulnessThreshold)
    table.lowDiligenceFactor = kept(lowDiligenceFactor)
    table.lowDiligenceReputation = kept(lowDiligenceReputation)
    table.lowDiligenceIntercept = kept(lowDiligenceIntercept)
    table.lowDiligenceInterceptRound2 = kept(lowDiligenceInterceptRound2)
    table.incorrectTagRatings = kept(incorrectTagRatings)
    table.taggedRatings = kept(taggedRatings)
    return table
  }
}

extension PrescoredModel.Meta: StateSection {
  func write(into section: inout SectionWriter) {
    section.add("globalIntercept", globalIntercept.map { [$0] } ?? [])
    section.add(
      "lowDiligenceGlobals",
      [lowDiligenceGlobals.x, lowDiligenceGlobals.y, lowDiligenceGlobals.z])
    section.add("tagThresholds", tagThresholds)
    section.add("finalRoundRatings", [Int64(finalRoundRatings)])
    section.add("finalRoundNotes", [Int64(finalRoundNotes)])
    section.add("finalRoundRaters", [Int64(finalRoundRaters)])
  }

  init(from section: SectionReader) throws(StateProblem) {
    let globals = try section.column("lowDiligenceGlobals", rows: 3, as: Float.self)
    self.init(
      globalIntercept: try section.column("globalIntercept", as: Float.self).first,
      lowDiligenceGlobals: SIMD3(globals[0], globals[1], globals[2]),
      tagThresholds: try section.column("tagThresholds", rows: RatingTag.notHelpful.count),
      finalRoundRatings: Int(try section.value("finalRoundRatings", as: Int64.self)),
      finalRoundNotes: Int(try section.value("finalRoundNotes", as: Int64.self)),
      finalRoundRaters: Int(try section.value("finalRoundRaters", as: Int64.self)))
  }
}

extension ReputationModel.Prescored: StateSection {
  func write(into section: inout SectionWriter) {
    section.add("note", notes)
    section.add("rater", raters)
    section.add("items", items)
    section.add("users", users)
    section.add("finalUserBiases", finalUserBiases)
    section.add("globals", [globals.x, globals.y, globals.z])
  }

  init(from section: SectionReader) throws(StateProblem) {
    let notes = try section.notes("note")
    let raters = try section.raters("rater")
    let globals = try section.column("globals", rows: 3, as: Float.self)
    self.init(
      notes: notes, raters: raters, items: try section.column("items", rows: notes.count),
      users: try section.column("users", rows: raters.count),
      finalUserBiases: try section.column("finalUserBiases", rows: raters.count),
      globals: SIMD3(globals[0], globals[1], globals[2]))
  }

  func moved(by map: PositionMap) -> Self {
    let keptNotes = map.notes(notes)
    let keptRaters = map.raters(raters)
    return Self(
      notes: keptNotes.positions, raters: keptRaters.positions, items: keptNotes(items),
      users: keptRaters(users), finalUserBiases: keptRaters(finalUserBiases), globals: globals)
  }
}
