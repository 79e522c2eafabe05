/// The text of one post, made ready for seed terms and for tokens.
///
/// Buffers are kept from post to post. Plain ASCII stays bytes; other texts become scalars.
struct PostText {
  private var bytes: [UInt8] = []
  private var isASCII = true
  /// Cleaned and in lower case, where the text is ASCII.
  private var ascii: [UInt8] = []
  /// Cleaned and in lower case, where it is not.
  private var lowered: [UInt32] = []
  /// `lowered` decomposed and without accents.
  private var folded: [UInt32] = []
  private var scalars: [UInt32] = []
  private var cleaned: [UInt32] = []
  private var token: [UInt8] = []

  /// Takes the text of a post.
  mutating func read(_ post: Int, of posts: PostTexts) {
    posts.read(post, into: &bytes)
    prepare(asScalars: false)
  }

  /// Takes any text; `asScalars` treats even plain ASCII as scalars.
  mutating func read(_ text: String, asScalars: Bool = false) {
    bytes = Array(text.utf8)
    prepare(asScalars: asScalars)
  }

  private mutating func prepare(asScalars: Bool) {
    isASCII = !asScalars && bytes.allSatisfy { $0 < 0x80 }
    if isASCII {
      clean(bytes, into: &ascii)
      for index in ascii.indices where ascii[index] &- 0x41 < 26 { ascii[index] |= 0x20 }
      return
    }
    scalars.removeAll(keepingCapacity: true)
    scalars.append(
      contentsOf: String(decoding: bytes, as: UTF8.self).unicodeScalars.lazy.map(\.value))
    clean(scalars, into: &cleaned)
    CharacterTables.shared.lowercase(cleaned, into: &lowered)
    // Twice, because what decomposes may have capitals in it: "™" becomes "TM".
    CharacterTables.shared.fold(cleaned, into: &scalars)
    CharacterTables.shared.fold(scalars, into: &folded)
  }

  /// The topics of which a seed term occurs.
  var seedTopics: TopicSet {
    isASCII
      ? SeedTerms.shared.topics(in: ascii) : SeedTerms.shared.topics(in: lowered)
  }

  /// Calls `body` with the UTF-8 bytes of every token in turn, valid during the call.
  mutating func forEachToken(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if isASCII {
      ascii.withUnsafeBufferPointer { text in
        forEachTokenRange(in: ascii) { body(UnsafeBufferPointer(rebasing: text[$0])) }
      }
      return
    }
    var token = self.token
    forEachTokenRange(in: folded) { range in
      token.removeAll(keepingCapacity: true)
      for scalar in folded[range] { UTF8.append(scalar, to: &token) }
      token.withUnsafeBufferPointer(body)
    }
    self.token = token
  }
}

extension UTF8 {
  fileprivate static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    if value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? encodedReplacementCharacter)
    }
  }
}
