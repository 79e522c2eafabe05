import GRDB

extension Schema {
  /// How the installation is run: settings, measures, incidents, releases, the audit log.
  static func operations(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE settings (
          version INTEGER PRIMARY KEY,
          value TEXT NOT NULL,
          savedAt INTEGER NOT NULL,
          savedBy INTEGER REFERENCES account ON DELETE SET NULL,
          reason TEXT NOT NULL
        ) STRICT;

        CREATE TABLE measure (
          id INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          value REAL,
          reason TEXT NOT NULL,
          startedAt INTEGER NOT NULL,
          startedBy INTEGER REFERENCES account ON DELETE SET NULL,
          expiresAt INTEGER NOT NULL,
          endedAt INTEGER
        ) STRICT;
        CREATE INDEX measureOpen ON measure (kind) WHERE endedAt IS NULL;

        CREATE TABLE incident (
          id INTEGER PRIMARY KEY,
          title TEXT NOT NULL,
          text TEXT NOT NULL,
          isPublic INTEGER NOT NULL,
          openedAt INTEGER NOT NULL,
          closedAt INTEGER
        ) STRICT;

        CREATE TABLE release (
          day INTEGER PRIMARY KEY,
          cutOff INTEGER NOT NULL,
          publishedAt INTEGER,
          folder TEXT NOT NULL,
          manifest TEXT NOT NULL
        ) STRICT;

        -- Append-only: triggers refuse changes.
        CREATE TABLE audit (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          actor INTEGER,
          action TEXT NOT NULL,
          subject TEXT NOT NULL,
          details TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER auditKeepsRows BEFORE DELETE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER auditKeepsValues BEFORE UPDATE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

        -- Answers to writes that carried an idempotency key, for a day.
        CREATE TABLE idempotency (
          key TEXT NOT NULL,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          requestHash BLOB NOT NULL,
          status INTEGER NOT NULL,
          body BLOB NOT NULL,
          createdAt INTEGER NOT NULL,
          PRIMARY KEY (account, key)
        ) STRICT, WITHOUT ROWID;

        -- Small facts that outlive a restart, by name.
        CREATE TABLE keep (
          name TEXT PRIMARY KEY,
          value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
