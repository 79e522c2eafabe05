/// Puts the text with its web addresses reduced to their words, and without underscores and
/// slashes, into `result`.
///
/// Of an address only runs of four ASCII letters or more stay, so that fragments of its parameters
/// are not taken for words. Addresses of X's help pages stay whole: they say that a note is about a
/// scam. Underscores and slashes become spaces, which separates the words that they join.
func clean<Unit: TextUnit>(_ text: [Unit], into result: inout [Unit]) {
  result.removeAll(keepingCapacity: true)
  var position = 0
  while position < text.count {
    if text[position] == Unit(ascii: "h"), let end = addressEnd(in: text, at: position) {
      let address = position..<end
      if isHelpPage(address, in: text) {
        for index in address { result.append(withoutJoiner(text[index])) }
      } else {
        appendWords(of: address, in: text, to: &result)
      }
      position = end
    } else {
      result.append(withoutJoiner(text[position]))
      position += 1
    }
  }
}

private func withoutJoiner<Unit: TextUnit>(_ unit: Unit) -> Unit {
  unit == Unit(ascii: "_") || unit == Unit(ascii: "/") ? Unit(ascii: " ") : unit
}

/// Where `https?://[^\s)\]]+` ends that begins at `position`.
private func addressEnd<Unit: TextUnit>(in text: [Unit], at position: Int) -> Int? {
  let start: Int
  if text.has("https://", at: position) {
    start = position + 8
  } else if text.has("http://", at: position) {
    start = position + 7
  } else {
    return nil
  }
  var end = start
  while end < text.count, text[end] != Unit(ascii: ")"), text[end] != Unit(ascii: "]"),
    !text[end].isSpace
  {
    end += 1
  }
  return end > start ? end : nil
}

private func isHelpPage<Unit: TextUnit>(_ address: Range<Int>, in text: [Unit]) -> Bool {
  address.contains { position in
    text.has("help.x.com", at: position, before: address.upperBound)
      || text.has("x.com/tos", at: position, before: address.upperBound)
  }
}

private func appendWords<Unit: TextUnit>(
  of address: Range<Int>, in text: [Unit], to result: inout [Unit]
) {
  var position = address.lowerBound
  var isFirst = true
  while position < address.upperBound {
    let start = position
    while position < address.upperBound, (text[position] | 0x20) &- 0x61 < 26 { position += 1 }
    if position - start >= 4 {
      if !isFirst { result.append(Unit(ascii: " ")) }
      isFirst = false
      result.append(contentsOf: text[start..<position])
    }
    if position == start { position += 1 }
  }
}
