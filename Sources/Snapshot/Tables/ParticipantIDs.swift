/// Participant ids, ascending by their bytes, stored end to end.
///
/// A million 64-digit ids take 64 MB of bytes and 8 MB of offsets, an eighth of what an array of
/// strings would.
public struct ParticipantIDs: Sendable {
  /// UTF-8 of all ids, end to end.
  public let bytes: [UInt8]
  /// `offsets[i] ..< offsets[i + 1]` is id `i`.
  public let offsets: [Int]

  /// Sorts the ids and drops repeats.
  public init(_ ids: some Sequence<String>) {
    let sorted = Set(ids).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    var bytes: [UInt8] = []
    var offsets = [0]
    for id in sorted {
      bytes.append(contentsOf: id.utf8)
      offsets.append(bytes.count)
    }
    self.init(sortedBytes: bytes, offsets: offsets)
  }

  /// - Precondition: `offsets` starts at 0, ascends and ends at `sortedBytes.count`; ids ascend and
  ///   differ.
  public init(sortedBytes: [UInt8], offsets: [Int]) {
    precondition(offsets.first == 0 && offsets.last == sortedBytes.count)
    bytes = sortedBytes
    self.offsets = offsets
  }

  public var count: Int { offsets.count - 1 }

  /// The id at a position.
  public subscript(position: Int) -> String {
    String(decoding: bytes[offsets[position]..<offsets[position + 1]], as: UTF8.self)
  }

  /// The position of an id, or nil. Binary search.
  public func position(of id: String) -> Int? {
    let wanted = Array(id.utf8)
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let candidate = bytes[offsets[middle]..<offsets[middle + 1]]
      if candidate.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low < count && bytes[offsets[low]..<offsets[low + 1]].elementsEqual(wanted) ? low : nil
  }
}
