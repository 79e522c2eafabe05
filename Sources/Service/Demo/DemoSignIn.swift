import CommunityRules
import Foundation
import Storage

/// Whose eyes a visitor of the demonstration may look through.
public enum DemoRole: String, Codable, Sendable, CaseIterable {
  case reader, rater, writer, author, `operator`
}

extension DemoAccounts {
  func account(_ role: DemoRole) -> AccountID {
    switch role {
    case .reader: reader
    case .rater: rater
    case .writer: writer
    case .author: author
    case .operator: self.operator
    }
  }
}

extension Site {
  private static let demoName = "demo"

  /// Whether the store holds a simulated community.
  public var isDemo: Bool {
    get async throws { try await store.read { try $0.kept(Self.demoName) != nil } }
  }

  /// Fills an empty store with the demo community and notes who its accounts are.
  public func fillWithDemo() async throws {
    let accounts = try await DemoCommunity.build(store: store, now: now)
    try await DemoForum(for: self, accounts).build()
    let byRole = Dictionary(
      uniqueKeysWithValues: DemoRole.allCases.map {
        ($0.rawValue, accounts.account($0).rawValue)
      })
    let json = Array(try JSONEncoder().encode(byRole))
    try await store.write { try $0.keep(json, as: Self.demoName) }
  }

  /// Signs a visitor in as a simulated member, without a password.
  ///
  /// - Throws: `SiteError.forbidden` on every site but a demonstration.
  public func demoSignIn(_ role: DemoRole) async throws -> NewSession {
    guard configuration.isDemo, let kept = try await store.read({ try $0.kept(Self.demoName) }),
      let id = try JSONDecoder().decode([String: Int64].self, from: Data(kept))[role.rawValue]
    else { throw SiteError.forbidden(reason: "This is no demonstration.") }
    return try await newSession(for: AccountID(id))
  }
}
