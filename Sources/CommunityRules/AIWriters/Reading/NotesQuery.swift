/// A part of a note that the list of written notes can hold.
public enum NoteField: String, Selectable {
  case id
  case info
  case scoringStatus = "scoring_status"
  case status
  case testResult = "test_result"
}

/// What a writer asks of the list of its own notes.
public struct NotesQuery: Hashable, Sendable {
  public let testMode: Bool
  public let mostResults: Int
  public let pageToken: String?
  /// Nil: the usual ones.
  public let asked: Set<NoteField>?

  /// Reads a query; parameters that it does not know are ignored.
  public init(_ query: QueryParameters) throws(QueryProblem) {
    testMode = try query.boolean("test_mode")
    mostResults = try query.integer("max_results", in: 1...100, usual: 10)
    pageToken = query["pagination_token"].flatMap { $0.isEmpty ? nil : $0 }
    var asked: Set<NoteField>?
    for name in try query.list("note.fields") ?? [] {
      guard let field = NoteField.named(name) else {
        throw QueryProblem(
          parameter: "note.fields", value: String(name.prefix(100)), fault: .unknownItem)
      }
      asked = (asked ?? []).union([field])
    }
    self.asked = asked
  }

  /// The parts of one note that are written.
  ///
  /// - Parameters:
  ///   - isEvaluated: whether all three measures of a test note are there.
  ///   - hasScoringAccess: whether the writer may see how its notes are rated (AIW-55). Without, an
  ///     asked-for `scoring_status` says just that.
  public func fields(isEvaluated: Bool, hasScoringAccess: Bool) -> Set<NoteField> {
    var fields: Set<NoteField>
    if let asked {
      fields = asked.union([.id])
    } else {
      fields = [.id, .info, .status, .testResult]
      if hasScoringAccess { fields.insert(.scoringStatus) }
    }
    if testMode { fields.remove(.scoringStatus) }
    if !testMode || !isEvaluated { fields.remove(.testResult) }
    return fields
  }

  /// What a page token is bound to.
  public var filters: String { "test_mode:\(testMode)" }
}
