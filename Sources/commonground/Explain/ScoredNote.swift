import NoteModel
import Scoring
import Snapshot

/// One note of a scored folder: the cells that say what was decided, and from which numbers.
struct ScoredNote {
  var id: Int64
  var status: String
  var decidedBy: String
  var siteRules: [String]
  var coreStatus: String?
  var coreRules: [String]
  var firstTag: String?
  var secondTag: String?
  var filterTags: [String]
  var ratings: Int
  var intercept: Double?
  var factor: Double?
  var interceptMax: Double?
  var interceptNoHighVolume: Double?
  var interceptNoCorrelated: Double?
  var interceptPopulationSampled: Double?
  var lowDiligenceIntercept: Double?
  var incorrectScore: Double?
  var topic: String?
  var lockedFrom: String?
  /// Statuses of the models of wider coverage, by the rule that takes them over.
  var widerStatus: [RuleName: String] = [:]
  var preStabilizationStatus: String?
}

/// The notes that `score` wrote to a folder.
struct ScoredNotes {
  let notes: [ScoredNote]

  /// - Parameter folder: where `score` wrote its tables.
  /// - Throws: `TableError`.
  init(folder: String) throws(TableError) {
    let scored = try TSVTable(path: "\(folder)/scored_notes.tsv")
    let aux = try TSVTable(path: "\(folder)/aux_note_info.tsv")
    let ids = try scored.integers("noteId")
    let auxIDs = try aux.integers("noteId")
    guard ids == auxIDs else {
      throw TableError(
        .badValue(text: "noteId", expected: "the same notes as scored_notes.tsv"), file: aux.file)
    }
    let status = try scored.texts("finalRatingStatus")
    let decidedBy = try scored.texts("decidedBy")
    let siteRules = try scored.texts("metaScorerActiveRules")
    let coreStatus = try scored.texts("coreRatingStatus")
    let coreRules = try scored.texts("coreActiveRules")
    let firstTag = try scored.texts("firstTag")
    let secondTag = try scored.texts("secondTag")
    let filterTags = try scored.texts("activeFilterTags")
    let topic = try scored.texts("noteTopic")
    let unlocked = try aux.texts("unlockedRatingStatus")
    let before = try aux.texts("preStabilizationRatingStatus")
    let ratings = try scored.integers("numRatings")
    let intercept = try scored.doubles("coreNoteIntercept")
    let factor = try scored.doubles("coreNoteFactor1")
    let interceptMax = try scored.doubles("coreNoteInterceptMax")
    let noHighVolume = try scored.doubles("coreNoteInterceptNoHighVol")
    let noCorrelated = try scored.doubles("coreNoteInterceptNoCorrelated")
    let populationSampled = try scored.doubles("coreNoteInterceptPopulationSampled")
    let lowDiligence = try aux.doubles("lowDiligenceIntercept")
    let incorrect = try aux.doubles("tf_idf_incorrect_interval")
    let expansionPlus = try scored.texts("expansionPlusRatingStatus")
    let expansion = try scored.texts("expansionRatingStatus")
    let coreWithTopics = try scored.texts("coreWithTopicsRatingStatus")
    func list(_ cell: String?) -> [String] {
      (cell ?? "").split(separator: ",").map(String.init)
    }
    notes = ids.indices.map { row in
      var note = ScoredNote(
        id: ids[row] ?? 0, status: status[row] ?? "", decidedBy: decidedBy[row] ?? "",
        siteRules: list(siteRules[row]), coreStatus: coreStatus[row],
        coreRules: list(coreRules[row]), firstTag: firstTag[row], secondTag: secondTag[row],
        filterTags: list(filterTags[row]), ratings: Int(ratings[row] ?? 0),
        intercept: intercept[row], factor: factor[row], interceptMax: interceptMax[row],
        interceptNoHighVolume: noHighVolume[row], interceptNoCorrelated: noCorrelated[row],
        interceptPopulationSampled: populationSampled[row],
        lowDiligenceIntercept: lowDiligence[row], incorrectScore: incorrect[row],
        topic: topic[row], lockedFrom: unlocked[row], preStabilizationStatus: before[row])
      note.widerStatus[.expansionPlusModel] = expansionPlus[row]
      note.widerStatus[.expansionModel] = expansion[row]
      note.widerStatus[.coreWithTopicsModel] = coreWithTopics[row]
      return note
    }
  }

  /// A few notes that differ: the most rated ones of each status and of each deciding rule.
  func samples(_ count: Int) -> [ScoredNote] {
    var groups: [String: ScoredNote] = [:]
    for note in notes where note.intercept != nil {
      let key = note.status + note.decidedBy
      if let best = groups[key], (best.ratings, -best.id) >= (note.ratings, -note.id) { continue }
      groups[key] = note
    }
    // One of each status first, decided by the model where there is one; then other ways to it.
    func rank(_ note: ScoredNote) -> (Int, Int, Int64) {
      (note.decidedBy == RuleName.coreModel.name ? 0 : 1, -note.ratings, note.id)
    }
    var rest = groups.values.sorted { rank($0) < rank($1) }
    var chosen: [ScoredNote] = []
    for status in [NoteStatus.helpful, .notHelpful, .needsMoreRatings] {
      guard let index = rest.firstIndex(where: { $0.status == status.name }) else { continue }
      chosen.append(rest.remove(at: index))
    }
    return Array((chosen + rest).prefix(count))
  }
}
