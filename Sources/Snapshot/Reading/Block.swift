/// A run of whole lines; the last may lack its newline.
///
/// Blocks are what threads share out. Where they are cut depends on the bytes alone, never on the
/// number of threads.
struct Block: Sendable {
  /// A line break is looked for this many bytes after the start of a block, unless a reader is told
  /// otherwise.
  static let defaultSize = 2 << 20
  /// Longest line accepted, so that an archive that unpacks to one endless line cannot fill memory.
  static let longestLine = 1 << 20

  let source: any ByteSource
  let range: Range<Int>
  /// Whether texts may stay in `source`; false for unpacked bytes, which go when they are parsed.
  let keepsTexts: Bool
}
