import GRDB

extension Schema {
  /// Communities that are connected without an adapter: by a forum's own webhooks and interface, or
  /// by webhooks in a small form of ours.
  static func direct(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE directConnection (
          community TEXT PRIMARY KEY REFERENCES moderatedCommunity,
          kind TEXT NOT NULL,
          -- The webhook under which decisions wait for their delivery; null: nobody is told.
          webhook TEXT REFERENCES webhook,
          -- Sealed: what the forum's own webhooks are signed with.
          sealedSecret BLOB NOT NULL,
          -- Sealed; null: the forum has no interface that is called.
          sealedKey BLOB,
          apiUser TEXT,
          isActive INTEGER NOT NULL,
          createdAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX directConnectionByWebhook ON directConnection (webhook)
          WHERE webhook IS NOT NULL;

        -- What forums told, in the order told. Kept without its body when it is dealt with, so that
        -- it is recognised when it comes again.
        CREATE TABLE forumEvent (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          community TEXT NOT NULL REFERENCES directConnection,
          eventID TEXT NOT NULL,
          -- SHA-256 of the body: the signature covers nothing else.
          digest BLOB NOT NULL,
          kind TEXT NOT NULL,
          event TEXT NOT NULL,
          -- What it is about; events of one subject are dealt with one after the other.
          subject TEXT NOT NULL,
          -- The forum's own count of changes to the subject.
          version INTEGER,
          body TEXT NOT NULL,
          receivedAt INTEGER NOT NULL,
          state TEXT NOT NULL,
          attempts INTEGER NOT NULL,
          nextAttemptAt INTEGER NOT NULL,
          problem TEXT,
          UNIQUE (community, eventID),
          UNIQUE (community, digest)
        ) STRICT;
        CREATE INDEX forumEventDue ON forumEvent (nextAttemptAt) WHERE state = 'pending';
        CREATE INDEX forumEventBySubject ON forumEvent (community, subject, id);

        -- What was done of a delivery that takes several calls.
        CREATE TABLE deliveryStep (
          delivery INTEGER NOT NULL REFERENCES webhookDelivery,
          step TEXT NOT NULL,
          post TEXT NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (delivery, step)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveryStepByPost ON deliveryStep (post, step, at);
        """)
  }
}
