import GRDB

extension Schema {
  /// AI note writers: programs, what proves whom they act for, what they practise and are offered.
  static func writers(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Public facts of a writer are in contributor; which account it is, in membership.
        CREATE TABLE aiWriter (
          contributor INTEGER PRIMARY KEY REFERENCES contributor,
          enrolledAt INTEGER NOT NULL,
          termsAgreedAt INTEGER NOT NULL,
          testsCountFrom INTEGER NOT NULL,
          eligibleSince INTEGER,
          admittedAt INTEGER,
          warnedAt INTEGER,
          earnedOutAt INTEGER
        ) STRICT;

        -- Apart from notes: nothing that reads notes can meet one.
        CREATE TABLE testNote (
          id INTEGER PRIMARY KEY,
          writer INTEGER NOT NULL REFERENCES contributor,
          post INTEGER NOT NULL REFERENCES post,
          createdAt INTEGER NOT NULL,
          classification INTEGER NOT NULL,
          answers INTEGER NOT NULL,
          text TEXT NOT NULL,
          deletedAt INTEGER,
          evaluatedAt INTEGER,
          linksWork INTEGER,
          claimOpinion TEXT,
          harassmentAbuse TEXT
        ) STRICT;
        CREATE UNIQUE INDEX testNoteOnPost ON testNote (writer, post) WHERE deletedAt IS NULL;
        CREATE INDEX testNoteByWriter ON testNote (writer, id);
        CREATE INDEX testNoteWaiting ON testNote (id) WHERE evaluatedAt IS NULL;

        CREATE TABLE delivery (
          writer INTEGER NOT NULL REFERENCES contributor,
          post INTEGER NOT NULL REFERENCES post,
          at INTEGER NOT NULL,
          PRIMARY KEY (writer, post)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveryByTime ON delivery (at);

        CREATE TABLE postFacts (
          post INTEGER PRIMARY KEY REFERENCES post,
          -- What feeds are sorted by.
          language TEXT,
          isRepost INTEGER NOT NULL,
          facts TEXT NOT NULL
        ) STRICT;

        ALTER TABLE requestedPost ADD COLUMN doubleExtraLargeFeedAt INTEGER;
        CREATE INDEX smallFeed ON requestedPost (smallFeedAt) WHERE smallFeedAt IS NOT NULL;
        CREATE INDEX largeFeed ON requestedPost (largeFeedAt) WHERE largeFeedAt IS NOT NULL;
        CREATE INDEX extraLargeFeed ON requestedPost (extraLargeFeedAt)
          WHERE extraLargeFeedAt IS NOT NULL;
        CREATE INDEX doubleExtraLargeFeed ON requestedPost (doubleExtraLargeFeedAt)
          WHERE doubleExtraLargeFeedAt IS NOT NULL;

        -- Viewpoints of raters by each model of the last run.
        CREATE TABLE modelFactor (
          rater INTEGER NOT NULL REFERENCES contributor,
          model TEXT NOT NULL,
          factor REAL NOT NULL,
          PRIMARY KEY (rater, model)
        ) STRICT, WITHOUT ROWID;
        """)
    try developers(db)
  }

  private static func developers(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE developerApp (
          id INTEGER PRIMARY KEY,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          name TEXT NOT NULL,
          mayWrite INTEGER NOT NULL,
          redirectURIs TEXT NOT NULL,
          consumerKey TEXT NOT NULL UNIQUE,
          -- Sealed with a key that is not in this file.
          consumerSecret BLOB NOT NULL,
          clientID TEXT NOT NULL UNIQUE,
          clientSecretHash BLOB,
          createdAt INTEGER NOT NULL,
          revokedAt INTEGER
        ) STRICT;
        CREATE INDEX developerAppByAccount ON developerApp (account);

        CREATE TABLE oauth1Token (
          token TEXT PRIMARY KEY,
          app INTEGER NOT NULL REFERENCES developerApp ON DELETE CASCADE,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          -- Sealed with a key that is not in this file.
          secret BLOB NOT NULL,
          createdAt INTEGER NOT NULL,
          revokedAt INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX oauth1TokenByApp ON oauth1Token (app);
        CREATE INDEX oauth1TokenByAccount ON oauth1Token (account);

        CREATE TABLE oauth1Nonce (
          hash BLOB PRIMARY KEY,
          seenAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX oauth1NonceByTime ON oauth1Nonce (seenAt);

        CREATE TABLE authorizationCode (
          codeHash BLOB PRIMARY KEY,
          app INTEGER NOT NULL REFERENCES developerApp ON DELETE CASCADE,
          account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
          redirectURI TEXT NOT NULL,
          scope TEXT NOT NULL,
          challenge TEXT NOT NULL,
          grantID INTEGER NOT NULL,
          createdAt INTEGER NOT NULL,
          expiresAt INTEGER NOT NULL,
          usedAt INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE programToken (
          tokenHash BLOB PRIMARY KEY,
          kind TEXT NOT NULL,
          app INTEGER NOT NULL REFERENCES developerApp ON DELETE CASCADE,
          account INTEGER REFERENCES account ON DELETE CASCADE,
          scope TEXT NOT NULL,
          grantID INTEGER NOT NULL,
          createdAt INTEGER NOT NULL,
          expiresAt INTEGER,
          revokedAt INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX programTokenByGrant ON programToken (grantID);
        CREATE INDEX programTokenByApp ON programToken (app);
        CREATE INDEX programTokenByAccount ON programToken (account) WHERE account IS NOT NULL;
        """)
  }
}
