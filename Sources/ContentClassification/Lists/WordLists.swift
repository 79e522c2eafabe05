/// What operators list: words, phrases and patterns by label. A value; `ListMatcher` finds them.
public struct WordLists: Hashable, Sendable {
  public static let maximumEntries = 20_000
  public static let maximumPatterns = 256
  public static let maximumBytes = 1 << 20

  public let entries: [ListEntry]

  public static let empty = WordLists(checked: [])

  private init(checked entries: [ListEntry]) { self.entries = entries }

  /// Of entries with the same label and text the first stays.
  public init(_ entries: [ListEntry]) throws(ListProblem) {
    guard entries.count <= Self.maximumEntries else {
      throw .tooManyEntries(limit: Self.maximumEntries)
    }
    var seen: Set<EntryKey> = []
    var kept: [ListEntry] = []
    var patterns = 0
    for entry in entries where seen.insert(EntryKey(entry)).inserted {
      if try !EntryShape(entry.text).isWord { patterns += 1 }
      kept.append(entry)
    }
    guard patterns <= Self.maximumPatterns else {
      throw .tooManyPatterns(limit: Self.maximumPatterns)
    }
    self.entries = kept
  }

  /// Reads lines of `label score entry`, such as `spam 0.9 cheap watch*`. Empty lines and lines that
  /// begin with `//` are passed over.
  public init(parsing text: String) throws(ListProblem) {
    guard text.utf8.count <= Self.maximumBytes else { throw .tooLarge(limit: Self.maximumBytes) }
    var entries: [ListEntry] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("//") || line.allSatisfy(\.isWhitespace) { continue }
      do throws(ListProblem) {
        entries.append(try Self.entry(line))
      } catch {
        throw .line(index + 1, error)
      }
      guard entries.count <= Self.maximumEntries else {
        throw .tooManyEntries(limit: Self.maximumEntries)
      }
    }
    try self.init(entries)
  }

  private static func entry(_ line: Substring) throws(ListProblem) -> ListEntry {
    let parts = line.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard let name = parts.first, let label = ContentLabel(String(name)) else { throw .badLabel }
    guard parts.count > 1, let score = Double(parts[1]) else { throw .badScore }
    guard parts.count > 2 else { throw .nothingToMatch }
    return try ListEntry(label: label, score: score, text: String(parts[2]))
  }

  /// The labels that entries have, in the order of the list.
  public var labels: [ContentLabel] {
    var seen: Set<ContentLabel> = []
    return entries.map(\.label).filter { seen.insert($0).inserted }
  }
}

/// What makes an entry the same: its label and its text, not its score.
public struct EntryKey: Hashable, Sendable, Comparable {
  public let label: ContentLabel
  public let text: String

  public init(_ entry: ListEntry) {
    self.init(label: entry.label, text: entry.text)
  }

  init(label: ContentLabel, text: String) {
    self.label = label
    self.text = text
  }

  public static func < (one: EntryKey, other: EntryKey) -> Bool {
    one.label == other.label
      ? one.text.utf8.lexicographicallyPrecedes(other.text.utf8) : one.label < other.label
  }
}
