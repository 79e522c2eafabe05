import NoteModel

@testable import NoteEvaluation

/// Notes composed from phrases, whose qualities are known, and raters who see them through noise.
///
/// Most phrases are none that the hand-set signals know: what is learned from them is learned. Topics
/// are drawn apart from qualities, and every post has its own, so that held-out posts are new.
struct GrammarNotes {
  struct Quality: Hashable {
    var addressesClaim: Bool
    var isOpinion: Bool
    var isAbusive: Bool
  }

  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed) }

  /// Notes, two to a post.
  mutating func notes(_ count: Int) -> [RatedNote] { (0..<count).map { labelled($0).note } }

  mutating func labelled(_ index: Int) -> (note: RatedNote, quality: Quality) {
    let isGood = random.chance(0.5)
    let quality = Quality(
      addressesClaim: isGood ? random.chance(0.9) : random.chance(0.1),
      isOpinion: isGood ? random.chance(0.05) : random.chance(0.6),
      isAbusive: isGood ? false : random.chance(0.7))
    let subject = random.pick(Self.subjects)
    let post = "\(random.pick(Self.claims)) \(subject) \(Int.random(in: 2...99, using: &random))"
    let note = RatedNote(
      id: Int64(index + 1), postID: Int64(index / 2 + 1_000_000),
      createdAtMillis: 1_700_000_000_000 + Int64(index), note: text(quality, subject), post: post,
      evidence: evidence(quality))
    return (note, quality)
  }

  private mutating func text(_ quality: Quality, _ subject: String) -> String {
    var sentences: [String] = []
    if quality.addressesClaim {
      sentences.append("\(random.pick(Self.findings)) \(subject) \(random.pick(Self.details)).")
    } else {
      sentences.append("\(random.pick(Self.asides)) \(subject).")
    }
    if quality.isOpinion { sentences.append(random.pick(Self.opinions) + ".") }
    if quality.isAbusive { sentences.append(random.pick(Self.abuse) + ".") }
    if random.chance(0.5) { sentences.append(random.pick(Self.fillers) + ".") }
    sentences.shuffle(using: &random)
    // As many sources on both sides, so that the link alone tells nothing.
    if random.chance(0.7) {
      sentences.append("https://example.org/\(Int.random(in: 1...9999, using: &random))")
    }
    return sentences.joined(separator: " ")
  }

  private mutating func evidence(_ quality: Quality) -> RatingEvidence {
    var evidence = RatingEvidence()
    for _ in 0..<Int.random(in: 4...30, using: &random) {
      var tags: RatingTags = []
      // One rating in ten sees something else than what is there.
      func seen(_ quality: Bool) -> Bool { random.chance(0.06) ? !quality : quality }
      if seen(quality.addressesClaim) && random.chance(0.85) {
        tags.insert(RatingTags(.helpfulAddressesClaim))
      }
      if seen(quality.isOpinion) && random.chance(0.6) {
        tags.insert(RatingTags(.notHelpfulOpinionSpeculation))
      }
      if seen(quality.isAbusive) && random.chance(0.6) {
        tags.insert(RatingTags(.notHelpfulSpamHarassmentOrAbuse))
      }
      evidence.add(tags)
    }
    return evidence
  }

  private static let subjects = [
    "the harbour ferry", "the school roof", "the wheat harvest", "the tram line", "the museum fire",
    "the water tower", "the marathon", "the hospital wing", "the chess final", "the solar park",
    "the stone bridge", "the library hours", "the bread price", "the night train", "the zoo",
  ]
  private static let claims = [
    "Look what happened to", "They are hiding the truth on", "Breaking:",
    "Finally somebody says it:",
    "Unbelievable numbers for", "Nobody told us of",
  ]
  private static let findings = [
    "The picture shows another town, and", "The figures leave out one half of", "A different year:",
    "The quotation is cut short;", "The recording comes from a rehearsal of", "The map mixes up",
    "The council minutes describe", "The operator's timetable lists",
  ]
  private static let details = [
    "as it was in spring", "with the date on the plaque", "in the register of the county",
    "before the renovation", "in the version with all pages", "as measured on site",
    "under another name", "in the broadcast at noon",
  ]
  private static let asides = [
    "There is a lot of talk on", "People have many stories on", "Time will tell on",
    "Everything has two sides, even", "So much for", "Another day, another tale of",
  ]
  private static let opinions = [
    "What a sad day for all decent folk", "It feels wrong from start to end",
    "Somebody ought to be fired over it", "A wonderful idea whatever they say",
    "One can guess who profits", "It smells of a plot", "My gut tells me otherwise",
    "They will surely do it again",
  ]
  private static let abuse = [
    "The author is a rotten turnip", "Crawl back under your rock", "Only toads post such slime",
    "Your family must be embarrassed of you", "A brainless donkey wrote it",
    "Someone should slap this windbag",
  ]
  private static let fillers = [
    "More in the thread", "See also the answer below", "The link has the rest", "Read on there",
    "This has come up twice",
  ]
}
