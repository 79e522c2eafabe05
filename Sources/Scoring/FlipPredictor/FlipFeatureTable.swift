import NoteModel

/// What the flip predictor knows of some notes, before any of it is fitted to data: a row a note
/// and moment.
///
/// 1.2 KB a row and 4 bytes a token.
struct FlipFeatureTable: Sendable {
  /// Position in `Snapshot.noteIDs`.
  var note: [UInt32] = []
  /// Position in `Snapshot.participants`.
  var author: [UInt32] = []
  /// `FeatureColumn.count` numbers a row.
  var values: [Double] = []
  /// By `RatingOrigin`: who said what.
  var tokens = RatingOrigin.allCases.map { _ in TokenRows() }

  var count: Int { note.count }

  func value(_ row: Int, _ column: FeatureColumn) -> Double {
    values[row * FeatureColumn.count + column.index]
  }

  mutating func append(_ other: FlipFeatureTable) {
    note += other.note
    author += other.author
    values += other.values
    for origin in tokens.indices { tokens[origin].append(other.tokens[origin]) }
  }
}

/// Sets of tokens by row.
struct TokenRows: Sendable {
  private(set) var starts = [0]
  private(set) var tokens: [UInt32] = []

  /// The tokens of a row, ascending and without repeats.
  subscript(row: Int) -> ArraySlice<UInt32> { tokens[starts[row]..<starts[row + 1]] }

  /// Adds a row; the tokens may come in any order and repeat.
  mutating func append(row: [UInt32]) {
    for token in row.sorted() where tokens.count == starts.last || tokens.last != token {
      tokens.append(token)
    }
    starts.append(tokens.count)
  }

  mutating func append(_ other: TokenRows) {
    let base = tokens.count
    tokens += other.tokens
    starts += other.starts.dropFirst().map { base + $0 }
  }
}

/// One rater's answer or tag in 32 bits: the rater's position in `Snapshot.participants` (below
/// 2²⁷), then five bits of what it was.
enum RatingToken {
  /// What a token tells.
  enum Kind: UInt8, Sendable, CaseIterable, Codable {
    case level
    case helpfulTag
    case notHelpfulTag
  }

  private static let firstLevel = UInt32(RatingTag.allCases.count)

  static func level(rater: UInt32, _ level: UInt8) -> UInt32 {
    rater << 5 | (firstLevel + UInt32(level))
  }

  static func tag(rater: UInt32, bit: Int) -> UInt32 { rater << 5 | UInt32(bit) }

  static func rater(of token: UInt32) -> UInt32 { token >> 5 }

  /// The same answer or tag of another rater.
  static func moved(_ token: UInt32, to rater: UInt32) -> UInt32 { rater << 5 | (token & 31) }

  static func kind(of token: UInt32) -> Kind {
    let code = token & 31
    if code >= firstLevel { return .level }
    return code < UInt32(RatingTag.helpful.count) ? .helpfulTag : .notHelpfulTag
  }
}
