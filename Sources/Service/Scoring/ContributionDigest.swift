import Crypto
import NoteModel
import Snapshot

extension Snapshot {
  /// SHA-256 of the notes and ratings, as hexadecimal digits: two snapshots of one site have the same
  /// where scoring reads the same contributions in both.
  var contributionDigest: String {
    var hash = SHA256()
    hash.update(data: participants.bytes)
    hash.update(column: noteIDs)
    hash.update(column: notes.note)
    hash.update(column: notes.author)
    hash.update(column: notes.createdAtMillis)
    hash.update(column: notes.postID)
    hash.update(column: notes.classification.map { $0?.rawValue ?? .max })
    hash.update(column: notes.reasons.map(\.rawValue))
    for row in 0..<notes.count {
      hash.update(data: Array(notes.summary[row].utf8))
      hash.update(data: [0])
    }
    hash.update(column: ratings.note)
    hash.update(column: ratings.rater)
    hash.update(column: ratings.createdAtMillis)
    hash.update(column: ratings.answer.map(\.bits))
    hash.update(column: ratings.tags.map(\.rawValue))
    hash.update(column: ratings.ratedOnPostID)
    return hash.finalize().hexadecimal
  }
}

extension SHA256 {
  /// A column's length and numbers, little-endian.
  fileprivate mutating func update<Number: FixedWidthInteger>(column: [Number]) {
    withUnsafeBytes(of: UInt64(column.count).littleEndian) { update(bufferPointer: $0) }
    column.map(\.littleEndian).withUnsafeBytes { update(bufferPointer: $0) }
  }
}

extension SHA256.Digest {
  /// 64 digits in lower case.
  var hexadecimal: String { hex(self) }
}
