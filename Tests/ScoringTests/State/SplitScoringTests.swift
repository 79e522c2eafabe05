import Factorization
import NoteModel
import Parallel
import Snapshot
import Testing

@testable import Scoring

@Suite("Prescoring and final scoring apart")
struct SplitScoringTests {
  @Test(
    "through a file give the bytes of a whole run, on one thread and on two",
    arguments: [false, true])
  func sameBytes(areGiven: Bool) throws {
    let community = try StateCommunity.make()
    let snapshot = community.snapshot
    var options = ScoringOptions(seed: 5, workers: Workers(threads: 2))
    if areGiven {
      options.clusters = community.clusters
      options.topics = community.topics
    }
    let whole = try resultBytes(try score(snapshot, options), snapshot)
    #expect(whole.count == 4)

    options.workers = Workers(threads: 1)
    let state = try prescore(snapshot, options)
    #expect(state.prescored.core != nil)
    #expect(state.prescored.reputation != nil)
    if case .model(let model) = state.topics { #expect(model.classifier != nil) }
    let saved = try StateFolder.roundTrip(state)
    #expect(saved.inWords == state.inWords)

    // Clusters and topics come from the state.
    for threads in [1, 2] {
      let options = ScoringOptions(seed: 5, workers: Workers(threads: threads))
      let split = try resultBytes(try scoreFinal(snapshot, saved, options), snapshot)
      #expect(split == whole, "\(threads) threads")
    }
  }

  @Test("do not depend on where notes and participants stand in a snapshot")
  func otherPositions() throws {
    let community = try StateCommunity.make()
    let options = ScoringOptions()
    var learning = options
    learning.clusters = community.clusters
    learning.topics = community.topics
    let state = try prescore(community.snapshot, learning)
    let here = try scoreFinal(community.snapshot, state, options)
    let there = try scoreFinal(community.shifted, state, options)
    #expect(Array(there.verdicts.map(\.status).dropFirst()) == here.verdicts.map(\.status))
    #expect(Array(there.topics.topic.dropFirst()) == here.topics.topic)
    #expect(state.predictors.flips != nil)
    #expect(state.predictors.earlyHelpful != nil)
    #expect(there.flips.predictions.map(\.probability) == here.flips.predictions.map(\.probability))
    #expect(
      there.earlyHelpful.dropFirst().map { $0?.probability }
        == here.earlyHelpful.map { $0?.probability })
    #expect(!here.flips.predictions.isEmpty)
    #expect(here.earlyHelpful.contains { $0 != nil })
    let fitted = try #require(here.models.core).parameters.map { "\($0)" }
    let fittedThere = try #require(there.models.core).parameters.map { "\($0)" }
    #expect(Array(fittedThere.dropFirst()) == fitted)
    #expect(fitted.contains { !$0.contains("nan") })
  }

  @Test("score notes and ratings that came after the state")
  func laterSnapshot() throws {
    let community = try StateCommunity.make()
    let later = community.snapshot
    let moment = later.newestMillis - 20 * 86_400_000
    let early = try community.earlier(than: moment)
    #expect(early.noteIDs.count < later.noteIDs.count)
    #expect(early.participants.count < later.participants.count)
    let options = ScoringOptions(models: .core)
    let state = try StateFolder.roundTrip(try prescore(early, options))
    let core = try #require(state.prescored.core)

    let scored = try scoreFinal(later, state, options)
    let moved = try #require(scored.prescored.core)
    #expect(moved.meta == core.meta)
    #expect(
      moved.raters.rater.map { later.participants[Int($0)] }
        == core.raters.rater.map { early.participants[Int($0)] })
    #expect(
      moved.notes.note.map { later.noteIDs[Int($0)] }
        == core.notes.note.map { early.noteIDs[Int($0)] })
    #expect(moved.raters.parameters.description == core.raters.parameters.description)

    let known = Set(early.noteIDs)
    let result = try #require(scored.models.core)
    let newlyFitted = later.noteIDs.indices.filter {
      !known.contains(later.noteIDs[$0]) && !result.parameters[$0].intercept.isNaN
    }
    #expect(newlyFitted.count > 10)
    #expect(scored.history.count == scored.notes.isKnown.count { $0 })
  }

  @Test("leave out whom and what the snapshot does not know")
  func earlierSnapshot() throws {
    let community = try StateCommunity.make()
    let later = community.snapshot
    let early = try community.earlier(than: later.newestMillis - 20 * 86_400_000)
    let options = ScoringOptions(models: .core)
    let state = try prescore(later, options)
    let unknown = state.countUnknown(to: early)
    #expect(unknown.notes == later.noteIDs.count - early.noteIDs.count)
    #expect(unknown.participants == later.participants.count - early.participants.count)

    let moved = try #require(try scoreFinal(early, state, options).prescored.core)
    let all = try #require(state.prescored.core)
    let earlyNotes = Set(early.noteIDs)
    let kept = all.notes.note.indices.filter {
      earlyNotes.contains(later.noteIDs[Int(all.notes.note[$0])])
    }
    #expect(kept.count < all.notes.note.count)
    #expect(
      moved.notes.note.map { early.noteIDs[Int($0)] }
        == kept.map { later.noteIDs[Int(all.notes.note[$0])] })
    #expect(
      moved.notes.parameters.description == kept.map { all.notes.parameters[$0] }.description)
  }
}
