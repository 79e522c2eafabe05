import ArgumentParser
import Scoring
import Snapshot

/// Options for runs that come after another.
struct RescoringOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Folder with the results of an earlier run, whose status history the snapshot has: notes \
      about which nothing changed since keep their scores.
      """, valueName: "dir"))
  var previous: String?

  @Option(
    help: ArgumentHelp(
      """
      Up to when that run had ratings, in milliseconds since 1970: notes rated later are scored \
      again. Default: when it decided.
      """, valueName: "millis"))
  var previousRatingsUntil: Int64?

  @Flag(
    help:
      "Write nothing if more notes would gain or lose the status helpful than one run may change."
  )
  var checkFlips = false

  func validate() throws {
    if previousRatingsUntil != nil, previous == nil {
      throw ValidationError("--previous-ratings-until has a meaning with --previous alone.")
    }
  }

  func previousScores() throws(TableError) -> PreviousScores? {
    guard let previous else { return nil }
    return try PreviousScores(folder: previous, ratingsUntil: previousRatingsUntil)
  }
}
