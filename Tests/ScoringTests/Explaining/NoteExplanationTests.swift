import Factorization
import Foundation
import NoteModel
import Parallel
import Snapshot
import Testing

@testable import Scoring

/// Explanations against the run whose tables they are made from.
@Suite("Explaining a note")
struct NoteExplanationTests {
  /// A scored community, its tables, and every note's explanation.
  private struct Explained: Sendable {
    let snapshot: Snapshot
    let result: ScoredSnapshot
    let folder = StateFolder()
    let notes: [NoteExplanation]

    init() throws {
      snapshot = try StateCommunity.make().snapshot
      result = try score(snapshot, ScoringOptions(seed: 5, workers: Workers(threads: 2)))
      let output = try OutputFolder(path: folder.path)
      for table in result.tables(snapshot) { try table.write(to: output) }
      try output.commit()
      notes = try ExplanationSource(folder: folder.path)
        .explanations(of: snapshot.noteIDs, ratedIn: snapshot)
    }
  }

  private static let explained = Result { try Explained() }

  @Test("has the status, the deciding rule and the numbers of every model that has a say")
  func numbers() throws {
    let explained = try Self.explained.get()
    #expect(explained.notes.count == explained.snapshot.noteIDs.count)
    for (note, explanation) in explained.notes.enumerated() {
      let verdict = explained.result.verdicts[note]
      #expect(explanation.status == verdict.status.name)
      #expect(explanation.decidedBy == verdict.decidedBy?.name)
      #expect(explanation.siteRules.map(\.rule) == verdict.rules.rules)
      let core = try #require(explained.result.models.core)
      let explainedCore = explanation.models.first { $0.siteRule == .coreModel }
      #expect(
        (explainedCore != nil) == (core.isScored[note] && !core.parameters[note].intercept.isNaN))
      guard let explainedCore else { continue }
      #expect(explainedCore.intercept.map { Float($0) } == core.parameters[note].intercept)
      #expect(explainedCore.rules.map(\.rule) == core.verdict[note].rules.rules)
      #expect(explainedCore.status == core.verdict[note].status.name)
    }
  }

  @Test("gives for every rule that applied only comparisons that hold")
  func comparisonsHold() throws {
    let explained = try Self.explained.get()
    var checked: Set<RuleName> = []
    for note in explained.notes {
      for rule in note.models.flatMap(\.rules) + note.siteRules {
        let known = rule.comparisons.compactMap(\.holds)
        guard !known.isEmpty else { continue }
        checked.insert(rule.rule)
        let either = RuleName.topicModels.contains(rule.rule)
        #expect(
          either ? known.contains(true) : !known.contains(false),
          "\(note.noteID): \(rule.rule.name) \(rule.comparisons)")
      }
    }
    #expect(checked.isSuperset(of: [.generalHelpful, .generalNotHelpful, .lowInterceptReject]))
  }

  @Test("counts every rating once, on the side where its rater stands")
  func viewpoints() throws {
    let explained = try Self.explained.get()
    let ratings = explained.snapshot.ratings
    for (note, explanation) in explained.notes.enumerated() {
      let viewpoints = try #require(explanation.viewpoints)
      let answered = ratings.note.indices.count {
        Int(ratings.note[$0]) == note && ratings.answer[$0].helpfulness != nil
      }
      let (left, right) = (viewpoints.left, viewpoints.right)
      #expect(left.total + right.total + viewpoints.unknown.total == answered)
      #expect(viewpoints.ratings.count == left.total + right.total)
      #expect(viewpoints.ratings.count { $0.viewpoint < 0 } == left.total)
    }
    #expect(explained.notes.contains { ($0.viewpoints?.right.helpful ?? 0) > 3 })
  }

  @Test("says how far an undecided note's intercept is from helpful")
  func whatWouldChangeIt() throws {
    let explained = try Self.explained.get()
    let undecided = try #require(
      explained.notes.first {
        $0.decidedBy == RuleName.coreModel.name && $0.status == NoteStatus.needsMoreRatings.name
          && ($0.decidingModel?.intercept ?? 1) < 0.4
      })
    let intercept = try #require(undecided.decidingModel?.intercept)
    let change = try #require(undecided.changes.first)
    let by = try #require(change.by)
    #expect(abs(intercept + by - 0.4) < 1e-9)
    #expect(change.sentence.contains(String(format: "rise by %.2f", by)) || by < 0.01)
  }

  @Test("of a locked note says that nothing would change it; of one held back, that a run would")
  func lockedAndHeldBack() throws {
    let explained = try Self.explained.get()
    for note in explained.notes {
      switch note.decidedBy {
      case RuleName.scoringDriftGuard.name:
        #expect(note.changes.map(\.sentence) == ["Nothing: the status is locked."])
      case RuleName.stabilization.name where note.status == NoteStatus.needsMoreRatings.name:
        #expect(note.changes.count == 1)
        #expect(note.changes[0].sentence.contains("half an hour"))
      default: continue
      }
    }
    #expect(explained.notes.contains { $0.decidedBy == RuleName.stabilization.name })
  }

  @Test("leaves out notes that the tables do not have, keeps the order asked for")
  func order() throws {
    let explained = try Self.explained.get()
    let ids = explained.snapshot.noteIDs
    let found = try ExplanationSource(folder: explained.folder.path)
      .explanations(of: [ids[4], 12, ids[1]])
    #expect(found.map(\.noteID) == [String(ids[4]), String(ids[1])])
    #expect(found.allSatisfy { $0.viewpoints == nil })
  }

  @Test("picks samples that differ in status or in what decided them")
  func samples() throws {
    let explained = try Self.explained.get()
    let source = try ExplanationSource(folder: explained.folder.path)
    let chosen = try source.explanations(of: source.samples(6))
    #expect(chosen.count > 2)
    #expect(Set(chosen.map { "\($0.status) \($0.decidedBy ?? "")" }).count == chosen.count)
  }

  @Test("encodes ids as text and rules by their public names")
  func json() throws {
    let explained = try Self.explained.get()
    let note = try #require(explained.notes.first { $0.models.count > 1 })
    let data = try JSONEncoder().encode(note)
    let object = try #require(
      JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["noteID"] as? String == note.noteID)
    let site = try #require(object["siteRules"] as? [[String: Any]])
    #expect(site.first?["rule"] as? String == "MetaInitialNMR (v1.0)")
  }
}
