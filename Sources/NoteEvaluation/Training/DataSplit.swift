/// Which notes the heads learn from, which their use is learned from, and which are held out to
/// measure with.
///
/// Notes on one post go together: they share words, and a model must not be praised for knowing a post
/// again. The part depends on the post's id and a seed alone, so that a later report on more notes of
/// the same community still knows which were held out.
struct DataSplit: Sendable {
  enum Part: Sendable, Hashable {
    /// Three in five: the heads.
    case heads
    /// One in five: the second stage, curves and bucket limits.
    case calibration
    /// One in five: reports.
    case heldOut
  }

  let seed: UInt64

  func part(of note: RatedNote) -> Part {
    switch FeatureHash.mix(FeatureHash.mix(seed &+ 1) ^ UInt64(bitPattern: note.postID ?? note.id))
      % 5
    {
    case 0: .heldOut
    case 1: .calibration
    default: .heads
    }
  }
}
