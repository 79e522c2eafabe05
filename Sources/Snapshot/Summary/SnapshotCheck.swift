/// Looks for rows of a snapshot that contradict each other.
struct SnapshotCheck {
  private static let missing = UInt32.max
  private let snapshot: Snapshot
  /// The row of each note in the notes and in the history.
  private var noteRow: [UInt32]
  private var historyRow: [UInt32]
  private var rows: [SnapshotFinding.Kind: [UInt32]] = [:]
  private var counts: [SnapshotFinding.Kind: Int] = [:]

  /// Runs all checks; errors come first, else in the order of `SnapshotFinding.Kind`.
  static func findings(in snapshot: Snapshot) -> [SnapshotFinding] {
    var check = SnapshotCheck(snapshot)
    check.checkNotes()
    check.checkRatings()
    check.checkEnrollment()
    let found = SnapshotFinding.Kind.allCases.compactMap { check.finding($0) }
    return found.filter(\.isError) + found.filter { !$0.isError }
  }

  private init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    noteRow = Array(repeating: Self.missing, count: snapshot.noteIDs.count)
    historyRow = noteRow
  }

  /// Counts one row and keeps the first few notes or participants.
  private mutating func add(_ kind: SnapshotFinding.Kind, _ position: UInt32) {
    counts[kind, default: 0] += 1
    if rows[kind, default: []].count < 3, !rows[kind, default: []].contains(position) {
      rows[kind, default: []].append(position)
    }
  }

  private func finding(_ kind: SnapshotFinding.Kind) -> SnapshotFinding? {
    guard let count = counts[kind] else { return nil }
    let people: Set<SnapshotFinding.Kind> = [.participantsNotEnrolled, .repeatedEnrollments]
    let examples = rows[kind, default: []].map { position in
      people.contains(kind)
        ? snapshot.participants[Int(position)] : String(snapshot.noteIDs[Int(position)])
    }
    return SnapshotFinding(kind: kind, count: count, examples: examples)
  }

  private mutating func checkNotes() {
    let (notes, history) = (snapshot.notes, snapshot.history)
    for (row, note) in history.note.enumerated() {
      if historyRow[Int(note)] != Self.missing { add(.repeatedHistoryRows, note) }
      historyRow[Int(note)] = UInt32(row)
    }
    for (row, note) in notes.note.enumerated() {
      if noteRow[Int(note)] != Self.missing { add(.repeatedNotes, note) }
      noteRow[Int(note)] = UInt32(row)
      guard history.count > 0 else { continue }
      guard historyRow[Int(note)] != Self.missing else {
        add(.notesWithoutHistory, note)
        continue
      }
      let past = Int(historyRow[Int(note)])
      if history.author[past] != notes.author[row] { add(.authorsDiffer, note) }
      if history.createdAtMillis[past] != notes.createdAtMillis[row] {
        add(.creationTimesDiffer, note)
      }
    }
  }

  private mutating func checkRatings() {
    let ratings = snapshot.ratings
    for row in 0..<ratings.count {
      let note = ratings.note[row]
      if ratings.answer[row].helpfulness == nil { add(.ratingsWithoutAnswer, note) }
      guard let (created, author) = origin(of: note) else {
        add(.ratingsOnUnknownNotes, note)
        continue
      }
      if noteRow[Int(note)] == Self.missing { add(.ratingsOnDeletedNotes, note) }
      if ratings.createdAtMillis[row] < created { add(.ratingsBeforeTheirNote, note) }
      if ratings.rater[row] == author { add(.ratingsByTheAuthor, note) }
    }
    checkRepeatedRatings()
  }

  private func origin(of note: UInt32) -> (created: Int64, author: UInt32)? {
    let row = noteRow[Int(note)]
    if row != Self.missing {
      return (snapshot.notes.createdAtMillis[Int(row)], snapshot.notes.author[Int(row)])
    }
    let past = historyRow[Int(note)]
    guard past != Self.missing else { return nil }
    return (snapshot.history.createdAtMillis[Int(past)], snapshot.history.author[Int(past)])
  }

  /// Deals the raters to their notes, 4 bytes a rating, and looks whether one comes twice.
  private mutating func checkRepeatedRatings() {
    let ratings = snapshot.ratings
    var ends = Array(repeating: 0, count: snapshot.noteIDs.count + 1)
    for note in ratings.note { ends[Int(note) + 1] += 1 }
    for note in 1..<ends.count { ends[note] += ends[note - 1] }
    let starts = ends
    var raters = Array(repeating: UInt32(0), count: ratings.count)
    for row in 0..<ratings.count {
      let note = Int(ratings.note[row])
      raters[ends[note]] = ratings.rater[row]
      ends[note] += 1
    }
    var lastNote = Array(repeating: Self.missing, count: snapshot.participants.count)
    for note in 0..<snapshot.noteIDs.count {
      for rater in raters[starts[note]..<starts[note + 1]] {
        if lastNote[Int(rater)] == UInt32(note) { add(.repeatedRatings, UInt32(note)) }
        lastNote[Int(rater)] = UInt32(note)
      }
    }
  }

  private mutating func checkEnrollment() {
    guard snapshot.enrollment.count > 0 else { return }
    var isEnrolled = Array(repeating: false, count: snapshot.participants.count)
    for participant in snapshot.enrollment.participant {
      if isEnrolled[Int(participant)] { add(.repeatedEnrollments, participant) }
      isEnrolled[Int(participant)] = true
    }
    var isActive = Array(repeating: false, count: snapshot.participants.count)
    for rater in snapshot.ratings.rater { isActive[Int(rater)] = true }
    for author in snapshot.notes.author { isActive[Int(author)] = true }
    for participant in isActive.indices where isActive[participant] && !isEnrolled[participant] {
      add(.participantsNotEnrolled, UInt32(participant))
    }
  }
}
