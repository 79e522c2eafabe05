import NoteModel
import Snapshot

/// A synthetic community: who takes part, what they write and how they rate.
///
/// The model, in one paragraph: contributors stand in camps on a line or a plane, or in the middle,
/// and differ in leniency, care, writing skill and activity. Posts pull attention unevenly; their
/// notes have a quality that everybody sees and a lean that pleases one side. A contributor's
/// liking of a note is its quality, plus the agreement (dot product) of viewpoint and lean, plus
/// leniency, plus noise; thresholds turn liking into an answer, and the answer and the note's
/// faults into tags. Coordinated groups and attackers answer by their purpose instead.
///
/// Everything follows from the values here: the same values give the same snapshot.
///
/// ```swift
/// var community = Community()
/// community.raters = 500
/// let (snapshot, truth) = try community.simulate()
/// ```
public struct Community: Sendable {
  /// Contributors.
  public var raters = 2_000
  /// Notes written, deleted ones included.
  public var notes = 3_000
  /// Ratings to aim at; the snapshot has about this many.
  public var ratings = 120_000

  /// How many camps hold different views, 2 or more.
  public var viewpoints = 2
  /// 1: camps stand evenly on a line from −1 to 1. 2: evenly on the unit circle.
  public var viewpointDimensions = 1
  /// How much larger the first camp is than the last, −0.9…0.9: with two camps, their sizes are
  /// as 1 + lean to 1 − lean.
  public var lean = 0.125
  /// Share of contributors who stand in the middle, outside all camps.
  public var moderateShare = 0.2

  /// Share of posts on each of the scorer's topics.
  public var topics = TopicShares()

  /// Groups that act as one.
  public var coordinatedGroups = CoordinatedGroups()
  /// Share of ratings that come from attackers, who call bad notes helpful and good ones not.
  public var attackShare = 0.01

  /// Share of ratings by raters drawn at random and asked.
  public var populationSampledShare = 0.06
  /// Share of notes that say that their post is not misleading.
  public var notMisleadingShare = 0.14
  /// Share of notes known to the history that their authors deleted.
  public var deletedShare = 0.03

  /// Whether notes have a status history from an earlier scoring run.
  public var history = true
  /// Days before `now` at which the history's last scoring run happened; later notes have none.
  public var historyAgeDays = 3.0

  /// Days from the first post to `now`.
  public var days = 120.0
  /// End of the data, milliseconds since the epoch. By default 16 July 2026, 00:00 UTC.
  public var now: Int64 = 1_784_160_000_000
  /// Which of the many communities with these values.
  public var seed: UInt64 = 1

  /// A small community in which the models find notes of every status.
  public init() {}

  /// Ratings of a community of this size: 40 a note, fewer where contributors are few.
  public static func usualRatings(raters: Int, notes: Int) -> Int {
    max(1, min(40 * notes, mostRatings(raters: raters, notes: notes)))
  }

  /// The most ratings that can be simulated with room to choose who rates what.
  static func mostRatings(raters: Int, notes: Int) -> Int {
    Int(Double(notes) * Double(raters) * RatingPlan.largestShareOfRaters / 2)
  }

  /// The simulated public data.
  ///
  /// - Throws: `CommunityError` where a value is out of range.
  public func snapshot() throws(CommunityError) -> Snapshot { try simulate().snapshot }
}

/// Groups that rate the same notes in the same way within minutes, always for one side.
public struct CoordinatedGroups: Hashable, Sendable {
  /// How many groups.
  public var count: Int
  /// Members of one group.
  public var size: Int
  /// Notes that one group rates. A member takes part in most of them.
  public var notes: Int

  /// By default few groups, each large and busy enough to be found.
  public init(count: Int = 3, size: Int = 7, notes: Int = 130) {
    self.count = count
    self.size = size
    self.notes = notes
  }

  /// The chance that a member takes part in rating one of the group's notes.
  static let participation = 0.85
}
