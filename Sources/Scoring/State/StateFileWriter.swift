import Snapshot

/// Writes a state file, section after section; takes as much memory as the largest section.
struct StateFileWriter {
  private let file: OutputFile
  private let path: String

  /// Starts the file `name` of a folder, for its `commit()` to put in place.
  init(_ name: String, in folder: OutputFolder) throws(OutputError) {
    file = try folder.makeFile(name)
    path = "\(folder.path)/\(name)"
    try write(StateFormat.magic)
    try write(bytes(StateFormat.version))
  }

  /// Adds a section.
  ///
  /// - Precondition: the name is new and takes at most 255 bytes.
  func write(_ section: some StateSection, as name: String) throws(OutputError) {
    var writer = SectionWriter(path: path)
    try section.write(into: &writer)
    try write(payload: writer.bytes, as: name)
  }

  /// Ends the file.
  func finish() throws(OutputError) { try write(payload: [], as: StateFormat.end) }

  private func write(payload: [UInt8], as name: String) throws(OutputError) {
    let checksum = payload.withUnsafeBytes { StateFormat.checksum(name: name, payload: $0) }
    try write([UInt8(name.utf8.count)] + name.utf8)
    try write(bytes(UInt64(payload.count)) + bytes(checksum))
    try write(payload)
  }

  private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private func write(_ bytes: [UInt8]) throws(OutputError) {
    try bytes.span.bytes.withUnsafeBytes { bytes throws(OutputError) in try file.write(bytes) }
  }
}
