import Factorization
import NoteModel
import Snapshot

@testable import Scoring

/// Makes states with random content: any bits in any number, some tables empty.
struct RandomState {
  private var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  mutating func next() -> ScoringState {
    let noteIDs = ascending(below: 60).map { Int64($0) * 7919 - 50_000 }
    let participants = ParticipantIDs(
      (0..<below(50)).map { _ in String(random.next() % 400, radix: 16) })
    let notes = noteIDs.count
    let raters = participants.count
    var state = ScoringState(
      origin: ScoringState.Origin(
        now: Int64(random.next() >> 20), seed: random.next(), modelTable: "all",
        models: ["A", "B", "C"], notes: notes, ratings: 3 * notes),
      clusters: RaterClusters(rows: raters == 0 ? [] : many(5) { $0.clusterRow(raters) }),
      topics: topics(notes: notes),
      prescored: Prescored(), ids: StateIDs(noteIDs: noteIDs, participants: participants))
    for name in ["A", "B", "C"] where below(4) > 0 {
      state.prescored.models[name] = model(notes: notes, raters: raters)
    }
    if below(3) > 0 { state.prescored.reputation = reputation(notes: notes, raters: raters) }
    return state
  }

  private mutating func topics(notes: Int) -> TopicSource {
    if below(4) == 0 { return .model(TopicModel(.failure(.inaccurate(balancedAccuracy: 0.1)))) }
    return .given(
      NoteTopics(topic: many(notes) { NoteTopic(rawValue: UInt8($0.below(8))) }))
  }

  private mutating func model(notes: Int, raters: Int) -> PrescoredModel {
    var noteTable = PrescoredModel.Notes()
    noteTable.note = ascending(below: notes)
    let noteRows = noteTable.note.count
    noteTable.parameters = many(noteRows) { $0.pair() }
    noteTable.lowDiligenceFactor = floats(noteRows)
    noteTable.lowDiligenceIntercept = floats(noteRows)
    noteTable.lowDiligenceInterceptRound2 = floats(noteRows)
    noteTable.harassment = many(noteRows) { $0.pair() }
    var table = PrescoredModel.Raters()
    table.rater = ascending(below: raters)
    let rows = table.rater.count
    table.parameters = many(rows) { $0.pair() }
    table.firstRound = many(rows) { $0.pair() }
    table.crhCrnhRatioDifference = doubles(rows)
    table.meanNoteScore = doubles(rows)
    table.raterAgreeRatio = doubles(rows)
    table.aboveHelpfulnessThreshold = many(rows) { [nil, false, true][$0.below(3)] }
    table.lowDiligenceFactor = floats(rows)
    table.lowDiligenceReputation = floats(rows)
    table.lowDiligenceIntercept = floats(rows)
    table.lowDiligenceInterceptRound2 = floats(rows)
    table.incorrectTagRatings = many(rows) { Int32(truncatingIfNeeded: $0.random.next()) }
    table.taggedRatings = many(rows) { Int32(truncatingIfNeeded: $0.random.next()) }
    let meta = PrescoredModel.Meta(
      globalIntercept: below(2) == 0 ? nil : float(),
      lowDiligenceGlobals: SIMD3(float(), float(), float()),
      tagThresholds: doubles(RatingTag.notHelpful.count), finalRoundRatings: below(1_000),
      finalRoundNotes: below(100), finalRoundRaters: below(100))
    return PrescoredModel(notes: noteTable, raters: table, meta: meta)
  }

  private mutating func reputation(notes: Int, raters: Int) -> ReputationModel.Prescored {
    let notes = ascending(below: notes)
    let raters = ascending(below: raters)
    return ReputationModel.Prescored(
      notes: notes, raters: raters, items: many(notes.count) { $0.pair() },
      users: many(raters.count) { SIMD4(lowHalf: $0.pair(), highHalf: $0.pair()) },
      finalUserBiases: floats(raters.count), globals: SIMD3(float(), float(), float()))
  }

  private mutating func clusterRow(_ raters: Int) -> RaterClusters.Row {
    RaterClusters.Row(
      rater: UInt32(below(raters)), postSelectionValue: Int32(below(3)),
      quasiCliqueValue: Int32(below(3)))
  }

  private mutating func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }

  /// About half of the numbers, or none.
  private mutating func ascending(below limit: Int) -> [UInt32] {
    below(5) == 0 ? [] : (0..<UInt32(limit)).filter { _ in below(2) == 0 }
  }

  private mutating func many<Element>(
    _ count: Int, _ make: (inout RandomState) -> Element
  ) -> [Element] {
    (0..<count).map { _ in make(&self) }
  }

  private mutating func float() -> Float {
    below(4) == 0 ? .nan : Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
  }
  private mutating func floats(_ count: Int) -> [Float] { many(count) { $0.float() } }
  private mutating func doubles(_ count: Int) -> [Double] {
    many(count) { $0.below(4) == 0 ? .nan : Double(bitPattern: $0.random.next()) }
  }
  private mutating func pair() -> BiasFactor { BiasFactor(float(), float()) }
}

extension ScoringState {
  /// Everything that the state says, in words; `nan` equals `nan` in it.
  var inWords: [String] {
    var words = [
      "\(origin)", "\(clusters)", "\(topics)", "\(prescored.reputation as Any)",
      "\(ids.noteIDs)", "\((0..<ids.participants.count).map { ids.participants[$0] })",
    ]
    for (name, model) in prescored.models.sorted(by: { $0.key < $1.key }) {
      words.append("\(name) \(model)")
    }
    return words
  }
}
