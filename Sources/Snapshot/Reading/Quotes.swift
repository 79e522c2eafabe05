/// Double quotes around whole cells, as RFC 4180 describes them.
enum Quotes {
  /// A cell without the quotes around it; unchanged unless it starts and ends with one.
  @inline(__always)
  static func stripped(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard cell.count >= 2, cell[0] == Ascii.quote, cell[cell.count - 1] == Ascii.quote else {
      return cell
    }
    return UnsafeBufferPointer(rebasing: cell[1..<cell.count - 1])
  }

  /// The text that a quoted cell stands for, or nil if the cell is not quoted from end to end with
  /// every inner quote doubled.
  static func unquoted(_ cell: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard cell.count >= 2, cell[0] == Ascii.quote, cell[cell.count - 1] == Ascii.quote else {
      return nil
    }
    var text: [UInt8] = []
    text.reserveCapacity(cell.count)
    var position = 1
    let end = cell.count - 1
    while position < end {
      if cell[position] == Ascii.quote {
        position += 1
        guard position < end, cell[position] == Ascii.quote else { return nil }
      }
      text.append(cell[position])
      position += 1
    }
    return text
  }
}
