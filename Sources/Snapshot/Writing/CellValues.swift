import NoteModel

// Values of the vocabulary as cells; nothing is written where a value is missing.

extension TextBuffer {
  /// `0` or `1`, and the tab after it.
  @inline(__always)
  mutating func appendFlag(_ flag: Bool) {
    append(UInt8(ascii: flag ? "1" : "0"))
    append(.tab)
  }

  mutating func append(_ time: OptionalMillis) {
    if let value = time.value { append(value) }
  }

  mutating func append(_ status: NoteStatus?) {
    if let status { appendName(status.name) }
  }

  mutating func append(_ number: Int16?) {
    if let number { append(Int64(number)) }
  }

  /// An id, by its position.
  @inline(__always)
  mutating func append(_ position: UInt32, of participants: ParticipantIDs) {
    let bounds =
      participants.offsets[Int(position)]..<participants.offsets[Int(position) + 1]
    participants.bytes.withUnsafeBytes {
      appendInputCell(UnsafeRawBufferPointer(rebasing: $0[bounds]))
    }
  }
}
