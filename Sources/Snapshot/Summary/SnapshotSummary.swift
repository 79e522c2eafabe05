import NoteModel

/// What is in a snapshot, in numbers.
public struct SnapshotSummary: Hashable, Sendable, Codable {
  /// How often something occurs.
  public struct Tally: Hashable, Sendable, Codable {
    /// As in the public tables; empty where the cell is empty.
    public let name: String
    /// How often it occurs, 1 or more.
    public let count: Int
  }

  /// First and last moment, milliseconds since the epoch.
  public struct Period: Hashable, Sendable, Codable {
    /// The first moment.
    public let first: Int64
    /// The last moment.
    public let last: Int64
  }

  /// Rows of the notes table.
  public let notes: Int
  /// Different posts with a note; posts that are gone do not count.
  public let posts: Int
  /// Different authors in the notes table.
  public let authors: Int
  /// From the first note to the last; nil without notes.
  public let notePeriod: Period?
  /// Notes by what they say of their post.
  public let classifications: [Tally]

  /// Rows of the ratings table.
  public let ratings: Int
  /// Different raters in the ratings table.
  public let raters: Int
  /// From the first rating to the last; nil without ratings.
  public let ratingPeriod: Period?
  /// Ratings by answer, the old yes-or-no form included.
  public let levels: [Tally]
  /// Ratings by raters who were drawn at random and asked.
  public let populationSampledRatings: Int
  /// Over the notes of the notes table, those without a rating included.
  public let ratingsPerNote: Histogram
  /// Over participants with at least one rating.
  public let ratingsPerRater: Histogram
  /// Notes with at least five ratings, the fewest that scoring asks for.
  public let notesWithFiveRatings: Int

  /// Rows of the status history.
  public let historyRows: Int
  /// Notes of the history by current status.
  public let statuses: [Tally]
  /// Notes whose status can no longer change.
  public let lockedNotes: Int

  /// Rows of the enrollment table.
  public let enrollments: Int
  /// Participants by enrollment state.
  public let enrollmentStates: [Tally]
  /// Participants by modeling population.
  public let modelingPopulations: [Tally]
  /// Participants by modeling group, the largest first.
  public let modelingGroups: [Tally]

  /// Rows of the note requests table.
  public let requests: Int
  /// What contradicts itself or is worth knowing, errors first.
  public let findings: [SnapshotFinding]

  /// Goes over every table once or twice. Memory while it runs: 4 bytes a rating, 16 a participant
  /// or note.
  public init(_ snapshot: Snapshot) {
    let table = snapshot.notes
    notes = table.count
    posts = Set(table.postID.filter { $0 != -1 }).count
    authors = Self.distinct(table.author, of: snapshot.participants.count)
    notePeriod = Self.period(table.createdAtMillis)
    classifications = Self.tallies(
      table.classification, in: Classification.allCases, name: \.name)

    let rated = snapshot.ratings
    ratings = rated.count
    ratingPeriod = Self.period(rated.createdAtMillis)
    levels = Self.tallies(
      rated.answer.lazy.map(\.helpfulness), in: Helpfulness.allCases.reversed(), name: \.name)
    populationSampledRatings = rated.answer.count { $0.source == .populationSampled }
    let perNote = Self.counts(rated.note, of: snapshot.noteIDs.count)
    let countsOfNotes = table.note.map { perNote[Int($0)] }
    ratingsPerNote = Histogram(countsOfNotes)
    notesWithFiveRatings = countsOfNotes.count { $0 >= 5 }
    let perRater = Self.counts(rated.rater, of: snapshot.participants.count).filter { $0 > 0 }
    ratingsPerRater = Histogram(perRater)
    raters = perRater.count

    let history = snapshot.history
    historyRows = history.count
    statuses = Self.tallies(
      history.currentStatus, in: [.helpful, .needsMoreRatings, .notHelpful] + NoteStatus.unusual,
      name: \.name)
    lockedNotes = history.lockedStatus.count { $0 != nil }

    let enrollment = snapshot.enrollment
    enrollments = enrollment.count
    enrollmentStates = Self.tallies(
      enrollment.state, in: EnrollmentState.allCases, name: \.name)
    modelingPopulations = Self.tallies(
      enrollment.modelingPopulation, in: ModelingPopulation.allCases, name: \.name)
    modelingGroups = Self.tallies(
      enrollment.modelingGroup, in: Set(enrollment.modelingGroup.compactMap { $0 }).sorted(),
      name: \.description
    ).sorted { $0.count > $1.count }

    requests = snapshot.requests.count
    findings = SnapshotCheck.findings(in: snapshot)
  }

  /// How often each value occurs, in the order given, then how many are missing; zeros are left out.
  private static func tallies<Value: Hashable>(
    _ values: some Sequence<Value?>, in order: [Value], name: (Value) -> String
  ) -> [Tally] {
    var counts: [Value?: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let known = order.map { Tally(name: name($0), count: counts[$0] ?? 0) }
    return (known + [Tally(name: "", count: counts[nil] ?? 0)]).filter { $0.count > 0 }
  }

  private static func period(_ times: [Int64]) -> Period? {
    guard let first = times.min(), let last = times.max() else { return nil }
    return Period(first: first, last: last)
  }

  private static func counts(_ positions: [UInt32], of size: Int) -> [Int] {
    var counts = Array(repeating: 0, count: size)
    for position in positions { counts[Int(position)] += 1 }
    return counts
  }

  private static func distinct(_ positions: [UInt32], of size: Int) -> Int {
    counts(positions, of: size).count { $0 > 0 }
  }
}

extension NoteStatus {
  /// Statuses of single models, which no table should show as a note's status.
  fileprivate static let unusual: [NoteStatus] = [.needsYourHelp, .firmReject]
}
