import NoteModel

/// A reason that a writer gives for calling a post misleading (WRT-13); in the order of its codes.
public enum WriterTag: String, Codable, Sendable, CaseIterable {
  case other
  case factualError = "factual_error"
  case manipulatedMedia = "manipulated_media"
  case outdatedInformation = "outdated_information"
  case missingImportantContext = "missing_important_context"
  case disputedClaimAsFact = "disputed_claim_as_fact"
  case misinterpretedSatire = "misinterpreted_satire"

  /// The column of the public notes table.
  public var reason: NoteReasons {
    switch self {
    case .other: .misleadingOther
    case .factualError: .misleadingFactualError
    case .manipulatedMedia: .misleadingManipulatedMedia
    case .outdatedInformation: .misleadingOutdatedInformation
    case .missingImportantContext: .misleadingMissingImportantContext
    case .disputedClaimAsFact: .misleadingUnverifiedClaimAsFact
    case .misinterpretedSatire: .misleadingSatire
    }
  }

  /// The tags of a note, in the order of their codes.
  public static func tags(of answers: NoteReasons) -> [WriterTag] {
    allCases.filter { answers.contains($0.reason) }
  }
}

extension Classification {
  /// The text in the writers' interface.
  public var writerName: String {
    switch self {
    case .misleading: "misinformed_or_potentially_misleading"
    case .notMisleading: "not_misleading"
    }
  }

  public init?(writerName: String) {
    guard let match = Self.allCases.first(where: { $0.writerName == writerName }) else {
      return nil
    }
    self = match
  }
}
