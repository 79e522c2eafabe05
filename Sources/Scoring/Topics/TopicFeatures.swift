import Factorization
import Snapshot

/// Turns the tokens of a text into numbers: counts times inverse document frequency, scaled to
/// length 1 (tf-idf; Salton & Buckley 1988, with the smoothed idf of scikit-learn).
///
/// A value for one thread: it keeps its buffers from text to text.
struct TopicFeatures {
  private let numbers: ByteInterner
  private let weights: [Double]
  private var text = PostText()
  private var counts: [Int32]
  /// Words of the current text, in order of first appearance.
  private var present: [UInt32] = []

  init(_ words: TopicWords) {
    numbers = words.numbers
    weights = words.inverseDocumentFrequency
    counts = Array(repeating: 0, count: weights.count)
  }

  /// Takes the text of a post.
  mutating func read(_ post: Int, of posts: PostTexts) {
    text.read(post, of: posts)
    for word in present { counts[Int(word)] = 0 }
    present.removeAll(keepingCapacity: true)
    text.forEachToken { token in
      guard let number = numbers.number(of: token) else { return }
      if counts[Int(number)] == 0 { present.append(number) }
      counts[Int(number)] += 1
    }
  }

  /// The topics of which seed terms occur in the text read last.
  var seedTopics: TopicSet { text.seedTopics }

  /// The features of the text read last.
  var row: [SparseEntry] {
    func value(_ word: UInt32) -> Double { Double(counts[Int(word)]) * weights[Int(word)] }
    var squares = 0.0
    for word in present { squares += value(word) * value(word) }
    let length = squares.squareRoot()
    return present.map { SparseEntry(column: $0, value: Float(value($0) / length)) }
  }
}

/// The words of a vocabulary, ready to be looked up.
struct TopicWords: Sendable {
  let numbers: ByteInterner
  let inverseDocumentFrequency: [Double]

  init(_ words: [String], inverseDocumentFrequency: [Double]) {
    var numbers = ByteInterner(seed: .random(in: .min ... .max))
    for word in words {
      var word = word
      word.withUTF8 { _ = numbers.intern($0) }
    }
    self.numbers = numbers
    self.inverseDocumentFrequency = inverseDocumentFrequency
  }
}
