/// Calls `body` with the range of every token of a folded text: words of two characters or more,
/// and the addresses of X's help pages without scheme and path.
///
/// The same as scanning for `(?:https?://)?(help\.x\.com|x\.com/tos)(?:/\S+)?|\b\w\w+\b`.
func forEachTokenRange<Unit: TextUnit>(in text: [Unit], _ body: (Range<Int>) -> Void) {
  var position = 0
  while position < text.count {
    let unit = text[position]
    if unit == Unit(ascii: "h") || unit == Unit(ascii: "x"),
      let found = helpPage(in: text, at: position)
    {
      body(found.token)
      position = found.end
    } else if unit.isWord, position == 0 || !text[position - 1].isWord {
      let start = position
      repeat { position += 1 } while position < text.count && text[position].isWord
      if position - start >= 2 { body(start..<position) }
    } else {
      position += 1
    }
  }
}

/// The address of a help page that begins at `position`, and where its path ends.
private func helpPage<Unit: TextUnit>(
  in text: [Unit], at position: Int
) -> (token: Range<Int>, end: Int)? {
  var start = position
  if text.has("https://", at: position) { start += 8 }
  if text.has("http://", at: position) { start += 7 }
  let length: Int
  if text.has("help.x.com", at: start) {
    length = 10
  } else if text.has("x.com/tos", at: start) {
    length = 9
  } else {
    return nil
  }
  let token = start..<start + length
  var end = token.upperBound
  if end + 1 < text.count, text[end] == Unit(ascii: "/"), !text[end + 1].isSpace {
    while end < text.count, !text[end].isSpace { end += 1 }
  }
  return (token, end)
}
