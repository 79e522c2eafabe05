import NoteModel
import Snapshot

extension NoteTable {
  /// The notes that still stand, by time.
  init(of community: Community, notes: SimulatedNotes, posts: SimulatedPosts) {
    self.init()
    var generator = SeededGenerator(seed: community.seed, stream: Stream.noteTexts)
    let texts = NoteTexts()
    var kept: [String] = []
    for row in 0..<notes.count {
      let says = notes.classification[row]
      let isSourced = !notes.faults[row].contains(.unsourced)
      let ticked = NoteReasons(for: says, isSourced: isSourced, using: &generator)
      let text = texts.compose(
        topic: notes.topic[row], isSourced: isSourced, using: &generator)
      if notes.isDeleted[row] { continue }
      note.append(UInt32(row))
      author.append(notes.author[row])
      createdAtMillis.append(notes.createdAtMillis[row])
      postID.append(posts.id[Int(notes.post[row])])
      classification.append(says)
      reasons.append(ticked)
      withdrawnAnswers.append(WithdrawnAnswers())
      kept.append(text)
    }
    summary = TextColumn(kept)
  }
}

extension NoteReasons {
  /// The boxes that an author ticks: at least one for what the note says of its post.
  fileprivate init(
    for classification: Classification, isSourced: Bool, using generator: inout SeededGenerator
  ) {
    let boxes: [NoteReasons] =
      switch classification {
      case .misleading:
        [
          .misleadingFactualError, .misleadingMissingImportantContext,
          .misleadingUnverifiedClaimAsFact, .misleadingManipulatedMedia,
          .misleadingOutdatedInformation, .misleadingSatire, .misleadingOther,
        ]
      case .notMisleading:
        [
          .notMisleadingFactuallyCorrect, .notMisleadingPersonalOpinion,
          .notMisleadingClearlySatire, .notMisleadingOutdatedButNotWhenWritten,
          .notMisleadingOther,
        ]
      }
    self = generator.pick(boxes)
    for box in boxes where generator.chance(0.15) { insert(box) }
    if isSourced { insert(.trustworthySources) }
    if generator.chance(0.05) { insert(.isMediaNote) }
    if generator.chance(0.01) { insert(.isCollaborativeNote) }
  }
}

extension NoteRequestTable {
  /// One post in twelve was asked for; the more attention it has, the more feeds it reached.
  init(of community: Community, posts: SimulatedPosts) {
    self.init()
    var generator = SeededGenerator(seed: community.seed, stream: Stream.requests)
    for post in 0..<posts.count {
      let isRequested = generator.chance(1 / 12.0)
      let delay = Int64(generator.exponential(mean: 3 * Double(Millis.hour)))
      let links = generator.below(3)
      let created = posts.createdAtMillis[post]
      guard isRequested, created + delay < community.now else { continue }
      let qualified = OptionalMillis(created + delay)
      let never = OptionalMillis(-1)
      let pull = posts.pull[post]
      postID.append(posts.id[post])
      sourceLinks.append(
        "["
          + (0..<links).map { "\"https://example.org/request/\(post)/\($0)\"" }
          .joined(separator: ",") + "]")
      suggestions.append("[]")
      contributorFeedAt.append(qualified)
      smallFeedAt.append(pull > 1 ? qualified : never)
      largeFeedAt.append(pull > 0.5 ? qualified : never)
      extraLargeFeedAt.append(qualified)
    }
  }
}
