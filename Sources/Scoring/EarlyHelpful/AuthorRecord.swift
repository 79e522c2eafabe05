import NoteModel
import Snapshot

/// What became of every author's notes, and when it was last decided.
struct AuthorRecord: Sendable {
  /// How many notes stand where.
  struct Counts: Sendable, Equatable {
    var helpful: Int32 = 0
    var notHelpful: Int32 = 0
    var needsMoreRatings: Int32 = 0
  }

  /// The events of participant `p` are `starts[p] ..< starts[p + 1]`.
  private let starts: [Int]
  /// When a note's status was last decided; ascending within an author.
  private let decidedAt: [Int64]
  /// Statuses of all events before each: helpful, not helpful, needs more ratings. One more entry
  /// than events, so that a window's counts are a difference.
  private let before: [SIMD3<Int32>]
  /// By note: the event that is its own, `nil` time where it has none.
  private let ownEvent: [(at: OptionalMillis, status: NoteStatus?)]

  init(_ data: ScoringData) {
    let history = data.history
    let rows = (0..<history.count).filter { history.currentStatusAt[$0].value != nil }
      .sorted { first, second in
        (history.author[first], history.currentStatusAt[first].value ?? 0)
          < (history.author[second], history.currentStatusAt[second].value ?? 0)
      }
    var starts = [Int](repeating: 0, count: data.participantCount + 1)
    for row in rows { starts[Int(history.author[row]) + 1] += 1 }
    for author in 0..<data.participantCount { starts[author + 1] += starts[author] }
    self.starts = starts
    decidedAt = rows.map { history.currentStatusAt[$0].value ?? 0 }
    before = rows.reduce(into: [.zero]) { sums, row in
      sums.append(sums[sums.count - 1] &+ Self.indicator(history.currentStatus[row]))
    }
    ownEvent = data.notes.historyRow.map { row in
      row < 0
        ? (.missing, nil) : (history.currentStatusAt[Int(row)], history.currentStatus[Int(row)])
    }
  }

  /// The other notes of a note's author whose status was last decided within a window: before `time`,
  /// and at most `window` milliseconds before it.
  func counts(note: Int, author: UInt32, before time: Int64, window: Int64) -> Counts {
    let events = starts[Int(author)]..<starts[Int(author) + 1]
    let first = firstEvent(in: events, notBefore: time - window)
    let end = firstEvent(in: events, notBefore: time)
    var sums = before[end] &- before[first]
    if let own = ownEvent[note].at.value, own < time, own >= time - window {
      sums = sums &- Self.indicator(ownEvent[note].status)
    }
    return Counts(helpful: sums.x, notHelpful: sums.y, needsMoreRatings: sums.z)
  }

  /// Binary search.
  private func firstEvent(in events: Range<Int>, notBefore time: Int64) -> Int {
    var low = events.lowerBound
    var high = events.upperBound
    while low < high {
      let middle = (low + high) / 2
      if decidedAt[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func indicator(_ status: NoteStatus?) -> SIMD3<Int32> {
    switch status {
    case .helpful: SIMD3(1, 0, 0)
    case .notHelpful: SIMD3(0, 1, 0)
    case .needsMoreRatings: SIMD3(0, 0, 1)
    default: .zero
    }
  }
}
