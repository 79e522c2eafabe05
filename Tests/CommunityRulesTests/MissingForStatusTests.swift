import NoteModel
import Testing

@testable import CommunityRules

@Suite("What a note lacks for a status")
struct MissingForStatusTests {
  private typealias Facts = MissingForStatus.Facts
  private static let minute: Int64 = 60_000

  private static func missing(_ facts: Facts) -> [MissingForStatus] {
    MissingForStatus.reasons(for: facts)
  }

  @Test("is ratings, as long as there are fewer than five")
  func ratings() {
    #expect(
      Self.missing(Facts(ratingCount: 3, ratersWithFactor: 50)) == [.ratings(needed: 5, has: 3)])
  }

  @Test("is raters with a record, where nobody else has rated")
  func experience() {
    #expect(Self.missing(Facts(ratingCount: 5, ratersWithFactor: 50)) == [.experiencedRaters])
  }

  @Test(
    "is what the raters do not agree on",
    arguments: [
      (0.45, 0.5, true, [.bothViewpoints]), (0.45, -0.7, true, [.bothViewpoints]),
      (0.39, 0.49, true, [.clearerAgreement]), (0.0, 0.0, true, [.clearerAgreement]),
      (0.4, 0.49, true, []), (0.4, 0.49, false, [.sharedReasons(tags: 2, people: 2)]),
      (-0.05, 0.0, false, [.sharedReasons(tags: 2, people: 2)]), (-0.05, 0.0, true, []),
      (-0.05, 0.1, true, [.clearerAgreement]), (-0.5, 0.5, true, []),
      (-0.4, 0.5, true, [.bothViewpoints]),
    ] as [(Double, Double, Bool, [MissingForStatus])])
  func agreement(
    intercept: Double, factor: Double, hasSharedReasons: Bool, missing: [MissingForStatus]
  ) {
    #expect(
      Self.missing(
        Facts(
          ratingCount: 9, intercept: intercept, factor: factor, hasSharedReasons: hasSharedReasons,
          ratersWithFactor: 50)) == missing)
  }

  @Test("is time, while the note is observed")
  func observation() {
    var facts = Facts(
      ratingCount: 9, intercept: 0.45, factor: 0.1, hasSharedReasons: true, waitingSince: 1000,
      ratersWithFactor: 50)
    #expect(
      Self.missing(facts)
        == [.observation(until: 1000 + 30 * Self.minute, atMost: 1000 + 360 * Self.minute)])
    facts.waitingSince = -1
    #expect(Self.missing(facts).isEmpty)
  }

  @Test("is an older community, beside all else, unless pilot mode is on")
  func young() {
    let facts = Facts(ratingCount: 1, ratersWithFactor: 49)
    #expect(
      Self.missing(facts) == [.olderCommunity(raters: 50), .ratings(needed: 5, has: 1)])
    var pilot = PilotMode()
    pilot.isOn = true
    #expect(
      MissingForStatus.reasons(for: facts, pilot: pilot) == [.ratings(needed: 5, has: 1)])
  }

  @Test("is nothing that could still come, once the status is final")
  func locked() {
    #expect(
      Self.missing(Facts(ratingCount: 1, isLocked: true, ratersWithFactor: 1)) == [.nothingMore])
  }

  @Test("never tells everybody how many have rated")
  func publicReasons() {
    #expect(!MissingForStatus.ratings(needed: 5, has: 3).isPublic)
    #expect(!MissingForStatus.experiencedRaters.isPublic)
    #expect(MissingForStatus.bothViewpoints.isPublic)
  }
}
