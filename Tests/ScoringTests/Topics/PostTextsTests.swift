import Snapshot
import Testing

@testable import Scoring

struct PostTextsTests {
  @Test func notesOfOnePostAreReadInTableOrder() {
    // Given two posts whose notes alternate
    let posts = PostTexts(
      TopicNotes.table([(7, "first"), (3, "other"), (7, "second"), (3, "")]))
    // When they are read
    let texts = Self.texts(posts)
    // Then each has its notes in order, with a space between
    #expect(posts.postIDs == [3, 7])
    #expect(texts == ["other ", "first second"])
  }

  @Test func notesOfDeletedPostsAreOneText() {
    let posts = PostTexts(TopicNotes.table([(-1, "one"), (5, "x"), (-1, "two")]))
    #expect(posts.postIDs == [-1, 5])
    #expect(Self.texts(posts)[0] == "one two")
  }

  @Test func noNotesMakeNoPosts() {
    #expect(PostTexts(NoteTable()).count == 0)
  }

  @Test func everyNoteInheritsTheTopicOfItsPost() {
    // Given notes on two posts, one of which has a topic
    let posts = PostTexts(TopicNotes.table([(7, ""), (3, ""), (7, "")]))
    // When the topic is handed down, on a site with one more note
    let topics = posts.noteTopics([nil, .scams], noteCount: 4)
    // Then the notes of that post have it
    #expect(topics.topic == [.scams, nil, .scams, nil])
  }

  private static func texts(_ posts: PostTexts) -> [String] {
    var bytes: [UInt8] = []
    return (0..<posts.count).map {
      posts.read($0, into: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
