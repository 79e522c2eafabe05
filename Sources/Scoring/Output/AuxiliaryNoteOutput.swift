import NoteModel
import Snapshot

extension ScoredSnapshot {
  /// `aux_note_info.tsv`. Columns of models that did not run stay empty.
  ///
  /// - Parameter participants: the snapshot's.
  public func auxiliaryNoteTable(participants: ParticipantIDs) -> OutputTable {
    let rows = rows
    var table = OutputTable(.auxiliaryNoteInfo, rowCount: rows.count)
    if let previous {
      table.followed = FollowingRows(previous.auxiliary, rows: previous.rows(of: keptNoteIDs))
    }
    table["noteId"] = .integers(rows.map { notes.noteIDs[$0] })
    table["createdAtMillis"] = .integers(rows.map { notes.createdAtMillis[$0] })
    table["noteAuthorParticipantId"] = .participants(rows.map { notes.author[$0] }, participants)
    table["awaitingBool"] = .booleans(rows.map { verdicts[$0].status == .needsMoreRatings })
    table["crhBool"] = .booleans(rows.map { verdicts[$0].status == .helpful })
    table["crnhBool"] = .booleans(rows.map { verdicts[$0].status == .notHelpful })
    table["numRatingsLast28"] = .counts(rows.map { counts.recent[$0] })
    table["numPopulationSampledRatings"] = .counts(rows.map { counts.populationSampled[$0] })
    table["currentStatus"] = .statuses(rows.map { previousStatus[$0] })
    table["unlockedRatingStatus"] = .statuses(rows.map { verdicts[$0].unlockedStatus })
    table["preStabilizationRatingStatus"] = .statuses(
      rows.map { verdicts[$0].preStabilizationStatus })
    for tag in RatingTag.allCases {
      table[tag.name] = .counts(
        rows.map { counts.tags[$0 * RatingTag.allCases.count + Int(tag.rawValue)] })
    }
    if let core = models.core { table.set(core, rows: rows) }
    table.set(earlyHelpful, rows: rows)
    return table
  }
}

extension OutputTable {
  /// Sets the columns that the core model explains itself with.
  fileprivate mutating func set(_ core: ModelResult, rows: [Int]) {
    let details = core.details
    func floats(_ value: (Int) -> Float) -> OutputValues {
      .floats(rows.map { core.isScored[$0] ? value($0) : .nan })
    }
    self["ratingWeight"] = floats { details.ratingWeight[$0] }
    for (index, tag) in RatingTag.notHelpful.enumerated() {
      let position = { (note: Int) in note * RatingTag.notHelpful.count + index }
      self[tag.name + "Adjusted"] = floats { details.adjustedTags[position($0)] }
      self[tag.name + "AdjustedRatio"] = floats {
        details.adjustedTags[position($0)] / details.ratingWeight[$0]
      }
    }
    func incorrect(_ note: Int) -> IncorrectStatistics? {
      core.isScored[note] && details.incorrect[note].tagged >= 0 ? details.incorrect[note] : nil
    }
    self["notHelpfulIncorrect_interval"] = .optionalCounts(rows.map { incorrect($0)?.tagged })
    self["p_incorrect_user_interval"] = .doubles(rows.map { incorrect($0)?.raterShare ?? .nan })
    self["num_voters_interval"] = .optionalCounts(rows.map { incorrect($0)?.voters })
    self["tf_idf_incorrect_interval"] = .doubles(rows.map { incorrect($0)?.score ?? .nan })
    self["lowDiligenceIntercept"] = floats { details.lowDiligenceIntercept[$0] }
    self["coreNegFactor_populationSampledRatingCount"] = .counts(
      rows.map { core.isScored[$0] ? details.signs[$0].populationSampledNegative : 0 })
    self["corePosFactor_populationSampledRatingCount"] = .counts(
      rows.map { core.isScored[$0] ? details.signs[$0].populationSampledPositive : 0 })
  }
}
