import Foundation
import Snapshot
import Testing

/// One line of a gates file in `../shared/parity`: a limit on a column's difference from the
/// reference.
struct Gate: Sendable, Hashable, CustomTestStringConvertible {
  /// The table, such as `scored_notes.tsv`.
  let file: String
  let column: String
  let measure: String
  let limit: Double
  var testDescription: String { "\(file) \(column) \(measure) ≤ \(limit)" }

  /// The gates of a file, those on whole rows left out; none where the file is absent.
  static func read(_ name: String) -> [Gate] {
    let text = try? String(contentsOfFile: ParitySet.path(name), encoding: .utf8)
    return (text ?? "").split(separator: "\n").compactMap { line in
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      guard words.count == 4, words[1] != "rows", let limit = Double(words[3]) else { return nil }
      return Gate(file: words[0], column: words[1], measure: words[2], limit: limit)
    }
  }

  /// The gates on single columns of the core model.
  static let core = read("small/gates-core.txt")
}
