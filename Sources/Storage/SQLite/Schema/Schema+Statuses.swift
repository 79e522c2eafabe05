import GRDB

extension Schema {
  /// What the scoring runs decided.
  static func statuses(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE scoringRun (
          id INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          -- The instant at which the run decides: an input of scoring.
          decidedAt INTEGER NOT NULL,
          startedAt INTEGER NOT NULL,
          endedAt INTEGER,
          notes INTEGER NOT NULL,
          ratings INTEGER NOT NULL,
          outcome TEXT NOT NULL,
          details TEXT NOT NULL
        ) STRICT;

        CREATE TABLE status (
          note INTEGER PRIMARY KEY,
          author INTEGER NOT NULL REFERENCES contributor,
          noteCreatedAt INTEGER NOT NULL,
          firstStatus INTEGER, firstStatusAt INTEGER,
          status INTEGER, statusAt INTEGER,
          latestStatus INTEGER, latestStatusAt INTEGER,
          lockedStatus INTEGER, lockedAt INTEGER,
          coreStatus INTEGER, expansionStatus INTEGER, groupStatus INTEGER,
          multiGroupStatus INTEGER,
          decidedBy TEXT, modelingGroup INTEGER, modelingMultiGroup INTEGER,
          statusChangedAt INTEGER, waitingSince INTEGER, firstWaitingSince INTEGER,
          finalOutputMinute INTEGER, earlyHelpfulAt INTEGER,
          tags TEXT NOT NULL,
          intercept REAL, factor REAL, coreIntercept REAL,
          ratingCount INTEGER NOT NULL,
          helpfulSince INTEGER
        ) STRICT;
        CREATE INDEX statusHelpful ON status (helpfulSince) WHERE helpfulSince IS NOT NULL;
        CREATE INDEX statusWaiting ON status (waitingSince) WHERE waitingSince > 0;
        CREATE INDEX statusByAuthor ON status (author);

        -- Every change of a published status, for notices and public figures.
        CREATE TABLE statusChange (
          note INTEGER NOT NULL,
          run INTEGER NOT NULL REFERENCES scoringRun,
          at INTEGER NOT NULL,
          before INTEGER NOT NULL,
          after INTEGER NOT NULL,
          decidedBy TEXT,
          PRIMARY KEY (note, run)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX statusChangeByTime ON statusChange (at);

        -- Viewpoints of raters as the last run learned them; what the plots draw.
        CREATE TABLE raterPosition (
          rater INTEGER PRIMARY KEY REFERENCES contributor,
          intercept REAL NOT NULL,
          factor REAL NOT NULL,
          helpfulness REAL,
          isReliable INTEGER NOT NULL
        ) STRICT;
        """)
  }
}
