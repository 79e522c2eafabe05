import Snapshot
import Testing

@testable import Scoring

@Suite(.enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
struct TopicParityTests {
  @Test func notesHaveTheReferencesTopics() throws {
    // Given the reference's topics
    let parity = try ParitySet.small.get()
    let snapshot = parity.snapshot
    let expected = try NoteTopics(parity.scoredNotes, noteIDs: snapshot.noteIDs)
    // When ours are computed from the texts
    let posts = PostTexts(snapshot)
    let found = TopicModel.train(posts).assign(posts)
    let ours = posts.noteTopics(found.topic, noteCount: snapshot.noteIDs.count)
    // Then they are the same
    #expect(found.shortfall == nil)
    let different = expected.topic.indices.filter { expected.topic[$0] != ours.topic[$0] }
    #expect(different.map { snapshot.noteIDs[$0] } == [])
    #expect(expected.topic.contains(.inDimensionTwo))
  }
}
