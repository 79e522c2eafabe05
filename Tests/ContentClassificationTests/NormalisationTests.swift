import Testing

@testable import ContentClassification

@Suite("Normalised text")
struct NormalisationTests {
  @Test("normalising again changes nothing")
  func isIdempotent() {
    var texts = AwkwardTexts(seed: 1)
    for _ in 0..<20_000 {
      let text = texts.next()
      let once = NormalisedText(text).text
      #expect(NormalisedText(once).text == once, "\(text.unicodeScalars.map { $0.value })")
    }
  }

  @Test("every symbol comes from whole scalars of the post, in order")
  func offsetsAreValid() {
    var texts = AwkwardTexts(seed: 2)
    for _ in 0..<10_000 {
      let text = texts.next()
      var borders: Set<Int> = [0]
      var offset = 0
      for scalar in text.unicodeScalars {
        offset += UTF8.width(scalar)
        borders.insert(offset)
      }
      let normalised = NormalisedText(text)
      var last = 0
      for position in 0..<normalised.count {
        let range = normalised.original(position..<position + 1)
        #expect(borders.contains(range.lowerBound) && borders.contains(range.upperBound))
        #expect(!range.isEmpty && range.lowerBound >= last)
        last = range.lowerBound
      }
    }
  }

  @Test("a post has at most twice as many symbols as bytes, and letters are three in a row at most")
  func sizeIsBounded() {
    var texts = AwkwardTexts(seed: 3)
    for _ in 0..<5_000 {
      let text = texts.next()
      let symbols = NormalisedText(text).symbols
      #expect(symbols.count <= 2 * text.utf8.count)
      for index in symbols.indices.dropFirst(3) where !(0x30...0x39).contains(symbols[index].scalar)
      {
        let run = symbols[index - 3...index]
        #expect(
          Set(run.map(\.scalar)).count > 1 || run.dropFirst().contains { $0.boundary == .hard })
      }
    }
  }

  @Test(
    "reads",
    arguments: [
      ("Hello,  World!", "hello world"), ("b00k of 2035", "book of 2035"), ("A55", "a55"),
      ("soooooo good", "sooo good"), ("a b c", "abc"), ("I am", "i am"), ("weiß", "weiss"),
      ("don't", "dont"), ("http://example.org/x", "http example org x"), ("🔪 now", "🔪 now"),
      ("no🔪w", "now"), ("$100", "100"), ("", ""), ("\u{200B}", ""), ("!!!", ""), ("٣٤", "34"),
    ])
  func reads(_ text: String, _ expected: String) {
    #expect(NormalisedText(text).text == expected)
  }

  @Test("counts what was done to hide")
  func countsDisguises() {
    #expect(NormalisedText("A plain text, nothing hidden.").disguises.total == 0)
    #expect(NormalisedText("a\u{200B}b\u{200B}c").disguises.hidden == 2)
    #expect(NormalisedText("a\u{301}\u{302}\u{303}").disguises.stackedMarks == 2)
    #expect(NormalisedText("pаypal").disguises.mixedWords == 1)
    #expect(NormalisedText("паук").disguises.mixedWords == 0)
    #expect(NormalisedText("b00k").disguises.substitutions == 2)
    #expect(NormalisedText("a b c").disguises.spacedWords == 1)
    #expect(NormalisedText("aaaaa").disguises.repeatedLetters == 2)
  }

  @Test("finds links and their hosts, and not what stands before an @ in them")
  func findsLinks() {
    let post = "See HTTPS://Good@Example.ORG:8080/a.b?c and www.example.org, not awww.example."
    let links = NormalisedText(post).links
    #expect(links.map(\.host) == ["example.org", "www.example.org"])
    #expect(links.first?.range.lowerBound == 4)
  }

  @Test("no form of a letter is listed twice, and all lead to plain letters")
  func tablesAreSound() {
    var seen: Set<Unicode.Scalar> = []
    for row in Lookalikes.rows {
      #expect(("a"..."z").contains(row.plain))
      for form in row.forms.unicodeScalars {
        #expect(seen.insert(form).inserted, "\(form)")
        #expect(!form.isASCII)
      }
    }
    for row in AccentedLetters.rows {
      for form in row.forms.unicodeScalars { #expect(seen.insert(form).inserted, "\(form)") }
    }
    for (form, _) in Lookalikes.expansions { #expect(seen.insert(form).inserted, "\(form)") }
  }

  @Test("what a scalar is folded to is folded to itself")
  func foldingSettles() {
    for value in UInt32(0)...0x2_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      switch ScalarFolding.fold(scalar) {
      case .word(let word):
        #expect(Unicode.Scalar(word).map(ScalarFolding.fold) == .word(word), "\(value)")
      case .letters(let letters):
        for letter in letters {
          #expect(Unicode.Scalar(letter).map(ScalarFolding.fold) == .word(letter))
        }
      case .unspaced(let word):
        #expect(Unicode.Scalar(word).map(ScalarFolding.fold) == .unspaced(word))
      case .picture(let picture):
        #expect(Unicode.Scalar(picture).map(ScalarFolding.fold) == .picture(picture))
      case .space, .sign, .invisible: break
      }
    }
  }
}
