import ArgumentParser
import Foundation
import NoteEvaluation
import Parallel
import Snapshot

/// What both commands of the evaluator read.
struct EvaluatorInput: ParsableArguments {
  @Argument(help: "Folder with the public tables, plain or as .gz or .zip.")
  var snapshot: String

  @Option(
    help: ArgumentHelp(
      """
      Texts of the posts, which are not public: a table with the columns tweetId and text. Without \
      it notes are read without the posts they are on.
      """, valueName: "posts.tsv"))
  var posts: String?

  @Option(
    help: ArgumentHelp(
      """
      Folder that score wrote to: ratings then weigh more the less viewpoint explains them, and \
      intercepts tell which notes were helpful. Without it all ratings weigh the same, and the status \
      history tells.
      """, valueName: "dir"))
  var scores: String?

  @Option(
    help: ArgumentHelp(
      "Further rules of abuse, one a line: a weight, a tab, a phrase.", valueName: "file"))
  var abuseRules: String?

  @Option(help: "Threads to use. Default: one per processor.")
  var threads: Int = processorCount()

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is \(threads), but must be 1 to 1024.")
    }
  }

  var workers: Workers { Workers(threads: threads) }

  /// - Throws: `SnapshotError`, `TableError`.
  func notes() throws -> [RatedNote] {
    // Read first: a wrong path is known before the work is done.
    let viewpoints = try scores.map(Viewpoints.init(folder:)) ?? Viewpoints()
    let texts = try posts.map(Self.texts(path:)) ?? [:]
    let (data, _) = try SnapshotReader(workers: workers).read(folder: snapshot)
    return RatedNote.labelled(in: data, posts: texts, viewpoints)
  }

  /// - Throws: `UnusableFile`.
  func rules() throws -> AbuseRules { try AbuseRules.read(path: abuseRules) }

  private static func texts(path: String) throws -> [Int64: String] {
    let table = try TSVTable(path: path)
    let ids = try table.integers("tweetId")
    let texts = try table.texts("text")
    return Dictionary(
      zip(ids, texts).compactMap { id, text in id.flatMap { id in text.map { (id, $0) } } },
      uniquingKeysWith: { first, _ in first })
  }
}

/// A file of the user's that can't be used, and why.
struct UnusableFile: Error, CustomStringConvertible {
  let file: String
  let reason: String

  var description: String { "\(file): \(reason)" }
}
