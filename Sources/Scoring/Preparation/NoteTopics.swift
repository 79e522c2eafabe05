/// The topics that have models of their own.
public enum NoteTopic: UInt8, Sendable, Codable, CaseIterable {
  case ukraineConflict = 1
  case gazaConflict
  case messiRonaldo
  case scams
  case inDimensionTwo

  /// The text in the public tables.
  public var name: String {
    switch self {
    case .ukraineConflict: "UkraineConflict"
    case .gazaConflict: "GazaConflict"
    case .messiRonaldo: "MessiRonaldo"
    case .scams: "Scams"
    case .inDimensionTwo: "InDimensionTwo"
    }
  }
}

/// The topic of every note that has one; indexed by position in `Snapshot.noteIDs`.
public struct NoteTopics: Sendable {
  public var topic: [NoteTopic?]

  public init(topic: [NoteTopic?]) { self.topic = topic }

  /// No note has a topic.
  public static func none(noteCount: Int) -> NoteTopics {
    NoteTopics(topic: Array(repeating: nil, count: noteCount))
  }
}
