/// What can be counted in a note without having learned anything, and hints at whether it addresses
/// the post's claim with facts.
///
/// The word lists are English; in another language the counts of words are 0 and the rest still holds.
public struct ClaimSignals: Hashable, Sendable {
  /// Links.
  public var sources = 0
  /// Numbers, years and dates' parts among them.
  public var numbers = 0
  /// Phrases that say who found something, such as "according to".
  public var attributions = 0
  /// The share, 0 to 1, of the note's words of content that are in the post too; 0 without a post.
  public var overlap = 0.0
  /// Phrases of opinion, such as "I think" or "shameful".
  public var opinions = 0
  /// "I", "my", "we" and the like.
  public var firstPersons = 0
  public var exclamations = 0
  /// Words of doubt, such as "maybe".
  public var hedges = 0
  /// Words in capitals that are too long for abbreviations.
  public var shouts = 0
  /// Whether there are fewer than six words beside the links.
  public var isShort = false

  public init() {}

  /// Counts in a post and a note as they were written.
  public init(post: String, note: String) {
    self.init(post: .post(post), note: .note(note))
  }

  init(post: PreparedText, note: PreparedText) {
    let words = Word.words(of: note.prose, atMost: Self.mostWords)
    sources = note.links.count
    numbers = words.count { $0.isNumber }
    attributions = ClaimPhrases.attributions.hits(in: words).count
    opinions = ClaimPhrases.opinions.hits(in: words).count
    firstPersons = ClaimPhrases.firstPersons.hits(in: words).count
    hedges = ClaimPhrases.hedges.hits(in: words).count
    exclamations = note.prose.unicodeScalars.count { $0 == "!" || $0 == "！" }
    shouts = words.count { $0.isShouted && $0.text.count >= 5 }
    isShort = words.count < 6
    overlap = Self.overlap(words, Word.words(of: post.prose, atMost: Self.mostWords))
  }

  private static let mostWords = 512

  /// Words of four letters or more are compared by their first five, so that "bridge" meets "bridges".
  private static func overlap(_ note: [Word], _ post: [Word]) -> Double {
    func contents(_ words: [Word]) -> Set<String> {
      Set(
        words.filter {
          ($0.text.count >= 4 || $0.isNumber) && !ClaimPhrases.fillers.contains($0.text)
        }
        .map { String($0.text.prefix(5)) })
    }
    let said = contents(note)
    guard !said.isEmpty else { return 0 }
    return Double(said.intersection(contents(post)).count) / Double(said.count)
  }
}
