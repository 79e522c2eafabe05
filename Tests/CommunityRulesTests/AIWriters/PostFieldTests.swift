import Testing

@testable import CommunityRules

@Suite("The parts of a post that are answered")
struct PostFieldTests {
  private static func posts(_ pairs: (String, String)...) throws -> PostQuery {
    try PostQuery(QueryParameters([("test_mode", "true")] + pairs))
  }

  /// What the published template asks for.
  private static func template() throws -> PostQuery {
    try posts(
      ("max_results", "10"),
      ("tweet.fields", "author_id,created_at,referenced_tweets,media_metadata,note_tweet"),
      (
        "expansions",
        "attachments.media_keys,referenced_tweets.id,referenced_tweets.id.attachments.media_keys"
      ),
      (
        "media.fields",
        "alt_text,duration_ms,height,media_key,preview_image_url,public_metrics,type,url,width,variants"
      ))
  }

  @Test("are few where nothing is asked for")
  func fewest() throws {
    let query = try Self.posts()
    #expect(query.fields == [.id, .text, .editHistory])
    #expect(query.collections.isEmpty)
    #expect(query.vocabulary == .both)
    #expect(query.mediaFields == [.mediaKey, .type])
    #expect(query.userFields == [.id, .name, .username])
    #expect(query.pollFields == [.id, .options] && query.placeFields == [.id, .fullName])
  }

  @Test("satisfy the template: media keys come with the expansion alone")
  func template() throws {
    let query = try Self.template()
    #expect(query.vocabulary == .old)
    #expect(
      query.fields == [
        .id, .text, .editHistory, .authorID, .createdAt, .references, .mediaMetadata, .longText,
        .attachments,
      ])
    #expect(query.referencedFields.isSuperset(of: [.authorID, .createdAt, .attachments]))
    #expect(query.collections == [.media, .posts])
    #expect(query.expansions.contains(.referencedMedia))
    #expect(PostField.longText.keys(in: query.vocabulary) == ["note_tweet"])
    #expect(Expansion.Collection.posts.keys(in: query.vocabulary) == ["tweets"])
  }

  @Test("satisfy the published library, which speaks the new vocabulary")
  func library() throws {
    let query = try Self.posts(
      ("post.fields", "created_at,lang,note_post,public_metrics,matched_media_notes"),
      ("expansions", "author_id,referenced_posts"), ("user.fields", "username"))
    #expect(query.vocabulary == .new)
    #expect(query.fields.isSuperset(of: [.authorID, .references, .longText]))
    #expect(query.collections == [.users, .posts])
    #expect(PostField.references.keys(in: .new) == ["referenced_posts"])
  }

  @Test(
    "are named in the vocabulary of the request, and in both where it mixes them",
    arguments: [
      ("tweet.fields", "lang", Vocabulary.old), ("post.fields", "lang", .new),
      ("post.fields", "", .both), ("post.fields", "note_tweet", .both),
      ("tweet.fields", "note_post", .both), ("expansions", "author_id", .both),
      ("expansions", "referenced_tweets.id", .old), ("expansions", "referenced_posts", .new),
      ("expansions", "referenced_tweets.id,referenced_posts", .both),
      ("expansions", "edit_history_tweet_ids", .old), ("media.fields", "url", .both),
      ("user.fields", "pinned_tweet_id", .old),
    ])
  func vocabularies(parameter: String, list: String, vocabulary: Vocabulary) throws {
    #expect(try Self.posts((parameter, list)).vocabulary == vocabulary)
  }

  @Test("are written under both names where both vocabularies are spoken")
  func bothNames() {
    #expect(PostField.longText.keys(in: .both) == ["note_post", "note_tweet"])
    #expect(PostField.editHistory.keys(in: .old) == ["edit_history_tweet_ids"])
    #expect(PostField.authorID.keys(in: .both) == ["author_id"])
    #expect(Expansion.Collection.posts.keys(in: .both) == ["posts", "tweets"])
    #expect(Expansion.Collection.media.keys(in: .both) == ["media"])
  }

  @Test(
    "come with the expansion that is built on them",
    arguments: [
      ("attachments.poll_ids", PostField.attachments, Expansion.Collection.polls),
      ("attachments.media_source_tweet", .attachments, .posts),
      ("in_reply_to_user_id", .inReplyToUserID, .users), ("geo.place_id", .geo, .places),
      ("entities.mentions.username", .entities, .users), ("article.cover_media", .article, .media),
      ("referenced_tweets.id.author_id", .references, .users),
      ("edit_history_post_ids", .editHistory, .posts),
    ])
  func implied(name: String, field: PostField, collection: Expansion.Collection) throws {
    let query = try Self.posts(("expansions", name))
    #expect(query.fields.contains(field))
    #expect(query.referencedFields.contains(field))
    #expect(query.collections == [collection])
  }

  @Test("hold the media of referenced posts where the new vocabulary asks for both")
  func nested() throws {
    func expansions(_ list: String) throws -> Set<Expansion> {
      try Self.posts(("expansions", list)).expansions
    }
    #expect(
      try expansions("referenced_posts,attachments.media_keys").contains(.referencedMedia))
    #expect(try !expansions("referenced_posts").contains(.referencedMedia))
    // The old vocabulary has a name for them.
    #expect(
      try !expansions("referenced_tweets.id,attachments.media_keys").contains(.referencedMedia))
  }

  @Test("don't change which posts come: a page token is bound to mode and feed alone")
  func filters() throws {
    let first = try Self.posts(("post_selection", "feed_lang: ja"), ("max_results", "5"))
    let second = try Self.posts(("post_selection", "feed_lang:ja,feed_size:small"))
    #expect(first.filters == second.filters)
    #expect(try Self.posts().filters != first.filters)
  }
}

@Suite("The parts of a written note that are answered")
struct NoteFieldTests {
  private static func fields(
    _ testMode: String, _ list: String?, evaluated: Bool = true, access: Bool = true
  ) throws -> Set<NoteField> {
    try NotesQuery(
      QueryParameters(
        [("test_mode", testMode)] + (list.map { [("note.fields", $0)] } ?? []))
    ).fields(isEvaluated: evaluated, hasScoringAccess: access)
  }

  @Test("are the usual ones where none is asked for")
  func usual() throws {
    #expect(try Self.fields("true", nil) == [.id, .info, .status, .testResult])
    #expect(try Self.fields("true", "", evaluated: false) == [.id, .info, .status])
    #expect(try Self.fields("false", nil) == [.id, .info, .status, .scoringStatus])
    #expect(try Self.fields("false", nil, access: false) == [.id, .info, .status])
  }

  @Test("are the id and those asked for, as far as the note can have them")
  func asked() throws {
    let all = "id,info,scoring_status,status,test_result"
    #expect(try Self.fields("true", "info") == [.id, .info])
    #expect(try Self.fields("true", all) == [.id, .info, .status, .testResult])
    #expect(
      try Self.fields("false", all, access: false) == [.id, .info, .status, .scoringStatus])
    let problem = QueryProblem(parameter: "note.fields", value: "text", fault: .unknownItem)
    #expect(throws: problem) { try Self.fields("true", "id,text") }
  }
}
