import GRDB

extension Schema {
  /// What scoring runs read and overwrite, as it was before them.
  static func runInputs(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE runStatus (
          run INTEGER NOT NULL REFERENCES scoringRun,
          note INTEGER NOT NULL,
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
          PRIMARY KEY (run, note)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE runEnrollment (
          run INTEGER NOT NULL REFERENCES scoringRun,
          contributor INTEGER NOT NULL REFERENCES contributor,
          state INTEGER NOT NULL,
          target INTEGER NOT NULL,
          lastStateChangeAt INTEGER,
          lastEarnOutAt INTEGER,
          timesEarnedOut INTEGER NOT NULL,
          PRIMARY KEY (run, contributor)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
