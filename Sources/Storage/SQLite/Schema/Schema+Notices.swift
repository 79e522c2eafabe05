import GRDB

extension Schema {
  /// What people are told, and the random samples that are asked for ratings.
  static func notices(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE notice (
          id INTEGER PRIMARY KEY,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          kind TEXT NOT NULL,
          -- What the notice is about, so that it is sent once.
          subject TEXT NOT NULL,
          payload TEXT NOT NULL,
          createdAt INTEGER NOT NULL,
          readAt INTEGER,
          mailedAt INTEGER,
          UNIQUE (account, kind, subject)
        ) STRICT;
        CREATE INDEX noticeUnread ON notice (account, createdAt) WHERE readAt IS NULL;
        CREATE INDEX noticeUnmailed ON notice (createdAt) WHERE mailedAt IS NULL;

        CREATE TABLE sample (
          tokenHash BLOB PRIMARY KEY,
          contributor INTEGER NOT NULL REFERENCES contributor,
          note INTEGER NOT NULL REFERENCES note,
          sentAt INTEGER NOT NULL,
          expiresAt INTEGER NOT NULL,
          usedAt INTEGER,
          UNIQUE (contributor, note)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
