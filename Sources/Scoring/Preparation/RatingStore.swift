import NoteModel
import Snapshot

/// The ratings that take part in scoring, grouped by note; within a note in the order of the files.
///
/// 17 bytes a rating. Filters are masks over notes and raters (`Scope`), not copies.
public struct RatingStore: Sendable {
  /// The ratings of note `n` are `starts[n] ..< starts[n + 1]`.
  public private(set) var starts: [Int]
  /// Position in `Snapshot.participants`.
  public private(set) var rater: [UInt32]
  public private(set) var createdAtMillis: [Int64]
  /// Raw value of `Helpfulness`: the rating in steps of one half.
  public private(set) var level: [UInt8]
  private var packed: [UInt32]

  /// Set in `packed` beside the 22 tag bits.
  private static let sampledBit: UInt32 = 1 << 31
  /// Set where the rating carries the level of today's form, not the old binary answer.
  private static let levelBit: UInt32 = 1 << 30

  public var count: Int { rater.count }
  public var noteCount: Int { starts.count - 1 }

  @inlinable public func range(ofNote note: Int) -> Range<Int> { starts[note]..<starts[note + 1] }

  public func tags(_ rating: Int) -> RatingTags {
    RatingTags(rawValue: packed[rating] & 0x3F_FFFF)
  }

  /// Whether the rater was drawn at random and asked.
  public func isPopulationSampled(_ rating: Int) -> Bool { packed[rating] & Self.sampledBit != 0 }

  /// Whether `helpfulnessLevel` was given, as on every rating since June 2021.
  func hasLevel(_ rating: Int) -> Bool { packed[rating] & Self.levelBit != 0 }

  /// Keeps the ratings that answer and whose note accepts ratings.
  public init(_ ratings: RatingTable, notes: PreparedNotes) {
    let accepts = (0..<notes.count).map { notes.acceptsRatings($0) }
    var starts = [Int](repeating: 0, count: notes.count + 1)
    for row in 0..<ratings.count where ratings.answer[row].helpfulness != nil {
      let note = Int(ratings.note[row])
      if accepts[note] { starts[note + 1] += 1 }
    }
    for note in 0..<notes.count { starts[note + 1] += starts[note] }
    let count = starts[notes.count]
    var next = starts
    rater = Array(repeating: 0, count: count)
    createdAtMillis = Array(repeating: 0, count: count)
    level = Array(repeating: 0, count: count)
    packed = Array(repeating: 0, count: count)
    for row in 0..<ratings.count {
      let answer = ratings.answer[row]
      let note = Int(ratings.note[row])
      guard accepts[note], let helpfulness = answer.helpfulness else { continue }
      let rating = next[note]
      next[note] += 1
      rater[rating] = ratings.rater[row]
      createdAtMillis[rating] = ratings.createdAtMillis[row]
      level[rating] = helpfulness.rawValue
      packed[rating] =
        ratings.tags[row].rawValue
        | (answer.source == .populationSampled ? Self.sampledBit : 0)
        | (answer.level != nil ? Self.levelBit : 0)
    }
    self.starts = starts
  }

  /// The store without some ratings.
  ///
  /// - Parameter dropped: positions, ascending.
  func dropping(_ dropped: [Int]) -> RatingStore {
    guard !dropped.isEmpty else { return self }
    var copy = self
    var nextDropped = 0
    var kept = 0
    for note in 0..<noteCount {
      copy.starts[note] = kept
      for rating in range(ofNote: note) {
        if nextDropped < dropped.count, dropped[nextDropped] == rating {
          nextDropped += 1
          continue
        }
        copy.rater[kept] = rater[rating]
        copy.createdAtMillis[kept] = createdAtMillis[rating]
        copy.level[kept] = level[rating]
        copy.packed[kept] = packed[rating]
        kept += 1
      }
    }
    copy.starts[noteCount] = kept
    copy.rater.removeLast(count - kept)
    copy.createdAtMillis.removeLast(count - kept)
    copy.level.removeLast(count - kept)
    copy.packed.removeLast(count - kept)
    return copy
  }

  /// The ratings of some notes.
  func keepingNotes(_ isKept: (Int) -> Bool) -> RatingStore {
    dropping((0..<noteCount).flatMap { isKept($0) ? [] : Array(range(ofNote: $0)) })
  }
}
