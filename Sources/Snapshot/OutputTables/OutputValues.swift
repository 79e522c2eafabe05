import NoteModel

/// The values of one column of an output table, one per row, as Scoring has them in memory.
///
/// Several cases fit one kind of column, so that nothing need be converted or widened first; a
/// table says which when it refuses one. Bytes a row are given for the choice between them.
public enum OutputValues: Sendable {
  /// Whole numbers, none missing. 8 bytes.
  case integers([Int64])
  /// Counts, none missing. 4 bytes.
  case counts([Int32])
  /// Counts that can be missing. 8 bytes.
  case optionalCounts([Int32?])
  /// Modeling groups. 4 bytes.
  case groups([Int16?])
  /// Times, or any whole numbers that can be missing. 8 bytes.
  case timestamps([OptionalMillis])
  /// NaN is missing. In a float64 column each value is widened, as the reference does. 4 bytes.
  case floats([Float])
  /// NaN is missing. 8 bytes.
  case doubles([Double])
  /// 1 byte.
  case booleans([Bool?])
  /// 1 byte.
  case statuses([NoteStatus?])
  /// 1 byte.
  case classifications([Classification?])
  /// 1 byte.
  case tags([RatingTag?])
  /// Texts that repeat: positions in `of`, nil where missing. 4 bytes.
  case names([UInt16?], of: [String])
  /// Participants by position. 4 bytes.
  case participants([UInt32], ParticipantIDs)
  /// Texts that differ; an empty one is missing. 16 bytes and the text.
  case texts([String])

  /// Number of rows.
  public var count: Int {
    switch self {
    case .integers(let values): values.count
    case .counts(let values): values.count
    case .optionalCounts(let values): values.count
    case .groups(let values): values.count
    case .timestamps(let values): values.count
    case .floats(let values): values.count
    case .doubles(let values): values.count
    case .booleans(let values): values.count
    case .statuses(let values): values.count
    case .classifications(let values): values.count
    case .tags(let values): values.count
    case .names(let values, _): values.count
    case .participants(let values, _): values.count
    case .texts(let values): values.count
    }
  }

  /// Whether a column of a kind can be printed from these values.
  func fits(_ kind: OutputSchema.Kind) -> Bool {
    switch self {
    case .integers, .counts, .optionalCounts, .groups, .timestamps:
      kind == .integer || kind == .whole
    case .floats: kind == .float || kind == .double || kind == .whole
    case .doubles: kind == .double || kind == .whole
    case .booleans: kind == .boolean
    case .statuses, .classifications, .tags, .names, .participants, .texts: kind == .text
    }
  }

  /// The name of the case, for messages.
  var caseName: String {
    Mirror(reflecting: self).children.first?.label ?? "values"
  }
}
