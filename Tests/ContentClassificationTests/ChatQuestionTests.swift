import Testing

@testable import ContentClassification

@Suite("What a chat model is asked")
struct ChatQuestionTests {
  private typealias Question = ChatEndpoint.Question

  @Test("an operator names a usual label, or says what a label means")
  func parsed() {
    #expect(Question(parsing: "spam")?.meaning == Question.usual.last?.meaning)
    #expect(
      Question(parsing: "rude=a = b").map { "\($0.label): \($0.meaning)" } == "rude: a = b")
  }

  @Test(
    "what is no label, or has no short meaning, is refused",
    arguments: [
      "", "=", "rude", "rude=", "=mean", "r ude=mean", "rude=a\nb", "rude=a\u{202E}b",
      "rude=" + String(repeating: "a", count: 301),
    ])
  func refused(_ text: String) { #expect(Question(parsing: text) == nil) }

  @Test("the usual questions are the thirteen names and spam, each with a meaning of its own")
  func usual() {
    #expect(Question.usual.map(\.label) == ContentLabel.moderationCategories + [.spam])
    #expect(Set(Question.usual.map(\.meaning)).count == Question.usual.count)
    #expect(
      Question.usual.allSatisfy {
        Question(parsing: "\($0.label)=\($0.meaning)") == $0
      })
  }

  @Test(
    "what a service says of tokens counts where it can be meant",
    arguments: [
      (#"{"usage":{"total_tokens":17}}"#, 17), (#"{"usage":{"total_tokens":0}}"#, 0),
      (#"{"usage":{"total_tokens":-1}}"#, nil), (#"{"usage":{"total_tokens":1e300}}"#, nil),
      (#"{"usage":{"total_tokens":"17"}}"#, nil), (#"{"usage":17}"#, nil), ("{}", nil), ("", nil),
    ] as [(String, Int64?)])
  func tokens(_ body: String, _ expected: Int64?) {
    #expect(RemoteResponse(status: 200, body: Array(body.utf8)).usedTokens == expected)
  }

  @Test("a question is held to use what it holds and what may be answered")
  func estimate() {
    let post = PostText(String(repeating: "word ", count: 600))
    let moderations = ModerationsEndpoint(model: "m").request(for: post)
    #expect(moderations.estimatedTokens > 900 && moderations.estimatedTokens < 1_200)
    let chat = ChatEndpoint(model: "m", questions: Question.usual).request(for: post)
    #expect(chat.estimatedTokens > moderations.estimatedTokens + 1_024)
  }
}
