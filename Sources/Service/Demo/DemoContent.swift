import CommunityRules
import Foundation
import NoteModel
import Simulation
import Snapshot

/// The rows that a demo community's store begins with.
struct DemoContent: Sendable {
  private(set) var contributors: [Contributor] = []
  private(set) var posts: [Post] = []
  private(set) var notes: [Note] = []
  private(set) var ratings: [Rating] = []
  /// Posts that were asked for a note and have none.
  private(set) var unansweredPosts: [Post] = []

  init(_ cast: DemoCast, now: Int64, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: 0xDE30)
    addContributors(cast, now: now, using: &generator)
    addPosts(cast, using: &generator)
    addNotes(cast, now: now, using: &generator)
    addRatings(cast)
    addUnansweredPosts(now: now, using: &generator)
  }

  private mutating func addContributors(
    _ cast: DemoCast, now: Int64, using generator: inout SeededGenerator
  ) {
    let authors = Set(cast.author.indices.filter { cast.isWritten[$0] }.map { cast.author[$0] })
    let words = AliasWords.english
    var aliases: Set<String> = []
    for participant in 0..<cast.snapshot.participants.count {
      var alias = ""
      repeat {
        alias = [words.adjectives, words.things, words.birds]
          .compactMap { $0.randomElement(using: &generator) }.joined(separator: " ")
      } while !aliases.insert(alias).inserted
      let joined = now - Int64.random(in: 30 * Millis.day..<200 * Millis.day, using: &generator)
      var enrollment = Enrollment(lastStateChangeAt: joined)
      if authors.contains(participant) { enrollment.state = .earnedIn }
      contributors.append(
        Contributor(
          id: ParticipantID(rawValue: cast.snapshot.participants[participant]), alias: alias,
          joinedAt: joined, enrollment: enrollment))
    }
  }

  /// The story and the place of each post: a story comes back in another place.
  private static func scene(_ number: Int) -> (story: DemoStory, place: String) {
    let stories = DemoStory.all
    let places = DemoStory.places
    let place = (number + 4 * (number / stories.count)) % places.count
    return (stories[number % stories.count], places[place])
  }

  private mutating func addPosts(_ cast: DemoCast, using generator: inout SeededGenerator) {
    var ratings: [Int64: Int] = [:]
    for post in cast.snapshot.ratings.ratedOnPostID { ratings[post, default: 0] += 1 }
    let table = cast.snapshot.notes
    let rows = table.note.indices.filter { cast.isWritten[Int(table.note[$0])] }
    let ids = Set(rows.map { table.postID[$0] }).sorted()
    for (number, id) in ids.enumerated() {
      posts.append(
        Self.post(
          PostID(id), number: number, attention: ratings[id] ?? 0, using: &generator))
    }
  }

  private static func post(
    _ id: PostID, number: Int, attention: Int, using generator: inout SeededGenerator
  ) -> Post {
    let (story, place) = scene(number)
    let texts = DemoNoteTexts(story, place: place, firstFact: 0)
    let writer = DemoStory.writers.randomElement(using: &generator) ?? ""
    let published = timeOfID(id.rawValue)
    var media = Post.Media()
    switch story.media {
    case .none: break
    case .photo: media.images = 1
    case .video: media.videos = 1
    case .link: media.links = 1
    }
    let views = attention * Int.random(in: 30..<90, using: &generator)
    return Post(
      id: id, url: "https://forum.example/t/\(story.path)-\(place.lowercased())/\(1_000 + number)",
      authorKey: "forum.example:\(writer)",
      card: Post.Card(
        title: texts.filled(story.title), text: texts.filled(story.post), authorName: writer,
        siteName: "Forum"),
      media: media,
      attention: Post.Attention(
        views: views, reactions: views / 25, shares: views / 90, comments: views / 60),
      publishedAt: published, addedAt: published + 10_000)
  }

  private mutating func addNotes(
    _ cast: DemoCast, now: Int64, using generator: inout SeededGenerator
  ) {
    let numbers = Dictionary(
      uniqueKeysWithValues: posts.enumerated().map { ($0.element.id.rawValue, $0.offset) })
    var texts: [Int: DemoNoteTexts] = [:]
    let table = cast.snapshot.notes
    for row in 0..<table.count {
      let note = Int(table.note[row])
      guard cast.isWritten[note], let number = numbers[table.postID[row]] else { continue }
      let (story, place) = Self.scene(number)
      var writing = texts[number] ?? DemoNoteTexts(story, place: place, firstFact: number)
      let classification = table.classification[row] ?? .misleading
      let character = DemoNoteTexts.Character(
        classification: classification, quality: cast.truth.notes.quality[note],
        lean: cast.truth.notes.lean[note].x,
        isSourced: !cast.truth.notes.faults[note].contains(.unsourced))
      let text = writing.next(character, using: &generator)
      texts[number] = writing
      var answers = table.reasons[row].subtracting(.isCollaborativeNote)
      let media = posts[number].media
      if media.images + media.videos != 1 { answers.remove(.isMediaNote) }
      notes.append(
        Note(
          id: NoteID(cast.snapshot.noteIDs[note]), postID: posts[number].id,
          author: contributors[cast.author[note]].id, createdAt: table.createdAtMillis[row],
          classification: classification, answers: answers, summary: text))
    }
    deleteOne(now: now)
  }

  /// Somebody thought better of a note of last week.
  private mutating func deleteOne(now: Int64) {
    guard let index = notes.lastIndex(where: { $0.createdAt < now - 9 * Millis.day }) else {
      return
    }
    notes[index].deletedAt = notes[index].createdAt + 3 * Millis.hour
    notes[index].summary = ""
  }

  private mutating func addRatings(_ cast: DemoCast) {
    let table = cast.snapshot.ratings
    for row in 0..<table.count {
      let note = Int(table.note[row])
      guard let answer = table.answer[row].helpfulness,
        cast.isWritten[note], cast.author[note] != Int(table.rater[row])
      else { continue }
      ratings.append(
        Rating(
          noteID: NoteID(cast.snapshot.noteIDs[note]),
          rater: contributors[Int(table.rater[row])].id, createdAt: table.createdAtMillis[row],
          answer: answer,
          tags: Set(RatingTag.allCases.filter(table.tags[row].contains)),
          ratedOn: PostID(table.ratedOnPostID[row]), source: table.answer[row].source ?? .default))
    }
  }

  private mutating func addUnansweredPosts(now: Int64, using generator: inout SeededGenerator) {
    for hours in [21, 9, 4] as [Int64] {
      let id = Self.idOfTime(now - hours * Millis.hour)
      unansweredPosts.append(
        Self.post(
          PostID(id), number: posts.count + unansweredPosts.count, attention: 400,
          using: &generator))
    }
  }

  // Ids carry the milliseconds since 4 November 2010 above 22 bits, as those of the simulation do.
  private static let firstIDAt: Int64 = 1_288_834_974_657

  private static func timeOfID(_ id: Int64) -> Int64 { (id >> 22) + firstIDAt }

  private static func idOfTime(_ millis: Int64) -> Int64 { (millis - firstIDAt) << 22 | 0x155 }
}
