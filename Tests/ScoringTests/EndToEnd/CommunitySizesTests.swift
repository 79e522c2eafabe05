import NoteModel
import Simulation
import Snapshot
import Testing

@testable import Scoring

/// Communities of every size, and lopsided ones: no error, a reason for every silent model, and no
/// status that the published rules would not give.
@Suite("A community of any size or shape")
struct CommunitySizesTests {
  private static func simulated(notes: Int, ratingsPerNote: Int = 30) throws -> Snapshot {
    var community = Community()
    community.notes = notes
    community.raters = max(200, notes / 2)
    community.ratings = notes * ratingsPerNote
    community.coordinatedGroups.count = 0
    return try community.snapshot()
  }

  /// What the published rules ask of any note before it has a status, whatever the models say.
  private func expectOnlyEarnedStatuses(_ result: ScoredSnapshot, _ snapshot: Snapshot) {
    for (note, verdict) in result.verdicts.enumerated() {
      let row = snapshot.history.note.firstIndex { Int($0) == note }
      let locked = row.flatMap { snapshot.history.lockedStatus[$0] }
      guard verdict.status != .needsMoreRatings, locked == nil else { continue }
      // A model said so, from five ratings or more, and two reasons explain it.
      let says = [
        result.models.own.values.map { $0.status(note) },
        [result.models.groups.status(note), result.models.multiGroups.status(note)],
      ].flatMap { $0 }
      #expect(says.contains(verdict.status) || says.contains(.needsYourHelp))
      #expect(result.counts.ratings[note] >= 5)
      #expect(verdict.firstTag != nil && verdict.secondTag != nil)
      #expect(verdict.decidedBy != .metaInitialNeedsMoreRatings)
    }
  }

  /// Every model of the table has a result for some note, or a reason why not.
  private func expectEveryModelAccountedFor(_ result: ScoredSnapshot, _ table: ModelTable) {
    let silent = Set(result.models.shortfalls.map(\.model))
    for model in table.final {
      let speaks =
        switch model.columns {
        case .own(let prefix): result.models.own[prefix] != nil
        case .group(let number): result.models.groups.model.contains(number)
        case .multiGroup(let number): result.models.multiGroups.model.contains(number)
        case .topic(let topic): result.models.topics.model.contains(Int16(topic.rawValue))
        }
      // A model that ran may still capture no note; one that has a say cannot be named silent.
      #expect(!(speaks && silent.contains(model.name)), "\(model.name)")
    }
    #expect(silent.count == result.models.shortfalls.count, "each is named once")
  }

  @Test("is scored without an error", arguments: [0, 1, 10, 100, 1000])
  func sizes(notes: Int) throws {
    let snapshot = notes == 0 ? Snapshot() : try Self.simulated(notes: notes)
    let result = try score(snapshot, ScoringOptions(seed: 2))
    #expect(result.history.count == result.notes.isKnown.count { $0 })
    #expect(try result.scoredNotesTable().printed().rowCount == snapshot.noteIDs.count)
    expectOnlyEarnedStatuses(result, snapshot)
    expectEveryModelAccountedFor(result, .all)
    if notes <= 10 {
      #expect(result.models.shortfalls.contains { $0.model == "MFCoreScorer" })
      #expect(
        result.verdicts.allSatisfy {
          $0.status == .needsMoreRatings || $0.decidedBy == .scoringDriftGuard
        })
    }
  }

  /// Ways in which a community can be lopsided.
  enum Shape: CaseIterable {
    case allHelpful, allNotHelpful, oneRater, oneNote, nobodyEnrolled, noHistory, everybodyAgrees
  }

  @Test("is scored without an error when it is lopsided", arguments: Shape.allCases)
  func shapes(shape: Shape) throws {
    var snapshot = try Self.simulated(notes: 120)
    switch shape {
    case .allHelpful, .allNotHelpful:
      let level: Helpfulness = shape == .allHelpful ? .helpful : .notHelpful
      for row in 0..<snapshot.ratings.count {
        snapshot.ratings.answer[row] = RatingAnswer(level: level)
      }
    case .oneRater:
      for row in 0..<snapshot.ratings.count { snapshot.ratings.rater[row] = 0 }
      snapshot.ratings = snapshot.ratings.firstOfEachNote
    case .oneNote:
      for row in 0..<snapshot.ratings.count { snapshot.ratings.note[row] = 0 }
      snapshot.ratings = snapshot.ratings.firstOfEachRater
    case .nobodyEnrolled: snapshot.enrollment = EnrollmentTable()
    case .noHistory: snapshot.history = HistoryTable()
    case .everybodyAgrees:
      for row in 0..<snapshot.ratings.count {
        let isGood = snapshot.ratings.note[row].isMultiple(of: 2)
        snapshot.ratings.answer[row] = RatingAnswer(level: isGood ? .helpful : .notHelpful)
      }
    }
    let result = try score(snapshot, ScoringOptions(seed: 2))
    #expect(try result.scoredNotesTable().printed().rowCount > 0)
    expectOnlyEarnedStatuses(result, snapshot)
    expectEveryModelAccountedFor(result, .all)
  }

  @Test("names the models that could not run again when final scoring runs apart")
  func shortfallsAreKept() throws {
    let snapshot = try Self.simulated(notes: 10)
    let options = ScoringOptions(seed: 2)
    let whole = try score(snapshot, options)
    let apart = try scoreFinal(snapshot, prescore(snapshot, options), options)
    #expect(!whole.models.shortfalls.isEmpty)
    #expect(apart.models.shortfalls == whole.models.shortfalls)
  }
}

extension RatingTable {
  fileprivate var firstOfEachNote: RatingTable { firstOfEach { $0.note[$1] } }
  fileprivate var firstOfEachRater: RatingTable { firstOfEach { $0.rater[$1] } }

  private func firstOfEach(_ key: (RatingTable, Int) -> UInt32) -> RatingTable {
    var seen: Set<UInt32> = []
    var kept = RatingTable()
    for row in 0..<count where seen.insert(key(self, row)).inserted {
      kept.note.append(note[row])
      kept.rater.append(rater[row])
      kept.createdAtMillis.append(createdAtMillis[row])
      kept.answer.append(answer[row])
      kept.tags.append(tags[row])
      kept.ratedOnPostID.append(ratedOnPostID[row])
    }
    return kept
  }
}
