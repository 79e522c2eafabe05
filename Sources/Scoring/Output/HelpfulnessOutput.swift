import NoteModel
import Snapshot

extension ScoredSnapshot {
  /// `helpfulness_scores.tsv`: a row per participant.
  ///
  /// - Parameter participants: the snapshot's.
  public func helpfulnessTable(participants: ParticipantIDs) -> OutputTable {
    contributors.table(participants: participants)
  }

  /// All output tables of a run.
  ///
  /// - Parameter snapshot: what was scored.
  public func tables(_ snapshot: Snapshot) -> [OutputTable] {
    [
      scoredNotesTable(), auxiliaryNoteTable(participants: snapshot.participants),
      OutputTable(history, noteIDs: snapshot.noteIDs, participants: snapshot.participants),
      helpfulnessTable(participants: snapshot.participants),
    ]
  }
}

extension ContributorScores {
  /// `helpfulness_scores.tsv`. Columns of models that did not run stay empty; so do rating counts
  /// without a rating that qualifies, and note counts without a note.
  ///
  /// - Parameter participants: the snapshot's.
  public func table(participants: ParticipantIDs) -> OutputTable {
    var table = OutputTable(.helpfulnessScores, rowCount: listed.count)
    table["raterParticipantId"] = .participants(listed, participants)
    table.set(models, listed: listed, modelingGroup: modelingGroup)
    setRatingColumns(&table)
    setNoteColumns(&table)
    setStandingColumns(&table)
    return table
  }

  private func setRatingColumns(_ table: inout OutputTable) {
    func counts(_ value: (RatingOutcomes) -> Int32) -> OutputValues {
      .optionalCounts(
        listed.map {
          let outcomes = ratings[Int($0)]
          return outcomes.isCounted ? value(outcomes) : nil
        })
    }
    table["successfulRatingHelpfulCount"] = counts(\.successfulHelpful)
    table["successfulRatingNotHelpfulCount"] = counts(\.successfulNotHelpful)
    table["successfulRatingTotal"] = counts(\.successful)
    table["unsuccessfulRatingHelpfulCount"] = counts(\.unsuccessfulHelpful)
    table["unsuccessfulRatingNotHelpfulCount"] = counts(\.unsuccessfulNotHelpful)
    table["unsuccessfulRatingTotal"] = counts(\.unsuccessful)
    table["ratingsAwaitingMoreRatings"] = counts(\.awaitingMoreRatings)
    table["ratedAfterDecision"] = counts(\.afterDecision)
  }

  private func setNoteColumns(_ table: inout OutputTable) {
    func counts(_ value: (AuthorCounts) -> Int32) -> OutputValues {
      .optionalCounts(
        listed.map {
          let author = written[Int($0)]
          return author.notes.all > 0 ? value(author) : nil
        })
    }
    table["notesCurrentlyRatedHelpful"] = counts(\.notes.helpful)
    table["notesCurrentlyRatedNotHelpful"] = counts(\.notes.notHelpful)
    table["notesAwaitingMoreRatings"] = counts(\.notes.needsMoreRatings)
    table["aggregateRatingReceivedTotal"] = counts(\.ratingsReceived)
    for (totals, days) in [(last14Days, "14d"), (last90Days, "90d")] {
      table["crhTotal" + days] = .counts(listed.map { totals[Int($0)].helpful })
      table["crnhTotal" + days] = .counts(listed.map { totals[Int($0)].notHelpful })
      table["nmrTotal" + days] = .counts(listed.map { totals[Int($0)].needsMoreRatings })
    }
    table["authorTopNotHelpfulTagValues"] = .repeating(listed.map { topTags[Int($0)] }, \.text)
    table["isEmergingWriter"] = .booleans(listed.map { isEmergingWriter[Int($0)] })
  }

  private func setStandingColumns(_ table: inout OutputTable) {
    func numbers(_ value: (ContributorStanding) -> Int64?) -> OutputValues {
      .timestamps(listed.map { OptionalMillis(standing[Int($0)].flatMap(value)) })
    }
    table["enrollmentState"] = .optionalCounts(
      listed.map { participant in
        let state = standing[Int(participant)]?.state ?? previousState[Int(participant)]
        return state.map { Int32($0.rawValue) }
      })
    table["successfulRatingNeededToEarnIn"] = numbers(\.impactNeededToEarnIn)
    table["timestampOfLastStateChange"] = numbers { $0.stateChangedAt.value }
    table["numberOfTimesEarnedOut"] = numbers(\.timesEarnedOut)
    table["timestampOfLastEarnOut"] = .integers(listed.map { lastEarnOutAt[Int($0)] })
  }
}
