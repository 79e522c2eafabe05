import NoteModel
import Parallel
import Snapshot

/// Where the flip predictor's features come from.
struct FlipData: Sendable {
  let notes: PreparedNotes
  let posts: NotePosts
  let history: HistoryTable
  let ratings: RatingStore
  /// By position in `Snapshot.participants`; NaN where the rater has none.
  let raterFactors: [Float]
  let workers: Workers

  /// One row to make: a note, and what of its ratings and peers is known.
  struct Subject: Sendable {
    let note: Int
    /// Ratings and events after it are unknown.
    let cutoff: Int64
    /// When `Crowding.recent` ends.
    let present: Int64
  }

  /// The features of notes that are on a post and in the notes table.
  func table(_ subjects: [Subject]) -> FlipFeatureTable {
    let grain = 1024
    let pieces = workers.map((subjects.count + grain - 1) / grain) { piece in
      var table = FlipFeatureTable()
      for subject in subjects[piece * grain..<min(subjects.count, (piece + 1) * grain)] {
        append(subject, to: &table)
      }
      return table
    }
    return pieces.reduce(into: FlipFeatureTable()) { $0.append($1) }
  }

  /// Times of the ratings of a note up to a moment, ascending.
  func ratingTimes(ofNote note: Int, until cutoff: Int64 = .max) -> [Int64] {
    ratings.createdAtMillis[ratings.range(ofNote: note)].filter { $0 <= cutoff }.sorted()
  }

  private func append(_ subject: Subject, to table: inout FlipFeatureTable) {
    let note = subject.note
    let base = table.values.count
    table.note.append(UInt32(note))
    table.author.append(notes.author[note])
    table.values.append(contentsOf: repeatElement(.nan, count: FeatureColumn.count))
    func set(_ column: FeatureColumn, _ value: Double) {
      table.values[base + column.index] = value
    }

    let createdAt = notes.createdAtMillis[note]
    let post = Int(posts.post[note])
    set(.writingLatency, Double(createdAt - posts.createdAtMillis(post: post)))

    let times = ratingTimes(ofNote: note, until: subject.cutoff)
    let crowds = RatingCrowds(times, noteCreatedAt: createdAt, present: subject.present)
    for crowding in Crowding.allCases {
      for (window, count) in crowds[crowding].enumerated() {
        set(.crowdCount(crowding, window: window), Double(count))
        set(.crowdRatio(crowding, window: window), Double(count) / Double(max(1, times.count)))
      }
    }

    let peers = posts.notes(onPost: post).filter { $0 != UInt32(note) }.map(Int.init)
    let counts = peerCounts(peers, cutoff: subject.cutoff)
    for count in PeerCount.allCases { set(.peers(count), Double(counts[Int(count.rawValue)])) }

    for origin in RatingOrigin.allCases {
      let rated =
        switch origin {
        case .local: [note]
        case .peerMisleading: peers.filter { notes.classification[$0] == .misleading }
        case .peerNotMisleading: peers.filter { notes.classification[$0] == .notMisleading }
        }
      let summary = RatingSummary(self, of: rated, until: subject.cutoff)
      summary.forEachValue(origin, set)
      table.tokens[Int(origin.rawValue)].append(row: summary.tokens)
    }
  }

  /// By `PeerCount`: the other notes on a post, as known at a moment.
  private func peerCounts(_ peers: [Int], cutoff: Int64) -> [Int] {
    var counts = [Int](repeating: 0, count: PeerCount.allCases.count)
    func add(_ count: PeerCount) { counts[Int(count.rawValue)] += 1 }
    for peer in peers where notes.createdAtMillis[peer] <= cutoff {
      add(.all)
      if notes.classification[peer] == .notMisleading { add(.notMisleading) }
      guard notes.classification[peer] == .misleading else { continue }
      add(.misleading)
      guard notes.historyRow[peer] >= 0 else { continue }
      let row = Int(notes.historyRow[peer])
      if let time = history.firstNmrDueToMinStableCrhTimeAt[row].value, time <= cutoff {
        add(.heldBack)
      }
      let isLater = history.firstNonNMRStatusAt[row].value.map { $0 > cutoff } ?? false
      if history.firstNonNMRStatus[row] == .helpful && !isLater { add(.helpful) }
    }
    return counts
  }
}

/// What the ratings of a few notes say together.
private struct RatingSummary {
  private var count = 0
  private var tagCounts = [Int](repeating: 0, count: RatingTag.allCases.count)
  /// By viewpoint, then level.
  private var viewpointCounts = [Int](repeating: 0, count: 9)
  private var helpfulFactors = FactorStatistics()
  private(set) var tokens: [UInt32] = []

  init(_ data: FlipData, of rated: [Int], until cutoff: Int64) {
    let ratings = data.ratings
    for note in rated {
      for rating in ratings.range(ofNote: note) where ratings.createdAtMillis[rating] <= cutoff {
        add(
          rater: ratings.rater[rating], level: ratings.level[rating], tags: ratings.tags(rating),
          factor: Double(data.raterFactors[Int(ratings.rater[rating])]))
      }
    }
  }

  private mutating func add(rater: UInt32, level: UInt8, tags: RatingTags, factor: Double) {
    count += 1
    tokens.append(RatingToken.level(rater: rater, level))
    var rest = tags.rawValue
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      tagCounts[bit] += 1
      tokens.append(RatingToken.tag(rater: rater, bit: bit))
      rest &= rest - 1
    }
    guard !factor.isNaN else { return }
    viewpointCounts[Int(Viewpoint(factor: factor).rawValue) * 3 + Int(level)] += 1
    if level == Helpfulness.helpful.rawValue { helpfulFactors.add(factor) }
  }

  func forEachValue(_ origin: RatingOrigin, _ body: (FeatureColumn, Double) -> Void) {
    for tag in RatingTag.allCases {
      let share = count == 0 ? .nan : Double(tagCounts[Int(tag.rawValue)]) / Double(count)
      body(.tagRatio(origin, tag.rawValue), share)
    }
    for (index, column) in FeatureColumn.viewpointCounts(origin).enumerated() {
      body(column, Double(viewpointCounts[index]))
    }
    for statistic in FactorStatistic.allCases {
      body(.factorStatistic(origin, statistic), helpfulFactors[statistic])
    }
  }
}
