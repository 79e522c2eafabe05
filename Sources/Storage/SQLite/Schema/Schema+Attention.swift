import GRDB

extension Schema {
  /// What people ask of contributors and of the operator. Who asked is never public.
  static func attention(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE request (
          post INTEGER NOT NULL REFERENCES post,
          requester INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          createdAt INTEGER NOT NULL,
          sourceLinks TEXT NOT NULL,
          suggestion TEXT,
          suggestionID INTEGER,
          isEligible INTEGER NOT NULL,
          withdrawnAt INTEGER,
          PRIMARY KEY (post, requester)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX requestByRequester ON request (requester, createdAt);

        -- When the requests for a post qualified to be shown, by feed.
        CREATE TABLE requestedPost (
          post INTEGER PRIMARY KEY REFERENCES post,
          contributorFeedAt INTEGER,
          smallFeedAt INTEGER,
          largeFeedAt INTEGER,
          extraLargeFeedAt INTEGER
        ) STRICT;

        CREATE TABLE additionalReview (
          note INTEGER PRIMARY KEY REFERENCES note,
          post INTEGER NOT NULL REFERENCES post,
          requester INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          requestedAt INTEGER NOT NULL,
          endedAt INTEGER
        ) STRICT;

        CREATE TABLE report (
          id INTEGER PRIMARY KEY,
          note INTEGER NOT NULL REFERENCES note,
          reporter INTEGER REFERENCES account ON DELETE SET NULL,
          category TEXT NOT NULL,
          text TEXT NOT NULL,
          createdAt INTEGER NOT NULL,
          outcome TEXT,
          closedAt INTEGER,
          UNIQUE (note, reporter)
        ) STRICT;

        -- Answers of people outside the programme to a shown note; never scored.
        CREATE TABLE feedback (
          note INTEGER NOT NULL REFERENCES note,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          answer INTEGER NOT NULL,
          createdAt INTEGER NOT NULL,
          PRIMARY KEY (note, account)
        ) STRICT, WITHOUT ROWID;

        -- How often a note was shown, without who saw it.
        CREATE TABLE noteViews (
          note INTEGER PRIMARY KEY REFERENCES note,
          views INTEGER NOT NULL
        ) STRICT;
        """)
  }
}
