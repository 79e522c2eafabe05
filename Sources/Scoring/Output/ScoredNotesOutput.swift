import Factorization
import NoteModel
import Snapshot

extension ScoredSnapshot {
  /// Positions of the notes that were scored, which are the first rows of every note table.
  var rows: [Int] { notes.isKnown.indices.filter { notes.isKnown[$0] } }

  /// Ids of the notes that kept their scores, which are the rows after those.
  var keptNoteIDs: [Int64] {
    previous == nil
      ? []
      : notes.isKnown.indices.filter { allNotes.isKnown[$0] && !notes.isKnown[$0] }
        .map { notes.noteIDs[$0] }
  }

  /// Rows of the history, by position of the note; −1 for notes that are not known.
  private var historyRow: [Int] {
    var rows = [Int](repeating: -1, count: notes.count)
    for (row, note) in history.note.enumerated() { rows[Int(note)] = row }
    return rows
  }

  /// `scored_notes.tsv`. Columns of models that did not run stay empty.
  public func scoredNotesTable() -> OutputTable {
    let rows = rows
    let historyRow = historyRow
    var table = OutputTable(.scoredNotes, rowCount: rows.count)
    if let previous {
      table.followed = FollowingRows(
        previous.scoredNotes, rows: previous.rows(of: keptNoteIDs),
        emptying: ["rescoringActiveRules"])
    }
    table["noteId"] = .integers(rows.map { notes.noteIDs[$0] })
    table["finalRatingStatus"] = .statuses(rows.map { verdicts[$0].status })
    table["firstTag"] = .tags(rows.map { verdicts[$0].firstTag })
    table["secondTag"] = .tags(rows.map { verdicts[$0].secondTag })
    table["classification"] = .classifications(rows.map { notes.classification[$0] })
    table["createdAtMillis"] = .integers(rows.map { notes.createdAtMillis[$0] })
    table["metaScorerActiveRules"] = .ruleLists(rows.map { verdicts[$0].rules })
    table["decidedBy"] = .rules(rows.map { verdicts[$0].decidedBy })
    table["numRatings"] = .counts(rows.map { counts.ratings[$0] })
    table["timestampMillisOfCurrentStatus"] = .timestamps(rows.map { _ in OptionalMillis(now) })
    table["rescoringActiveRules"] = .names(
      rows.map { UInt16(rescoring[$0]?.rawValue ?? 0) }, of: RescoringReasons.texts)
    table["timestampMillisOfNmrDueToMinStableCrhTime"] = .timestamps(
      rows.map { history.nmrDueToMinStableCrhTimeAt[historyRow[$0]] })
    table["noteTopic"] = .names(
      rows.map { topics.topic[$0].map { UInt16($0.rawValue - 1) } },
      of: NoteTopic.allCases.map(\.name))
    table["abovePcrhThresholdTime"] = .timestamps(
      rows.map { history.abovePcrhThresholdTime[historyRow[$0]] })
    table["pflipProba"] = .doubles(rows.map { flips[$0]?.probability ?? .nan })
    table.set(models, rows: rows)
    return table
  }
}

extension OutputTable {
  /// Sets the columns of all models.
  fileprivate mutating func set(_ models: ModelResults, rows: [Int]) {
    for (prefix, result) in models.own { set(result, rows: rows, prefix: prefix) }
    set(models.groups, rows: rows, prefix: "group")
    set(models.multiGroups, rows: rows, prefix: "multiGroup")
    set(models.topics, rows: rows, prefix: "topic")
    self["modelingGroup"] = .groups(rows.map { models.groups.number($0) })
    self["modelingMultiGroup"] = .groups(rows.map { models.multiGroups.number($0) })
    self["topicNoteConfident"] = .booleans(
      rows.map { models.topics.model[$0] == 0 ? nil : models.topics.isConfident[$0] })
    if let reputation = models.reputation {
      self["coverageNoteIntercept"] = .floats(rows.map { reputation.parameters[$0].y })
      self["coverageNoteFactor1"] = .floats(rows.map { reputation.parameters[$0].x })
      self["coverageRatingStatus"] = .statuses(rows.map { reputation.status[$0] })
    }
    if let core = models.core {
      self["activeFilterTags"] = .tagLists(
        rows.map { note in
          core.isScored[note] && core.verdict[note].rules.contains(.tagFilter)
            ? core.details.outlierTags[note] : []
        })
    }
  }

  /// Sets the columns of a model that has columns of its own.
  private mutating func set(_ result: ModelResult, rows: [Int], prefix: String) {
    func floats(_ value: (Int) -> Float) -> OutputValues {
      .floats(rows.map { result.isScored[$0] ? value($0) : .nan })
    }
    self[prefix + "NoteIntercept"] = floats { result.parameters[$0].intercept }
    self[prefix + "NoteFactor1"] = floats { result.parameters[$0].factor }
    self[prefix + "RatingStatus"] = .statuses(rows.map { result.status($0) })
    self[prefix + "ActiveRules"] = .ruleLists(
      rows.map { result.isScored[$0] ? result.verdict[$0].rules : RuleSet() })
    self[prefix + "NumFinalRoundRatings"] = .optionalCounts(
      rows.map { result.isScored[$0] ? result.finalRoundRatings[$0].orNil : nil })
    self[prefix + "NoteInterceptNoHighVol"] = floats { result.interceptNoHighVolume[$0] }
    self[prefix + "NoteInterceptNoCorrelated"] = floats { result.interceptNoCorrelated[$0] }
    setIfPresent(prefix + "NoteInterceptMin", floats { result.interceptMin[$0] })
    setIfPresent(prefix + "NoteInterceptMax", floats { result.interceptMax[$0] })
    setIfPresent(
      prefix + "NoteInterceptPopulationSampled", floats { result.interceptPopulationSampled[$0] })
  }

  /// Sets a column that not every model's results have.
  private mutating func setIfPresent(_ column: String, _ values: OutputValues) {
    guard let position = schema.position(of: column),
      schema.columns[position].kind != .alwaysEmpty
    else { return }
    self[column] = values
  }

  /// Sets the columns that several models share.
  private mutating func set(_ shared: SharedColumns, rows: [Int], prefix: String) {
    self[prefix + "NoteIntercept"] = .floats(rows.map { shared.parameters[$0].intercept })
    self[prefix + "NoteFactor1"] = .floats(rows.map { shared.parameters[$0].factor })
    self[prefix + "RatingStatus"] = .statuses(rows.map { shared.status($0) })
    self[prefix + "ActiveRules"] = .ruleLists(
      rows.map { shared.model[$0] == 0 ? RuleSet() : shared.verdict[$0].rules })
    self[prefix + "NumFinalRoundRatings"] = .optionalCounts(
      rows.map { shared.finalRoundRatings[$0].orNil })
    self[prefix + "NoteInterceptNoHighVol"] = .floats(
      rows.map { shared.interceptNoHighVolume[$0] })
    self[prefix + "NoteInterceptNoCorrelated"] = .floats(
      rows.map { shared.interceptNoCorrelated[$0] })
  }
}

extension Int32 {
  /// Nil in place of 0, which prints as missing.
  fileprivate var orNil: Int32? { self == 0 ? nil : self }
}

extension OutputValues {
  /// Lists of rules: texts that repeat, kept once each.
  fileprivate static func ruleLists(_ sets: [RuleSet]) -> OutputValues {
    .repeating(sets.map { $0.last == nil ? nil : $0 }, \.text)
  }

  fileprivate static func rules(_ rules: [RuleName?]) -> OutputValues {
    .repeating(rules, \.name)
  }

  /// Lists of tags in column order, joined by commas; empty where there is none.
  fileprivate static func tagLists(_ masks: [RatingTags]) -> OutputValues {
    .repeating(masks.map { $0.isEmpty ? nil : $0 }) { mask in
      RatingTag.allCases.filter(mask.contains).map(\.name).joined(separator: ",")
    }
  }

  /// The text of each distinct value once, in order of first appearance.
  static func repeating<Value: Hashable>(
    _ values: [Value?], _ text: (Value) -> String
  ) -> OutputValues {
    var texts: [String] = []
    var positions: [Value: UInt16] = [:]
    let column = values.map { value in
      value.map { value in
        if let known = positions[value] { return known }
        let position = UInt16(texts.count)
        positions[value] = position
        texts.append(text(value))
        return position
      }
    }
    return .names(column, of: texts)
  }
}
