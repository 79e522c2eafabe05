import Foundation
import Testing

@testable import CommunityRules

@Suite("The rules' settings")
struct PolicyTests {
  private static func survives<Policy: Codable & Equatable>(_ policy: Policy) throws -> Bool {
    try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(policy)) == policy
  }

  @Test("survive being stored")
  func stored() throws {
    #expect(try Self.survives(RequestForm.Policy()))
    #expect(try Self.survives(RequestLimits()))
    #expect(try Self.survives(RequestVisibility()))
    #expect(try Self.survives(NeedsHelp()))
    #expect(try Self.survives(AlertSampling()))
    #expect(try Self.survives(AdditionalReviewRule()))
    #expect(try Self.survives(MeasureTerm.Policy()))
    #expect(try Self.survives(DisplayRule()))
    #expect(try Self.survives(QualityPolicy()))
    #expect(try Self.survives(StatusCriteria()))
    #expect(try Self.survives(WritingAbility.Policy()))
  }
}
