import NoteModel
import Simulation

/// Writes the notes on one post: what they say fits how good, and how one-sided, the simulation made
/// them.
struct DemoNoteTexts {
  let story: DemoStory
  let place: String
  /// Where to begin among the story's facts.
  var nextFact: Int
  private var used = 0

  init(_ story: DemoStory, place: String, firstFact: Int) {
    self.story = story
    self.place = place
    nextFact = firstFact
  }

  /// What raters see in a note.
  struct Character {
    var classification: Classification
    var quality: Float
    /// How far it leans to one side; its sign is the side.
    var lean: Float
    var isSourced: Bool
  }

  /// The next note's text. A misleading note always has a link, as the form demands.
  mutating func next(
    _ character: Character, using generator: inout SeededGenerator
  ) -> String {
    var sentences: [String]
    if character.classification == .notMisleading {
      sentences = [pick(Self.agreeing, using: &generator)]
    } else if character.quality < -0.8 {
      sentences = [pick(Self.poor, using: &generator)]
    } else if abs(character.lean) > 0.9, character.quality < 0.6 {
      sentences = [pick(character.lean > 0 ? Self.impatient : Self.content, using: &generator)]
      if Bool.random(using: &generator) { sentences.append(fact()) }
    } else {
      sentences = [fact()]
      // A further note on the same fact says more.
      if used > story.facts.count || Int.random(in: 0..<4, using: &generator) == 0 {
        sentences.append(pick(Self.tails, using: &generator))
      }
    }
    let site = character.isSourced ? story.path : "blog"
    sentences.append(
      "https://example.org/\(site)/\(Int.random(in: 100..<10_000, using: &generator))")
    return filled(sentences.joined(separator: " "))
  }

  /// The title or text of the post.
  func filled(_ text: String) -> String {
    let sentence = text.replacing("{place}", with: place).replacing("{about}", with: story.about)
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  private mutating func fact() -> String {
    defer {
      nextFact += 1
      used += 1
    }
    return story.facts[nextFact % story.facts.count]
  }

  private func pick(_ texts: [String], using generator: inout SeededGenerator) -> String {
    texts.randomElement(using: &generator) ?? ""
  }

  private static let agreeing = [
    "No note needed: {about} is announced in the same words on the notice board.",
    "This is correct. The notice that was published on Thursday says the same of {about}.",
    "Not misleading: it is somebody's opinion on {about}, and marked as one.",
    "A joke, and easy to see as one. Nobody takes this for news about {about}.",
    "What the post says of {about} was true when it was written; the change came two days later.",
  ]

  private static let poor = [
    "Always the same with {about}. Whoever believes this believes everything.",
    "Wrong!!! Everybody in {place} knows what {about} is really about.",
    "I have never seen anything like it, so it cannot be true. Typical for {place}.",
    "The person who posted this about {about} has posted nonsense before. Do not read it.",
    "My uncle says {about} is quite different. He has lived in {place} for fifty years.",
    "Who cares about {about}? There are more important things.",
  ]

  private static let impatient = [
    "{about} shows what happens when {place} waits for years instead of acting.",
    "Those who decide about {about} should for once ask the people who live in {place}.",
    "It is good that somebody speaks about {about}. {place} would rather keep quiet about it.",
  ]

  private static let content = [
    "{place} does a lot, and still some complain about {about}. A little patience would help.",
    "Without the people who look after {about}, {place} would be worse off. Worth remembering.",
    "Every few months somebody gets upset about {about}. It has never come to anything.",
  ]

  private static let tails = [
    "The source has the dates and figures.",
    "A photo of the notice is behind the link.",
    "The local newsletter of {place} reported it the same week.",
    "The answer of those responsible is linked.",
    "A correction was added below the original post.",
    "The full text, with its date, is behind the link.",
  ]
}
