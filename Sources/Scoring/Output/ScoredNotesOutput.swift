import Factorization
import NoteModel
import Snapshot

extension ScoredSnapshot {
  /// Positions of the known notes, which are the rows of every note table.
  var rows: [Int] { notes.isKnown.indices.filter { notes.isKnown[$0] } }

  /// `scored_notes.tsv`. Columns of models that did not run stay empty.
  public func scoredNotesTable() -> OutputTable {
    let rows = rows
    var table = OutputTable(.scoredNotes, rowCount: rows.count)
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
    table["noteTopic"] = .names(
      rows.map { topics.topic[$0].map { UInt16($0.rawValue - 1) } },
      of: NoteTopic.allCases.map(\.name))
    table["rescoringActiveRules"] = .texts(rows.map { _ in "ALL_NOTES" })
    table["timestampMillisOfNmrDueToMinStableCrhTime"] = .timestamps(
      history.nmrDueToMinStableCrhTimeAt)
    if let core {
      table.set(core, rows: rows, prefix: MatrixFactorizationModel.core.prefix)
      table["activeFilterTags"] = .tagLists(
        rows.map { note in
          guard core.isScored[note], core.verdict[note].rules.contains(.tagFilter) else {
            return []
          }
          return core.details.outlierTags[note]
        })
    }
    return table
  }
}

extension OutputTable {
  /// Sets the columns of a model that scores all its notes in one fit.
  fileprivate mutating func set(_ result: ModelResult, rows: [Int], prefix: String) {
    func floats(_ value: (Int) -> Float) -> OutputValues {
      .floats(rows.map { result.isScored[$0] ? value($0) : .nan })
    }
    self[prefix + "NoteIntercept"] = floats { result.parameters[$0].intercept }
    self[prefix + "NoteFactor1"] = floats { result.parameters[$0].factor }
    self[prefix + "RatingStatus"] = .statuses(rows.map { result.status($0) })
    self[prefix + "ActiveRules"] = .ruleLists(
      rows.map { result.isScored[$0] ? result.verdict[$0].rules : RuleSet() })
    self[prefix + "NumFinalRoundRatings"] = .optionalCounts(
      rows.map { note in
        let count = result.finalRoundRatings[note]
        return result.isScored[note] && count > 0 ? count : nil
      })
    self[prefix + "NoteInterceptMin"] = floats { result.interceptMin[$0] }
    self[prefix + "NoteInterceptMax"] = floats { result.interceptMax[$0] }
    self[prefix + "NoteInterceptNoHighVol"] = floats { result.interceptNoHighVolume[$0] }
    self[prefix + "NoteInterceptNoCorrelated"] = floats { result.interceptNoCorrelated[$0] }
    self[prefix + "NoteInterceptPopulationSampled"] = floats {
      result.interceptPopulationSampled[$0]
    }
  }
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
