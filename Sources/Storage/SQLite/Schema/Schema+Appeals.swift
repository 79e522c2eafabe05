import GRDB

extension Schema {
  /// What authors say against hides of their posts, and the way from an author to reviews.
  static func appeals(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE reviewAppeal (
          id INTEGER PRIMARY KEY,
          review TEXT NOT NULL REFERENCES review,
          cycle INTEGER NOT NULL,
          author TEXT NOT NULL REFERENCES externalMember,
          text TEXT NOT NULL,
          at INTEGER NOT NULL,
          answer TEXT,
          answeredAt INTEGER,
          UNIQUE (review, cycle)
        ) STRICT;
        CREATE INDEX reviewAppealUnanswered ON reviewAppeal (at) WHERE answeredAt IS NULL;

        CREATE INDEX reviewByAuthor ON review (json_extract(body, '$.item.postAuthor'), createdAt);
        """)
  }
}
