/// Refuses JSON that would take far longer to read than to send.
///
/// Each value costs as much again for each level that it is nested in: a few kilobytes of brackets
/// would keep a processor busy for seconds. What honest programs send is flat and short.
struct JSONBounds: Sendable {
  /// The most that the depths of all values may add up to.
  var mostWork: Int

  /// Whether the bytes keep to the bounds; says nothing of whether they are JSON.
  func hold(_ bytes: some Sequence<UInt8>) -> Bool {
    var (depth, work) = (0, 0)
    var (isText, isEscaped) = (false, false)
    for byte in bytes {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        work += depth
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ","): work += depth
      default: break
      }
      if work > mostWork { return false }
    }
    return true
  }
}
