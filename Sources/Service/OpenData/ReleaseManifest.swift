import Foundation

/// What `manifest.json` says of a folder of public files.
public struct ReleaseManifest: Codable, Hashable, Sendable {
  /// Grows when files or columns change in a way that readers must know of.
  public static let currentFormat = 1
  public static let fileName = "manifest.json"

  public var formatVersion = Self.currentFormat
  /// The day of the release, UTC, such as `2026-07-16`.
  public var date: String
  /// When the files were written, in milliseconds since the epoch.
  public var publishedAt: Int64
  /// The files hold notes and ratings made until then, in milliseconds since the epoch.
  public var cutOff: Int64
  /// Version of the source that scored.
  public var engineVersion: String
  /// How to repeat the scoring run at the cut-off; nil: nothing had been scored by then.
  public var scoring: Scoring?
  /// Every other file, ascending by name.
  public var files: [File]

  public struct File: Codable, Hashable, Sendable {
    /// Path below the folder.
    public var name: String
    /// Rows after the header.
    public var rows: Int
    public var bytes: Int
    /// Hexadecimal digits.
    public var sha256: String
  }

  /// The run whose inputs the tables are, and whose statuses `scored_notes.tsv` has.
  public struct Scoring: Codable, Hashable, Sendable {
    /// `full`, or `final` for one that scored with what an earlier run learned.
    public var kind: String
    /// The `now` of final scoring, in milliseconds since the epoch.
    public var decidedAt: Int64
    /// The `now` of prescoring; its own tables are in the folder `prescoring` where it differs.
    public var prescoredAt: Int64
    /// As text: JavaScript's numbers cannot hold it.
    public var seed: String
    /// Whether the notes and ratings are exactly those that the run read. If not, some were changed
    /// or deleted since, and repeating the run may give a few other statuses.
    public var hasSameContributions: Bool
  }

  /// Command lines that repeat the run and compare its statuses with those in the files; empty: no run
  /// had decided anything.
  ///
  /// - Parameter folder: where the files are.
  public func verification(folder: String) -> [String] {
    guard let scoring else { return [] }
    let numbers = "--now \(scoring.decidedAt) --seed \(scoring.seed)"
    // The first final run after a start learns anew by itself.
    guard scoring.prescoredAt != scoring.decidedAt else {
      return ["commonground verify \(folder) --published \(folder) \(numbers)"]
    }
    return [
      "commonground score \(folder)/prescoring --prescore-only --now \(scoring.prescoredAt) "
        + "--seed \(scoring.seed) --output state",
      "commonground verify \(folder) --published \(folder) --prescored state \(numbers)",
    ]
  }

  /// The text of `manifest.json`.
  public var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }

  public init(json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }

  init(
    date: String, publishedAt: Int64, cutOff: Int64, engineVersion: String, scoring: Scoring?,
    files: [File] = []
  ) {
    self.date = date
    self.publishedAt = publishedAt
    self.cutOff = cutOff
    self.engineVersion = engineVersion
    self.scoring = scoring
    self.files = files
  }
}
