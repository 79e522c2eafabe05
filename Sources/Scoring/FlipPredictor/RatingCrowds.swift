import NoteModel

/// How a note's ratings crowd in time.
struct RatingCrowds: Sendable {
  /// By `Crowding.minutes`.
  var first: [Int]
  var burst: [Int]
  var recent: [Int]

  /// - Parameters:
  ///   - times: of the ratings, ascending, milliseconds.
  ///   - present: up to when ratings are known.
  init(_ times: [Int64], noteCreatedAt: Int64, present: Int64) {
    first = Crowding.minutes.map { minutes in
      times.count { $0 < noteCreatedAt + Int64(minutes) * Millis.minute }
    }
    burst = Crowding.minutes.map { Self.burst(times, minutes: $0) }
    recent = Crowding.minutes.map { minutes in
      times.count { $0 > present - Int64(minutes) * Millis.minute }
    }
  }

  subscript(_ crowding: Crowding) -> [Int] {
    switch crowding {
    case .first: first
    case .burst: burst
    case .recent: recent
    }
  }

  /// The most ratings in a window of whole minutes of the clock, wherever it begins.
  static func burst(_ times: [Int64], minutes: Int) -> Int {
    var most = 0
    var oldest = 0
    for newest in times.indices {
      let minute = times[newest] / Millis.minute
      while minute - times[oldest] / Millis.minute >= Int64(minutes) { oldest += 1 }
      most = max(most, newest - oldest + 1)
    }
    return most
  }
}
