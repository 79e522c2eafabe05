import GRDB

extension Schema {
  /// Posts, notes and ratings: all that scoring reads.
  static func contributions(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE post (
          id INTEGER PRIMARY KEY,
          url TEXT NOT NULL UNIQUE,
          authorKey TEXT,
          card TEXT NOT NULL,
          media TEXT NOT NULL,
          attention TEXT NOT NULL,
          publishedAt INTEGER,
          addedAt INTEGER NOT NULL,
          removedAt INTEGER
        ) STRICT;
        CREATE INDEX postByAuthor ON post (authorKey, addedAt) WHERE authorKey IS NOT NULL;

        CREATE TABLE note (
          id INTEGER PRIMARY KEY,
          post INTEGER NOT NULL REFERENCES post,
          author INTEGER NOT NULL REFERENCES contributor,
          createdAt INTEGER NOT NULL,
          classification INTEGER NOT NULL,
          answers INTEGER NOT NULL,
          -- Empty once the note is deleted or removed: its words are gone for good.
          summary TEXT NOT NULL,
          deletedAt INTEGER,
          removedAt INTEGER
        ) STRICT;
        CREATE INDEX noteByPost ON note (post);
        CREATE INDEX noteByAuthor ON note (author, createdAt);

        CREATE TABLE rating (
          note INTEGER NOT NULL REFERENCES note,
          rater INTEGER NOT NULL REFERENCES contributor,
          createdAt INTEGER NOT NULL,
          answer INTEGER NOT NULL,
          -- One bit a tag, in the order of the public columns.
          tags INTEGER NOT NULL,
          ratedOn INTEGER NOT NULL,
          source INTEGER NOT NULL,
          PRIMARY KEY (note, rater)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ratingByRater ON rating (rater, createdAt);

        -- For the search box; the row's number is the note's.
        CREATE VIRTUAL TABLE noteText USING fts5 (
          summary, title, tokenize = 'unicode61 remove_diacritics 2'
        );
        """)
  }
}
