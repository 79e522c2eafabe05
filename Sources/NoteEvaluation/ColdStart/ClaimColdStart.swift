/// The score of `ClaimOpinion` while a community has too few labels to learn one: a sum of what
/// `ClaimSignals` counts, with weights set by hand (AIW-29b).
///
/// The weights are a judgement, not a measurement: a source counts most, words of opinion count
/// against. Every count is capped, so that nothing is gained by repeating.
public enum ClaimColdStart {
  /// A signal's part in the score.
  public struct Part: Hashable, Sendable {
    public var name: String
    public var value: Double
  }

  /// The parts of the score; their sum is the score.
  public static func parts(_ signals: ClaimSignals) -> [Part] {
    func part(_ name: String, _ weight: Double, _ count: Int, atMost most: Int) -> Part {
      Part(name: name, value: weight * Double(min(count, most)))
    }
    return [
      Part(name: "start", value: -0.4),
      part("sources", 0.7, signals.sources, atMost: 2),
      part("numbers", 0.25, signals.numbers, atMost: 4),
      part("attributions", 0.3, signals.attributions, atMost: 2),
      Part(name: "overlap", value: 1.2 * signals.overlap),
      part("opinions", -0.6, signals.opinions, atMost: 3),
      part("first person", -0.4, signals.firstPersons, atMost: 3),
      part("exclamations", -0.35, signals.exclamations, atMost: 3),
      part("hedges", -0.3, signals.hedges, atMost: 2),
      part("shouts", -0.25, signals.shouts, atMost: 3),
      Part(name: "short", value: signals.isShort ? -0.5 : 0),
    ]
  }

  public static func score(_ signals: ClaimSignals) -> Double {
    parts(signals).reduce(0) { $0 + $1.value }
  }

  /// `medium` from 0, which a note of several neutral sentences with a source passes; `high` where
  /// figures, an attribution or words of the post come on top.
  public static let limits = BucketLimits(ordered: 0, 0.8)
}
