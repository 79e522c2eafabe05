import GRDB

extension Schema {
  /// Community-reviewed moderation: the platforms' adapters, their posts, reviews, votes and webhooks.
  /// Ids are UUIDs of version 7 in lower case, because platforms keep them.
  static func moderation(_ db: Database) throws {
    try adapters(db)
    try moderatedPosts(db)
    try reviews(db)
    try platformNotes(db)
    try webhooks(db)
  }

  private static func adapters(_ db: Database) throws {
    try db.execute(
      sql: """
        -- A program that speaks for platforms; never a person.
        CREATE TABLE adapter (
          id TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          -- By which administrators' programs name it.
          email TEXT UNIQUE,
          isAdministrator INTEGER NOT NULL,
          createdAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE adapterKey (
          id TEXT PRIMARY KEY,
          adapter TEXT NOT NULL REFERENCES adapter,
          name TEXT NOT NULL,
          -- What a key is found by; null: a key of the older form, found by trying.
          prefix TEXT UNIQUE,
          hash TEXT NOT NULL,
          scopes TEXT NOT NULL,
          -- The key itself, sealed with one that is not in this file: it signs webhooks.
          sealed BLOB,
          -- The adapter that made it; null: an operator did.
          createdBy TEXT REFERENCES adapter,
          createdAt INTEGER NOT NULL,
          expiresAt INTEGER,
          revokedAt INTEGER,
          usedAt INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX adapterKeyByAdapter ON adapterKey (adapter);
        CREATE INDEX adapterKeyByCreator ON adapterKey (createdBy) WHERE createdBy IS NOT NULL;

        -- Answers to writes that may be repeated under a key of the client's.
        CREATE TABLE adapterAnswer (
          adapter TEXT NOT NULL REFERENCES adapter,
          key TEXT NOT NULL,
          requestHash BLOB NOT NULL,
          status INTEGER NOT NULL,
          body BLOB NOT NULL,
          createdAt INTEGER NOT NULL,
          PRIMARY KEY (adapter, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX adapterAnswerByAge ON adapterAnswer (createdAt);

        CREATE TABLE moderatedCommunity (
          id TEXT PRIMARY KEY,
          adapter TEXT NOT NULL REFERENCES adapter,
          platform TEXT NOT NULL,
          slug TEXT NOT NULL,
          name TEXT NOT NULL,
          description TEXT,
          settings TEXT,
          stats TEXT,
          isActive INTEGER NOT NULL,
          isPublic INTEGER NOT NULL,
          -- Whether accounts that sign in by the host are members of it.
          isHost INTEGER NOT NULL,
          registersWebhook INTEGER NOT NULL,
          createdAt INTEGER NOT NULL,
          updatedAt INTEGER NOT NULL,
          UNIQUE (platform, slug)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX moderatedCommunityByAdapter ON moderatedCommunity (adapter);

        -- As the platform last told of them.
        CREATE TABLE externalMember (
          id TEXT PRIMARY KEY,
          platform TEXT NOT NULL,
          scope TEXT NOT NULL,
          userID TEXT NOT NULL,
          name TEXT NOT NULL,
          trustLevel INTEGER,
          isAdmin INTEGER NOT NULL,
          isModerator INTEGER NOT NULL,
          isHuman INTEGER NOT NULL,
          isBanned INTEGER NOT NULL,
          isActive INTEGER NOT NULL,
          -- Votes are kept and not counted.
          isExcluded INTEGER NOT NULL,
          createdAt INTEGER NOT NULL,
          lastSeenAt INTEGER NOT NULL,
          UNIQUE (platform, scope, userID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX externalMemberByName ON externalMember (platform, scope, name);
        CREATE INDEX externalMemberExcluded ON externalMember (id) WHERE isExcluded = 1;

        CREATE TABLE moderatedCategory (
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          channel TEXT NOT NULL,
          id TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          -- The channel of the category above it, where the platform told of one.
          parent TEXT,
          firstSeenAt INTEGER NOT NULL,
          PRIMARY KEY (community, channel)
        ) STRICT, WITHOUT ROWID;
        """)
  }

  private static func moderatedPosts(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE moderatedPost (
          id TEXT PRIMARY KEY,
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          message TEXT,
          -- When a classification that failed is tried again.
          retryAt INTEGER,
          body TEXT NOT NULL,
          UNIQUE (message, community)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX moderatedPostToRetry ON moderatedPost (retryAt) WHERE retryAt IS NOT NULL;

        -- Every text that a post has had.
        CREATE TABLE postRevision (
          post TEXT NOT NULL REFERENCES moderatedPost,
          number INTEGER NOT NULL,
          content TEXT NOT NULL,
          contentHash TEXT NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (post, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE postClassification (
          id INTEGER PRIMARY KEY,
          post TEXT NOT NULL REFERENCES moderatedPost,
          contentHash TEXT NOT NULL,
          at INTEGER NOT NULL,
          body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX postClassificationByPost ON postClassification (post, id);

        -- What platforms call requests: a submitted post, or a forwarded flag.
        CREATE TABLE submission (
          id TEXT PRIMARY KEY,
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          clientKey TEXT NOT NULL,
          post TEXT NOT NULL REFERENCES moderatedPost,
          message TEXT,
          requestedBy TEXT NOT NULL,
          state TEXT NOT NULL,
          isEscalated INTEGER NOT NULL,
          requestedAt INTEGER NOT NULL,
          decidedAt INTEGER,
          deletedAt INTEGER,
          body TEXT NOT NULL,
          UNIQUE (community, clientKey)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX submissionDeleted ON submission (id) WHERE deletedAt IS NOT NULL;
        CREATE INDEX submissionByPost ON submission (post);
        CREATE INDEX submissionByTime ON submission (community, requestedAt);
        CREATE INDEX submissionByDecision ON submission (community, decidedAt)
          WHERE decidedAt IS NOT NULL;

        CREATE TABLE postFlag (
          post TEXT NOT NULL REFERENCES moderatedPost,
          flagger TEXT NOT NULL REFERENCES externalMember,
          submission TEXT NOT NULL,
          kind TEXT NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (post, flagger)
        ) STRICT, WITHOUT ROWID;

        -- Decided submissions that a poll found and had no room for.
        CREATE TABLE pollBacklog (
          adapter TEXT NOT NULL REFERENCES adapter,
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          submission TEXT NOT NULL REFERENCES submission,
          PRIMARY KEY (adapter, community, submission)
        ) STRICT, WITHOUT ROWID;

        -- Words by which the embedded classifier finds labels; every version is kept.
        CREATE TABLE classifierList (
          version INTEGER PRIMARY KEY,
          text TEXT NOT NULL,
          changedBy TEXT NOT NULL,
          changedAt INTEGER NOT NULL
        ) STRICT;
        """)
  }

  private static func reviews(_ db: Database) throws {
    try db.execute(
      sql: """
        -- With row ids: these rows are long, and a tree of them by id would keep each on a page of its own.
        CREATE TABLE review (
          id TEXT PRIMARY KEY NOT NULL,
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          post TEXT NOT NULL REFERENCES moderatedPost,
          submission TEXT NOT NULL REFERENCES submission,
          note TEXT NOT NULL,
          tier TEXT NOT NULL,
          state TEXT NOT NULL,
          isOpen INTEGER NOT NULL,
          -- Open, and with no outcome that waits for staff.
          takesVotes INTEGER NOT NULL,
          isEscalated INTEGER NOT NULL,
          reviewGroup TEXT NOT NULL,
          -- Empty: none.
          channel TEXT NOT NULL,
          postAuthor TEXT NOT NULL,
          cycle INTEGER NOT NULL,
          createdAt INTEGER NOT NULL,
          decidedAt INTEGER,
          body TEXT NOT NULL
        ) STRICT;
        -- Both in the order of lists, with what lists are filtered by: a page reads its own rows alone.
        CREATE INDEX reviewByCommunity ON review (community, createdAt, id, state, submission);
        CREATE INDEX reviewTakingVotes
          ON review (community, createdAt, id, reviewGroup, channel, postAuthor, note, submission, state)
          WHERE takesVotes = 1;
        CREATE INDEX reviewBySubmission ON review (submission);
        CREATE INDEX reviewByPost ON review (post);
        -- All that a pass of the consensus asks of a review, in its order.
        CREATE INDEX reviewOpen ON review (community, createdAt, id, cycle, channel, takesVotes)
          WHERE isOpen = 1;

        -- What the votes come to. It changes with every pass, and its rows are small.
        CREATE TABLE reviewReading (
          review TEXT PRIMARY KEY REFERENCES review,
          community TEXT NOT NULL,
          -- Somebody voted since.
          isUnread INTEGER NOT NULL DEFAULT 0,
          reading TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reviewReadingUnread ON reviewReading (community) WHERE isUnread = 1;

        -- A note that platforms know may have gone from one review to another.
        CREATE TABLE reviewNote (
          note TEXT PRIMARY KEY,
          review TEXT NOT NULL REFERENCES review
        ) STRICT, WITHOUT ROWID;

        -- By review, because a pass of the consensus reads them so, all at once.
        CREATE TABLE reviewVote (
          id TEXT NOT NULL UNIQUE,
          review TEXT NOT NULL REFERENCES review,
          cycle INTEGER NOT NULL,
          note TEXT NOT NULL,
          voter TEXT NOT NULL REFERENCES externalMember,
          value TEXT NOT NULL,
          castAt INTEGER NOT NULL,
          -- Who the voter was then.
          trustLevel INTEGER NOT NULL,
          isAdmin INTEGER NOT NULL,
          isModerator INTEGER NOT NULL,
          -- Keyed hash of where it came from, against abuse.
          origin BLOB,
          PRIMARY KEY (review, cycle, voter)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reviewVoteByVoter ON reviewVote (voter, castAt, note);
        CREATE TRIGGER reviewVoteStays BEFORE UPDATE ON reviewVote
          BEGIN SELECT RAISE(ABORT, 'votes never change'); END;
        CREATE TRIGGER reviewVoteIsKept BEFORE DELETE ON reviewVote
          BEGIN SELECT RAISE(ABORT, 'votes are kept'); END;

        -- Numbered within the community, whatever the level: a number tells all rules at once.
        CREATE TABLE moderationPolicy (
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          version INTEGER NOT NULL,
          -- Empty: the community's own level.
          channel TEXT NOT NULL,
          -- Null: the level says nothing any more.
          level TEXT,
          changedBy TEXT NOT NULL,
          changedAt INTEGER NOT NULL,
          PRIMARY KEY (community, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE moderationAudit (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          community TEXT,
          review TEXT,
          actor TEXT NOT NULL,
          what TEXT NOT NULL,
          reason TEXT,
          details TEXT NOT NULL
        ) STRICT;
        CREATE INDEX moderationAuditByReview ON moderationAudit (review, id)
          WHERE review IS NOT NULL;
        CREATE INDEX moderationAuditByCommunity ON moderationAudit (community, id);
        CREATE TRIGGER moderationAuditStays BEFORE UPDATE ON moderationAudit
          BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER moderationAuditIsKept BEFORE DELETE ON moderationAudit
          BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        """)
  }

  /// Notes that members of a platform write themselves. Unlike votes on reviews, ratings of them may
  /// change.
  private static func platformNotes(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE platformNote (
          id TEXT PRIMARY KEY,
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          author TEXT NOT NULL REFERENCES externalMember,
          submission TEXT REFERENCES submission,
          createdAt INTEGER NOT NULL,
          deletedAt INTEGER,
          -- Ratings since the last reading.
          isUnread INTEGER NOT NULL,
          body TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX platformNoteByCommunity ON platformNote (community, createdAt);
        CREATE INDEX platformNoteUnread ON platformNote (community) WHERE isUnread = 1;
        -- One of each author about a request.
        CREATE UNIQUE INDEX platformNoteOfRequest ON platformNote (submission, author)
          WHERE submission IS NOT NULL AND deletedAt IS NULL;

        CREATE TABLE platformRating (
          id TEXT NOT NULL UNIQUE,
          note TEXT NOT NULL REFERENCES platformNote,
          rater TEXT NOT NULL REFERENCES externalMember,
          value TEXT NOT NULL,
          createdAt INTEGER NOT NULL,
          updatedAt INTEGER NOT NULL,
          PRIMARY KEY (note, rater)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX platformRatingByRater ON platformRating (rater);
        """)
  }

  private static func webhooks(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE webhook (
          id TEXT PRIMARY KEY,
          community TEXT NOT NULL REFERENCES moderatedCommunity,
          url TEXT NOT NULL,
          -- Sealed; null: signed with the key below.
          sealedSecret BLOB,
          adapterKey TEXT REFERENCES adapterKey,
          channel TEXT,
          -- Null: every event.
          events TEXT,
          isActive INTEGER NOT NULL,
          problem TEXT,
          createdAt INTEGER NOT NULL,
          UNIQUE (community, url)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE webhookDelivery (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          webhook TEXT NOT NULL REFERENCES webhook,
          eventID TEXT NOT NULL,
          event TEXT NOT NULL,
          -- Events of one post go out one after the other.
          post TEXT NOT NULL,
          submission TEXT NOT NULL,
          payload TEXT NOT NULL,
          createdAt INTEGER NOT NULL,
          state TEXT NOT NULL,
          nextAttemptAt INTEGER,
          progress TEXT NOT NULL,
          lastStatus INTEGER,
          lastError TEXT,
          UNIQUE (webhook, eventID)
        ) STRICT;
        CREATE INDEX webhookDeliveryDue ON webhookDelivery (nextAttemptAt)
          WHERE state = 'pending';
        CREATE INDEX webhookDeliveryInOrder ON webhookDelivery (webhook, post, id)
          WHERE state = 'pending';
        CREATE INDEX webhookDeliveryDead ON webhookDelivery (id) WHERE state = 'failed';
        """)
  }
}
