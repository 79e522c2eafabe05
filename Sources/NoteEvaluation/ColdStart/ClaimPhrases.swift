/// The words that `ClaimSignals` counts.
enum ClaimPhrases {
  static let attributions = PhraseList([
    "according to", "as reported by", "reported by", "reported that", "reports that", "published",
    "confirmed", "confirms", "announced", "stated", "states that", "says that", "records show",
    "data show*", "the report", "study", "statistics", "official*", "archive*", "court",
    "original*", "source", "sources", "fact check*", "verified",
  ])

  static let opinions = PhraseList([
    "i think", "i believe", "i feel", "i guess", "in my opinion", "in my view", "my opinion",
    "we think", "we believe", "imo", "imho", "obviously", "clearly", "of course", "everybody knows",
    "everyone knows", "no one believes", "nobody believes", "who cares", "should be ashamed",
    "should", "must", "shame*", "disgust*", "disgrace*", "ridiculous*", "absurd*", "terrible",
    "awful", "horrible", "pathetic", "stupid*", "nonsense", "garbage", "trash", "hate", "love",
    "best", "worst", "typical", "always", "agenda", "propaganda", "biased", "narrative", "evil",
    "greedy", "corrupt*", "hypocri*", "wake up", "just because", "worth remembering",
  ])

  static let firstPersons = PhraseList([
    "i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "we", "we're", "we've", "us", "our",
  ])

  static let hedges = PhraseList([
    "maybe", "perhaps", "probably", "possibly", "presumably", "apparently", "seemingly", "might",
    "seems", "supposedly", "allegedly", "i suppose", "sounds like", "looks like", "could be",
    "likely", "rumor*", "rumour*",
  ])

  /// Words that any two texts share.
  static let fillers: Set<String> = [
    "about", "after", "again", "also", "because", "been", "before", "being", "between", "both",
    "could", "does", "each", "even", "from", "have", "here", "into", "just", "like", "many", "more",
    "most", "much", "note", "only", "other", "over", "post", "said", "same", "some", "still",
    "such",
    "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "through",
    "very", "want", "well", "were", "what", "when", "where", "which", "while", "will", "with",
    "would", "your",
  ]
}
