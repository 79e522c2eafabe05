import Testing

@testable import ContentClassification

@Suite("Words in disguise are found")
struct EvasionTests {
  private static let matcher: ListMatcher? = {
    let lines = """
      harassment 0.9 idiot
      harassment 0.8 scoundrel*
      harassment 0.7 kill
      harassment 0.9 go away fool
      spam 0.6 casino
      spam 0.6 дурак
      spam 0.6 ηλίθιος
      spam 0.6 笨蛋
      """
    return (try? WordLists(parsing: lines)).map(ListMatcher.init)
  }()

  private func found(_ text: String) throws -> [String] {
    try #require(Self.matcher).hits(in: NormalisedText(text)).map(\.entry.text)
  }

  @Test(
    "lookalikes of other scripts and alphabets in dress",
    arguments: [
      "іdіоt", "ídïöt", "ｉｄｉｏｔ", "𝓲𝓭𝓲𝓸𝓽", "𝕀𝔻𝕀𝕆𝕋", "ⓘⓓⓘⓞⓣ", "🅸🅳🅸🅾🆃", "ɪᴅɪᴏᴛ", "🇮🇩🇮🇴🇹", "ιԁιοτ",
      "IDIOT",
      "ⁱᵈⁱᵒᵗ", "Idіot",
    ])
  func lookalikes(_ text: String) throws {
    #expect(try found("you \(text) there") == ["idiot"])
  }

  @Test(
    "signs that nobody sees",
    arguments: [
      "i\u{200B}d\u{200C}i\u{200D}o\u{2060}t", "id\u{AD}iot", "\u{FEFF}idiot\u{FEFF}",
      "id\u{202E}i\u{202C}ot", "i\u{E0061}diot", "id\u{FE0F}iot", "id\u{3164}iot",
    ])
  func hiddenScalars(_ text: String) throws {
    #expect(try found(text) == ["idiot"])
  }

  @Test(
    "marks over, under and through letters",
    arguments: [
      "i\u{336}d\u{336}i\u{336}o\u{336}t\u{336}", "i\u{301}\u{302}\u{303}diot", "i\u{20DD}diot",
      "ìd\u{323}ĩȯť", "idi\u{488}ot",
    ])
  func combiningMarks(_ text: String) throws {
    #expect(try found(text) == ["idiot"])
  }

  @Test(
    "digits and signs for letters",
    arguments: [
      ("1d10t", "idiot"), ("!diot id!ot", "idiot"), ("id|ot", "idiot"), ("idi0t", "idiot"),
      ("c4s1n0", "casino"), ("c@$ino", "casino"), ("ca$in0!", "casino"), ("k1ll", "kill"),
      ("ki11", "kill"), ("k!ll", "kill"), ("kiII", "kill"), ("KiLl", "kill"),
    ])
  func substitutions(_ text: String, _ entry: String) throws {
    #expect(try found(text) == [entry])
  }

  @Test(
    "spaces and signs between letters",
    arguments: [
      "i d i o t", "I D I O T", "i.d.i.o.t", "i-d-i-o-t", "i_d_i_o_t", "i * d * i * o * t",
      "id-iot", "i👏d👏i👏o👏t", "i\n d\n i\n o\n t", "you: i d 1 0 t",
    ])
  func spacing(_ text: String) throws {
    #expect(try found(text) == ["idiot"])
  }

  @Test("letters written many times", arguments: ["iiiidiot", "idiooooooot", "IIIDDDIIIOOOTTT"])
  func repetition(_ text: String) throws {
    #expect(try found(text) == ["idiot"])
  }

  @Test("several disguises at once", arguments: ["1.𝓭.і.00\u{200B}00.t", "Ｉ d\u{336} 1 ο ŧ"])
  func combined(_ text: String) throws {
    #expect(try found(text) == ["idiot"])
  }

  @Test(
    "words at a sign's edge",
    arguments: ["end.idiot", "\"idiot\"", "(idiot)", "idiot!!!", "@idiot"])
  func edges(_ text: String) throws {
    #expect(try found(text) == ["idiot"])
  }

  @Test(
    "phrases, with any space between the words or none",
    arguments: ["go away fool", "GO  AWAY,\n fool", "go-away-fool", "goawayfool", "g0 aw4y f00l"])
  func phrases(_ text: String) throws {
    #expect(try found(text) == ["go away fool"])
  }

  @Test("endings, where the entry lets letters go on")
  func endings() throws {
    #expect(try found("scoundrels and scoundrelly") == ["scoundrel*"])
    #expect(try found("idiots idiotic") == [])
  }

  @Test("words of other scripts, small, in capitals and without spaces")
  func otherScripts() throws {
    #expect(try found("ты дурак") == ["дурак"])
    #expect(try found("ТЫ ДУРАК") == ["дурак"])
    #expect(try found("ΗΛΊΘΙΟΣ ηλιθιος".prefixWord) == ["ηλίθιος"])
    #expect(try found("你是笨蛋吗") == ["笨蛋"])
  }

  @Test(
    "what only looks similar is left alone",
    arguments: [
      "an idiom", "aid iota", "kil kiill", "skill", "A55 2035 B00", "covid19", "mp3", "k il l",
      "I did iot", "cas in o", "go away, wise fool", "1 2 3 4 5", "killer",
    ])
  func innocent(_ text: String) throws {
    #expect(try found(text) == [])
  }

  @Test("where a word was found is told in bytes of the post")
  func places() throws {
    // Given a post with letters of several bytes before and in the word
    let post = "Größe: і\u{200B}dі0t!"
    let hit = try #require(
      Self.matcher?.hits(in: NormalisedText(post)).first)

    // Then the range covers the word alone
    #expect(String(decoding: Array(post.utf8)[hit.range], as: UTF8.self) == "і\u{200B}dі0t")
  }
}

extension String {
  fileprivate var prefixWord: String { String(prefix { $0 != " " }) }
}
