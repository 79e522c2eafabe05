import GRDB

extension Schema {
  /// Contributors, as everybody may know them; and, in a table of its own that no public query
  /// joins, which account is which contributor.
  static func contributors(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE contributor (
          id INTEGER PRIMARY KEY,
          participant TEXT NOT NULL UNIQUE,
          alias TEXT NOT NULL UNIQUE COLLATE NOCASE,
          joinedAt INTEGER NOT NULL,
          leftAt INTEGER,
          isAutomated INTEGER NOT NULL,
          state INTEGER NOT NULL,
          target INTEGER NOT NULL,
          lastStateChangeAt INTEGER,
          lastEarnOutAt INTEGER,
          timesEarnedOut INTEGER NOT NULL,
          impact TEXT NOT NULL,
          writingImpact INTEGER NOT NULL,
          isTopWriter INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE membership (
          account INTEGER PRIMARY KEY REFERENCES account,
          contributor INTEGER NOT NULL UNIQUE REFERENCES contributor,
          alertFrequency TEXT NOT NULL,
          noticeSettings TEXT NOT NULL,
          acknowledgedLockAt INTEGER
        ) STRICT;

        CREATE TABLE application (
          account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
          pool TEXT NOT NULL,
          appliedAt INTEGER NOT NULL,
          valuesAgreedAt INTEGER NOT NULL,
          admittedAt INTEGER
        ) STRICT;
        CREATE INDEX applicationWaiting ON application (pool, appliedAt) WHERE admittedAt IS NULL;

        CREATE TABLE aliasOffer (
          alias TEXT PRIMARY KEY COLLATE NOCASE,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          offeredAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX aliasOfferByAccount ON aliasOffer (account);

        -- Impacts as the last run of each day left them.
        CREATE TABLE impactHistory (
          contributor INTEGER NOT NULL REFERENCES contributor,
          day INTEGER NOT NULL,
          writingImpact INTEGER NOT NULL,
          ratingImpact INTEGER NOT NULL,
          PRIMARY KEY (contributor, day)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
