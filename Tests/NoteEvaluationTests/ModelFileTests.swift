import Foundation
import Testing

@testable import NoteEvaluation

@Suite("Model files")
struct ModelFileTests {
  private static let trained = Result {
    var grammar = GrammarNotes(seed: 9)
    return try EvaluationModel.train(on: grammar.notes(400))
  }
  private let model: EvaluationModel
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init() throws {
    model = try Self.trained.get()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func removeFolder() { try? FileManager.default.removeItem(at: folder) }

  /// What reading bytes as a model gives.
  private func problem(_ bytes: [UInt8]) -> EvaluationModelError.Problem? {
    do throws(EvaluationModelError.Problem) {
      _ = try EvaluationModel(encoded: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("A model is read as it was written, and written alike every time")
  func roundTrips() throws {
    defer { removeFolder() }
    try EvaluationModelFile.write(model, path: path("a"))
    let read = try EvaluationModelFile.read(path: path("a"))
    #expect((read == model) as Bool)
    try EvaluationModelFile.write(read, path: path("b"))
    #expect(
      try Data(contentsOf: URL(filePath: path("a"))) == Data(contentsOf: URL(filePath: path("b"))))
  }

  @Test("A new model takes the old one's place, and nothing else is left in the folder")
  func replaces() throws {
    defer { removeFolder() }
    try Data("old".utf8).write(to: URL(filePath: path("model")))
    try EvaluationModelFile.write(model, path: path("model"))
    let isSame = try EvaluationModelFile.read(path: path("model")) == model
    #expect(isSame)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model"])
  }

  @Test("What can't be written is an error that names the file, and leaves nothing behind")
  func reportsWriting() throws {
    defer { removeFolder() }
    let missing = path("missing/model")
    let error = #expect(throws: EvaluationModelError.self) {
      try EvaluationModelFile.write(model, path: missing)
    }
    #expect(error?.description.hasPrefix(missing) == true)
    try FileManager.default.createDirectory(
      atPath: path("taken/inside"), withIntermediateDirectories: true)
    #expect(throws: EvaluationModelError.self) {
      try EvaluationModelFile.write(model, path: path("taken"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
  }

  @Test("A file that is cut anywhere is refused")
  func refusesCut() {
    defer { removeFolder() }
    let bytes = model.encoded()
    var random = SeededRandom(1)
    for length in Array(0..<40)
      + (0..<40).map({ _ in Int.random(in: 40..<bytes.count, using: &random) })
    {
      let found = problem(Array(bytes.prefix(length)))
      #expect(found == .truncated || found == .notAModel)
    }
  }

  @Test("A file with any one byte changed is refused")
  func refusesDamage() {
    defer { removeFolder() }
    let bytes = model.encoded()
    var random = SeededRandom(2)
    for place in Array(0..<27)
      + (0..<20).map({ _ in Int.random(in: 27..<bytes.count, using: &random) })
    {
      var changed = bytes
      changed[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
      #expect(problem(changed) != nil, "byte \(place)")
    }
    #expect(problem(bytes + [0]) == .damaged(reason: "something follows its end"))
  }

  @Test("Another version is refused in words")
  func refusesVersion() {
    defer { removeFolder() }
    var bytes = model.encoded()
    bytes[EvaluationModelFormat.magic.count] = 9
    #expect(problem(bytes) == .otherVersion(found: 9, readable: 1))
  }

  @Test("Values that can't be are refused although the checksum is right")
  func refusesValues() {
    defer { removeFolder() }
    let head = EvaluationModelFormat.magic.count + 4 + 8 + 8
    let bytes = model.encoded()
    let intercept = head + 8 + 8 + 8 + 1 + 4
    // The number of notes, the flag, the number of columns, an intercept, a weight.
    for (place, value) in [
      (head + 7, UInt8(0xff)), (head + 24, 2), (head + 25, 1), (intercept + 7, 0x7f),
      (intercept + 8 + 3, 0x7f),
    ] {
      var payload = Array(bytes[head...])
      payload[place - head] = value
      var file = ModelBytes()
      for byte in EvaluationModelFormat.magic { file.add(byte) }
      file.add(EvaluationModelFormat.version)
      file.add(UInt64(payload.count))
      file.add(EvaluationModelFormat.checksum(payload))
      guard case .badValue = problem(file.bytes + payload) else {
        Issue.record("byte \(place - head) was taken")
        continue
      }
    }
  }

  @Test("Random bytes behind a right beginning and checksum never crash the reader")
  func survivesFuzz() {
    defer { removeFolder() }
    var random = SeededRandom(3)
    for _ in 0..<300 {
      let payload = (0..<Int.random(in: 0...400, using: &random)).map { _ in
        random.chance(0.5) ? 0 : UInt8.random(in: 0...255, using: &random)
      }
      var file = ModelBytes()
      for byte in EvaluationModelFormat.magic { file.add(byte) }
      file.add(EvaluationModelFormat.version)
      file.add(UInt64(payload.count))
      file.add(EvaluationModelFormat.checksum(payload))
      #expect(problem(file.bytes + payload) != nil)
    }
  }

  @Test("What is no file, or a larger one than any model, is refused")
  func refusesOthers() throws {
    defer { removeFolder() }
    for name in ["absent", "."] {
      #expect(throws: EvaluationModelError.self) { try EvaluationModelFile.read(path: path(name)) }
    }
    let large = path("large")
    #expect(FileManager.default.createFile(atPath: large, contents: nil))
    let handle = try FileHandle(forWritingTo: URL(filePath: large))
    try handle.truncate(atOffset: UInt64(EvaluationModelFormat.mostBytes + 1))
    try handle.close()
    let error = #expect(throws: EvaluationModelError.self) {
      try EvaluationModelFile.read(path: large)
    }
    #expect(
      error?.problem
        == .tooLarge(
          bytes: EvaluationModelFormat.mostBytes + 1, most: EvaluationModelFormat.mostBytes))
  }
}
