/// A note written in test mode, as admission looks at it. Deleted ones count like others, so that
/// deletion improves nothing.
public struct TestNote: Hashable, Sendable {
  public var id: NoteID
  public var createdAt: Int64
  /// Nil until the evaluation has finished.
  public var result: TestResult?

  public init(id: NoteID, createdAt: Int64, result: TestResult? = nil) {
    self.id = id
    self.createdAt = createdAt
    self.result = result
  }
}

/// What the evaluator said of a test note: always all three measures (AIW-25).
public struct TestResult: Hashable, Codable, Sendable {
  /// Whether every link works. This measure knows no middle.
  public var linksWork: Bool
  public var claimOpinion: Bucket
  /// High: not abusive.
  public var harassmentAbuse: Bucket

  public init(linksWork: Bool, claimOpinion: Bucket, harassmentAbuse: Bucket) {
    self.linksWork = linksWork
    self.claimOpinion = claimOpinion
    self.harassmentAbuse = harassmentAbuse
  }

  /// High is best in every measure.
  public enum Bucket: String, Codable, Sendable, CaseIterable {
    case high = "High"
    case medium = "Medium"
    case low = "Low"
  }

  public enum Evaluator: String, Codable, Sendable, CaseIterable {
    case urlValidity = "UrlValidity"
    case claimOpinion = "ClaimOpinion"
    case harassmentAbuse = "HarassmentAbuse"
  }

  public subscript(evaluator: Evaluator) -> Bucket {
    switch evaluator {
    case .urlValidity: linksWork ? .high : .low
    case .claimOpinion: claimOpinion
    case .harassmentAbuse: harassmentAbuse
    }
  }

  /// The pairs of `evaluation_outcome`, in the order listed.
  public var outcomes: [(evaluator: Evaluator, bucket: Bucket)] {
    Evaluator.allCases.map { ($0, self[$0]) }
  }
}
