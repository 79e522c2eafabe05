import GRDB

extension Schema {
  /// Logins and what proves them. Secrets are kept as hashes alone.
  static func accounts(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE account (
          id INTEGER PRIMARY KEY,
          email TEXT NOT NULL UNIQUE,
          emailVerifiedAt INTEGER,
          name TEXT NOT NULL,
          passwordHash TEXT,
          issuer TEXT,
          subject TEXT,
          authorKey TEXT UNIQUE,
          role TEXT NOT NULL,
          createdAt INTEGER NOT NULL,
          hostCreatedAt INTEGER,
          lastViolationAt INTEGER,
          uniquenessProof TEXT UNIQUE,
          pool TEXT NOT NULL,
          lockedUntil INTEGER,
          failedSignIns INTEGER NOT NULL,
          UNIQUE (issuer, subject)
        ) STRICT;

        CREATE TABLE session (
          tokenHash BLOB PRIMARY KEY,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          createdAt INTEGER NOT NULL,
          lastSeenAt INTEGER NOT NULL,
          expiresAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessionByAccount ON session (account);

        -- Links in mails: to verify an address or to set a password.
        CREATE TABLE mailToken (
          tokenHash BLOB PRIMARY KEY,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          purpose TEXT NOT NULL,
          expiresAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE apiToken (
          id INTEGER PRIMARY KEY,
          tokenHash BLOB NOT NULL UNIQUE,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          name TEXT NOT NULL,
          scopes TEXT NOT NULL,
          createdAt INTEGER NOT NULL,
          expiresAt INTEGER,
          lastUsedAt INTEGER,
          revokedAt INTEGER
        ) STRICT;
        CREATE INDEX apiTokenByAccount ON apiToken (account);
        """)
  }
}
