import CommunityRules
import Testing

@testable import Storage

@Suite("The store keeps what programs prove themselves with")
struct DeveloperTests {
  private func app(_ fixture: StoreFixture, _ account: AccountID) async throws -> DeveloperApp {
    var app = DeveloperApp(
      account: account, name: "Writer", mayWrite: true,
      redirectURIs: ["https://example.org/back"], consumerKey: "ck-\(account)",
      sealedConsumerSecret: [1, 2, 3], clientID: "client-\(account)", clientSecretHash: [4, 5],
      createdAt: StoreFixture.start)
    app.id = try await fixture.store.write { [app] in try $0.insert(app) }
    return app
  }

  @Test("applications, by id, key and client id")
  func apps() async throws {
    let fixture = try StoreFixture()
    var app = try await app(fixture, try await fixture.account("ann"))
    let found = try await fixture.store.read { [app] store throws in
      [
        try store.developerApp(app.id), try store.developerApp(consumerKey: app.consumerKey),
        try store.developerApp(clientID: app.clientID),
        try store.developerApps(of: app.account).first,
      ]
    }
    #expect(found == [app, app, app, app])
    app.clientSecretHash = nil
    app.name = "Another"
    try await fixture.store.write { [app] in try $0.update(app) }
    let changed = app
    #expect(try await fixture.store.read { try $0.developerApp(changed.id) } == changed)
  }

  @Test("and with an application every token of it ends")
  func revocation() async throws {
    let fixture = try StoreFixture()
    let account = try await fixture.account("ann")
    let app = try await app(fixture, account)
    try await fixture.store.write { store throws in
      try store.insert(
        OAuth1Token(token: "1-a", app: app.id, account: account, sealedSecret: [7], createdAt: 1))
      try store.insert(
        ProgramToken(
          kind: .access, app: app.id, account: account, scope: "tweet.read", grant: 5,
          createdAt: 1, expiresAt: 100), hash: [8])
      try store.revokeDeveloperApp(app.id, at: 50)
    }
    try await fixture.store.read { store throws in
      #expect(try store.developerApp(app.id)?.revokedAt == 50)
      #expect(try store.oauth1Token("1-a")?.revokedAt == 50)
      #expect(try store.programToken(hash: [8])?.revokedAt == 50)
      #expect(try store.grants(to: account, at: 60).isEmpty)
    }
  }

  @Test("and takes a nonce once, until it is old enough to be forgotten")
  func nonces() async throws {
    let fixture = try StoreFixture()
    func record(_ hash: [UInt8], at: Int64) async throws -> Bool {
      try await fixture.store.write { try $0.recordNonce(hash: hash, at: at, keptSince: at - 600) }
    }
    #expect(try await record([1], at: 1_000))
    #expect(try await record([1], at: 1_001) == false)
    #expect(try await record([2], at: 1_001))
    #expect(try await record([1], at: 1_600) == false)
    #expect(try await record([1], at: 1_601))
  }

  @Test("and a consent's tokens end together")
  func grants() async throws {
    let fixture = try StoreFixture()
    let account = try await fixture.account("ann")
    let app = try await app(fixture, account)
    try await fixture.store.write { store throws in
      for (hash, kind, grant) in [
        (1, .access, 5), (2, .refresh, 5), (3, .access, 6),
      ] as [(UInt8, ProgramToken.Kind, Int64)] {
        try store.insert(
          ProgramToken(
            kind: kind, app: app.id, account: account, scope: "tweet.read", grant: grant,
            createdAt: Int64(hash), expiresAt: 100), hash: [hash])
      }
      try store.revokeProgramTokens(ofGrant: 5, at: 50)
    }
    try await fixture.store.read { store throws in
      #expect(try store.programToken(hash: [1])?.revokedAt == 50)
      #expect(try store.programToken(hash: [2])?.revokedAt == 50)
      #expect(try store.grants(to: account, at: 60).map(\.grant) == [6])
      #expect(try store.grants(to: account, at: 100).isEmpty)
    }
  }

  @Test("and a code tells whether it was used")
  func codes() async throws {
    let fixture = try StoreFixture()
    let account = try await fixture.account("ann")
    let app = try await app(fixture, account)
    var code = AuthorizationCode(
      app: app.id, account: account, redirectURI: "https://example.org/back",
      scope: "tweet.read", challenge: "c", grant: 9, createdAt: 1, expiresAt: 100)
    try await fixture.store.write { [code] store throws in
      try store.insert(code, hash: [1])
      try store.useAuthorizationCode(hash: [1], at: 20)
      try store.useAuthorizationCode(hash: [1], at: 30)
    }
    code.usedAt = 20
    let used = code
    #expect(try await fixture.store.read { try $0.authorizationCode(hash: [1]) } == used)
    try await fixture.store.write { try $0.deleteAuthorizationCodes(expiredAt: 101) }
    #expect(try await fixture.store.read { try $0.authorizationCode(hash: [1]) } == nil)
  }

  @Test("and everything that programs may do for an account ends together")
  func access() async throws {
    let fixture = try StoreFixture()
    let account = try await fixture.account("ann")
    let other = try await fixture.account("bob")
    let theirs = try await app(fixture, other)
    try await fixture.store.write { store throws in
      try store.insert(
        OAuth1Token(
          token: "1-a", app: theirs.id, account: account, sealedSecret: [7], createdAt: 1))
      try store.revokeProgramAccess(to: account, at: 50)
    }
    try await fixture.store.read { store throws in
      #expect(try store.oauth1Token("1-a")?.revokedAt == 50)
      #expect(try store.developerApp(theirs.id)?.revokedAt == nil)
    }
  }
}
