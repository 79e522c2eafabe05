import Factorization
import Testing

@testable import NoteEvaluation

@Suite("Features of texts")
struct FeatureTests {
  private func row(_ post: String, _ note: String) -> [SparseEntry] {
    ScoredTexts(post: post, note: note, abuseRules: .builtIn).row
  }

  @Test("Every row has ascending columns within the fixed number, and finite values")
  func isBounded() {
    var random = SeededRandom(5)
    for _ in 0..<40 {
      let bytes = (0..<Int.random(in: 0...1000, using: &random)).map { _ in
        random.chance(0.6)
          ? random.pick(Array("aeiou nrst.!1".utf8)) : UInt8.random(in: 0...255, using: &random)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let row = row(text, text)
      #expect(row.allSatisfy { Int($0.column) < NoteFeatures.columnCount && $0.value.isFinite })
      #expect(zip(row, row.dropFirst()).allSatisfy { $0.column < $1.column })
    }
  }

  @Test("Columns stay what they are: a model file depends on it")
  func isStable() {
    let row = row("A bridge", "The bridge fell in 2009 https://www.example.org/a")
    let digest = row.reduce(into: FeatureHash()) { hash, entry in
      hash.combine(withUnsafeBytes(of: entry.column.littleEndian) { Array($0) })
      hash.combine(withUnsafeBytes(of: entry.value.bitPattern.littleEndian) { Array($0) })
    }
    #expect(digest.value == 17_598_077_606_711_672_585)
  }

  @Test("The same words in post and note are different features")
  func tellsSidesApart() {
    let hashed = { (row: [SparseEntry]) in
      Set(row.map(\.column).filter { $0 >= UInt32(NoteFeatures.reservedColumns) })
    }
    let note = hashed(row("", "harbour"))
    let post = hashed(row("harbour", ""))
    #expect(!note.isEmpty && !post.isEmpty && note.isDisjoint(with: post))
  }

  @Test(
    "The longer side is cut first, to 512 words together",
    arguments: [
      (10, 20, 10, 20), (512, 0, 512, 0), (600, 0, 512, 0), (1000, 100, 412, 100),
      (100, 1000, 100, 412), (1000, 1000, 256, 256), (300, 300, 256, 256), (256, 257, 256, 256),
    ])
  func cutsLongerSide(post: Int, note: Int, keptPost: Int, keptNote: Int) {
    #expect(NoteFeatures.lengths(post: post, note: note) == (keptPost, keptNote))
  }

  @Test("A link counts by its host and is no prose; a post's short links are dropped")
  func cutsLinks() {
    let long = "https://www.Example.org/" + String(repeating: "a", count: 500)
    let note = PreparedText.note("Before \(long) after t.co/x")
    #expect(note.prose.split(separator: " ") == ["Before", "after"])
    #expect(note.links.map(\.count) == [150, 6])
    #expect(PreparedText.host(of: note.links[0]) == "example.org")
    #expect(PreparedText.post("A https://t.co/abc B b.example/x").links == ["b.example/x"])
  }

  @Test(
    "Texts are cut into words of letters and numbers",
    arguments: [
      ("Don't stop—it’s 5 o'clock!", ["don't", "stop", "it's", "5", "o'clock"]),
      ("日本語テキスト", ["日", "本", "語", "テ", "キ", "ス", "ト"]),
      ("naïve «ÜBER»", ["naïve", "über"]), ("हिन्दी पाठ", ["हिन्दी", "पाठ"]), ("'a' 'b", ["a", "b"]),
      ("", []),
    ])
  func findsWords(text: String, expected: [String]) {
    #expect(Word.words(of: text, atMost: 100).map(\.text) == expected)
  }

  @Test("Words are bounded in number and length")
  func boundsWords() {
    let words = Word.words(
      of: String(repeating: String(repeating: "a", count: 99) + " ", count: 9), atMost: 5)
    #expect(words.count == 5)
    #expect(words.allSatisfy { $0.text.count == Word.mostCharacters })
  }
}
