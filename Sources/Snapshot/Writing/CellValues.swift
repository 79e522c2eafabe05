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

  /// A participant's id as a cell of an input table.
  @inline(__always)
  mutating func append(_ position: UInt32, of participants: ParticipantIDs) {
    participants.bytes.withUnsafeBytes {
      appendInputCell(UnsafeRawBufferPointer(rebasing: $0[participants.bounds(of: position)]))
    }
  }

  /// A participant's id as a cell of an output table.
  mutating func appendOutputCell(_ position: UInt32, of participants: ParticipantIDs) {
    participants.bytes.withUnsafeBytes {
      appendOutputCell(UnsafeRawBufferPointer(rebasing: $0[participants.bounds(of: position)]))
    }
  }
}

extension ParticipantIDs {
  /// Where the bytes of an id stand.
  fileprivate func bounds(of position: UInt32) -> Range<Int> {
    offsets[Int(position)]..<offsets[Int(position) + 1]
  }
}
