import CommunityRules
import Foundation
import GRDB
import NoteModel
import Testing

@testable import Storage

@Suite("The store")
struct StoreTests {
  @Test("undoes a write that throws, and that write alone")
  func failingWrite() async throws {
    struct Refusal: Error {}
    let fixture = try StoreFixture()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<60 {
        group.addTask {
          do {
            try await fixture.store.write { store throws in
              try store.keep([UInt8(index)], as: "fact \(index)")
              if index.isMultiple(of: 3) { throw Refusal() }
            }
            return true
          } catch is Refusal {
            return false
          }
        }
      }
      var kept = 0
      for try await succeeded in group where succeeded { kept += 1 }
      #expect(kept == 40)
    }
    for index in 0..<60 {
      let found = try await fixture.store.read { try $0.kept("fact \(index)") }
      #expect(found == (index.isMultiple(of: 3) ? nil : [UInt8(index)]))
    }
  }

  @Test("reads one state, whatever is written meanwhile")
  func consistentReads() async throws {
    let fixture = try StoreFixture()
    try await fixture.store.write { store throws in
      try store.keep([0], as: "left")
      try store.keep([0], as: "right")
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for value in 1...200 as ClosedRange<UInt8> {
          try await fixture.store.write { store throws in
            try store.keep([value], as: "left")
            try store.keep([value], as: "right")
          }
        }
      }
      for _ in 0..<3 {
        group.addTask {
          for _ in 0..<200 {
            try await fixture.store.read { store throws in
              #expect(try store.kept("left") == store.kept("right"))
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("is found again as it was left")
  func reopening() async throws {
    let fixture = try StoreFixture()
    try await fixture.account("ann")
    let again = try SQLiteStore(path: fixture.path)
    #expect(try await again.read { try $0.accountCount() } == 1)
    try again.close()
  }

  @Test("makes a sound copy of itself while it is written to")
  func backUp() async throws {
    let fixture = try StoreFixture()
    let copy = fixture.folder.appending(path: "copy.sqlite").path
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for index in 0..<50 { try await fixture.account("person\(index)") }
      }
      group.addTask { try await fixture.store.backUp(to: copy) }
      try await group.waitForAll()
    }
    let copied = try SQLiteStore(path: copy)
    #expect(try await copied.findings().isEmpty)
    let count = try await copied.read { try $0.accountCount() }
    #expect((0...50).contains(count))
    try copied.close()
    #expect(try await fixture.store.findings().isEmpty)
  }

  @Test("refuses a file that a newer version wrote")
  func newerSchema() async throws {
    let fixture = try StoreFixture()
    try fixture.store.close()
    let queue = try DatabaseQueue(path: fixture.path)
    try await queue.write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    }
    try queue.close()
    #expect(throws: StoreError.newerSchema(path: fixture.path)) {
      try SQLiteStore(path: fixture.path)
    }
  }

  @Test("never changes or forgets an entry of the audit log")
  func audit() async throws {
    let fixture = try StoreFixture()
    try await fixture.store.write {
      try $0.audit(AuditEntry(at: 5, actor: nil, action: "start", subject: "site"))
    }
    let queue = try DatabaseQueue(path: fixture.path)
    for sql in ["DELETE FROM audit", "UPDATE audit SET action = 'x'"] {
      await #expect(throws: DatabaseError.self) {
        try await queue.write { try $0.execute(sql: sql) }
      }
    }
    try queue.close()
    let entries = try await fixture.store.read { try $0.auditEntries(before: nil, limit: 9) }
    #expect(entries.map(\.action) == ["start"])
  }

  @Test("has migrations whose released steps never change")
  func migrations() {
    #expect(
      Schema.migrator.migrations == [
        "1 accounts", "2 contributors", "3 posts, notes and ratings", "4 statuses",
        "5 requests, reviews and reports", "6 notices", "7 operations",
        "8 inputs of scoring runs", "9 AI note writers",
        "10 community-reviewed moderation", "11 appeals against hidden posts",
        "12 direct connections of forums",
      ])
  }
}

extension SQLiteStore {
  /// Names of tables whose definition a test picks.
  func tables(where isWanted: @escaping @Sendable (String) -> Bool) async throws -> [String] {
    try await read { store in
      guard let store = store as? SQLiteTransaction else { return [] }
      return try store.all(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL ORDER BY name"
      ) { ($0["name"] as String, $0["sql"] as String) }
      .filter { isWanted($0.1) }.map(\.0)
    }
  }
}
