import NoteModel
import Snapshot

/// The tables of a run, from which notes are explained; with the snapshot that was scored, also how
/// each side rated a note.
public struct ExplanationSource: Sendable {
  private let scored: TSVTable
  private let auxiliary: TSVTable
  private let folder: String

  /// - Parameter folder: where a run wrote its tables.
  /// - Throws: `TableError`.
  public init(folder: String) throws(TableError) {
    self.folder = folder
    scored = try TSVTable(path: "\(folder)/scored_notes.tsv")
    auxiliary = try TSVTable(path: "\(folder)/aux_note_info.tsv")
  }

  /// Explanations in the order of the ids; notes that the tables do not have are left out.
  ///
  /// - Throws: `TableError`.
  public func explanations(
    of ids: [Int64], ratedIn snapshot: Snapshot? = nil
  ) throws(TableError) -> [NoteExplanation] {
    let wanted = Set(ids)
    var cells: [Int64: NoteCells] = [:]
    let auxiliaryRows = try rowsByID(auxiliary, wanted)
    for (id, row) in try rowsByID(scored, wanted) {
      guard let auxiliaryRow = auxiliaryRows[id] else {
        throw TableError(
          .badValue(text: String(id), expected: "the same notes as scored_notes.tsv"),
          file: auxiliary.file, column: "noteId")
      }
      cells[id] = try NoteCells(scored: row, auxiliary: auxiliaryRow)
    }
    var explanations: [NoteExplanation] = []
    for id in ids {
      if let cells = cells[id] { explanations.append(try NoteExplanation(id, cells)) }
    }
    if let snapshot { try addViewpoints(to: &explanations, snapshot) }
    return explanations
  }

  private func rowsByID(
    _ table: TSVTable, _ ids: Set<Int64>
  ) throws(TableError) -> [Int64: TSVRow] {
    var rows: [Int64: TSVRow] = [:]
    for row in try table.rows(where: "noteId", isIn: ids) {
      if let id = try row.integer("noteId") { rows[id] = row }
    }
    return rows
  }

  /// Ids of a few notes that differ: the most rated ones of each status and of each deciding rule.
  ///
  /// - Throws: `TableError`.
  public func samples(_ count: Int) throws(TableError) -> [Int64] {
    struct Candidate {
      var id: Int64
      var status: String
      var decidedBy: String
      var ratings: Int64
    }
    let ids = try scored.integers("noteId")
    let statuses = try scored.texts("finalRatingStatus")
    let deciders = try scored.texts("decidedBy")
    let ratings = try scored.integers("numRatings")
    let fitted = try ["core", "expansionPlus", "coreWithTopics"].map { prefix throws(TableError) in
      try scored.texts(prefix + "NoteIntercept")
    }
    var groups: [String: Candidate] = [:]
    for row in ids.indices where fitted.contains(where: { $0[row] != nil }) {
      let candidate = Candidate(
        id: ids[row] ?? 0, status: statuses[row] ?? "", decidedBy: deciders[row] ?? "",
        ratings: ratings[row] ?? 0)
      let key = "\(candidate.status) \(candidate.decidedBy)"
      if let best = groups[key],
        (best.ratings, -best.id) >= (candidate.ratings, -candidate.id)
      {
        continue
      }
      groups[key] = candidate
    }
    // One of each status first, decided by Core where there is one; then other ways to it.
    func rank(_ note: Candidate) -> (Int, Int64, Int64) {
      (note.decidedBy == RuleName.coreModel.name ? 0 : 1, -note.ratings, note.id)
    }
    var rest = groups.values.sorted { rank($0) < rank($1) }
    var chosen: [Candidate] = []
    for status in [NoteStatus.helpful, .notHelpful, .needsMoreRatings] {
      guard let index = rest.firstIndex(where: { $0.status == status.name }) else { continue }
      chosen.append(rest.remove(at: index))
    }
    return (chosen + rest).prefix(count).map(\.id)
  }
}

extension NoteExplanation {
  fileprivate init(_ id: Int64, _ cells: NoteCells) throws(TableError) {
    let row = cells.scored
    models = []
    for model in try ExplainedModel.models(of: row) {
      if let explanation = try model.explanation(cells) { models.append(explanation) }
    }
    siteRules = []
    for name in try row.list("metaScorerActiveRules") {
      guard let rule = RuleName(name: name) else { continue }
      siteRules.append(try rule.explanation(atSiteWith: models, cells))
    }
    noteID = String(id)
    status = try row.text("finalRatingStatus") ?? ""
    decidedBy = try row.text("decidedBy")
    classification = try row.text("classification")
    reasons = [try row.text("firstTag"), try row.text("secondTag")].compactMap(\.self)
    ratings = Int(try row.integer("numRatings") ?? 0)
    topic = try row.text("noteTopic")
    viewpoints = nil
    changes = []
    changes = possibleChanges(try row.integer("timestampMillisOfNmrDueToMinStableCrhTime"))
  }
}

// MARK: - Viewpoints

extension ExplanationSource {
  /// Which columns of `helpfulness_scores.tsv` have the viewpoints of a model's raters. Models
  /// without any take Core's raters or learn none.
  private static func raterColumn(_ siteRule: RuleName) -> String {
    switch siteRule {
    case .expansionModel: "expansionRaterFactor1"
    case .expansionPlusModel: "expansionPlusRaterFactor1"
    case .coreWithTopicsModel: "coreWithTopicsRaterFactor1"
    case .multiGroupModel1: "multiGroupRaterFactor1"
    case _ where RuleName.groupModels.contains(siteRule), .groupModel33,
      .groupModel15NeedsMoreRatings, .groupModel18NeedsMoreRatings:
      "groupRaterFactor1"
    default: "coreRaterFactor1"
    }
  }

  /// Adds how each side rated the notes, on the axis of the model that decided.
  private func addViewpoints(
    to explanations: inout [NoteExplanation], _ snapshot: Snapshot
  ) throws(TableError) {
    let table = try TSVTable(path: "\(folder)/helpfulness_scores.tsv")
    let raters = try table.texts("raterParticipantId")
    var viewpoints: [String: [String: Double]] = [:]
    for index in explanations.indices {
      let model = explanations[index].decidingModel
      let column = Self.raterColumn(model?.siteRule ?? .coreModel)
      if viewpoints[column] == nil {
        let factors = try table.doubles(column)
        viewpoints[column] = Dictionary(
          zip(raters, factors).compactMap { rater, factor in
            rater.flatMap { rater in factor.map { (rater, $0) } }
          }, uniquingKeysWith: { first, _ in first })
      }
      let factors = viewpoints[column] ?? [:]
      let ratings = Int64(explanations[index].noteID).map(snapshot.ratings(ofNote:)) ?? []
      let usesCore = column.hasPrefix("core") && !column.hasPrefix("coreW")
      explanations[index].viewpoints = NoteViewpoints(
        model: usesCore ? "Core" : model?.name ?? "Core", note: model?.factor,
        ratings: ratings.map { (factors[$0.rater], $0.answer) })
    }
  }
}

extension Snapshot {
  /// Raters and answers of a note; ratings without an answer are left out.
  fileprivate func ratings(ofNote id: Int64) -> [(rater: String, answer: Helpfulness)] {
    guard let position = noteIDs.firstIndex(of: id) else { return [] }
    return ratings.note.indices.compactMap { row in
      guard ratings.note[row] == UInt32(position), let answer = ratings.answer[row].helpfulness
      else { return nil }
      return (participants[Int(ratings.rater[row])], answer)
    }
  }
}
