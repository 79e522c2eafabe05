import Snapshot
import Testing

@testable import Scoring

@Suite("A section of a prescoring state")
struct SectionTests {
  /// Reads columns as a table of notes and raters, of which the state names five and three.
  private func read<Section: StateSection>(
    _ type: Section.Type, _ write: (inout SectionWriter) throws -> Void
  ) throws -> Section {
    let results = StateFolder()
    var writer = SectionWriter(path: "x")
    try write(&writer)
    let folder = try OutputFolder(path: results.path)
    try folder.write(writer.bytes, to: "section")
    try folder.commit()
    let file = try MappedFile(path: "\(results.path)/section")
    return try Section(
      from: SectionReader(file, 0..<file.count, noteCount: 5, participantCount: 3))
  }

  private func problem(_ write: (inout SectionWriter) throws -> Void) -> StateProblem? {
    #expect(throws: StateProblem.self) { try read(ReputationModel.Prescored.self, write) }
  }

  private func reputation(
    _ section: inout SectionWriter, notes: [UInt32] = [0, 4], raters: [UInt32] = [1]
  ) {
    section.add("note", notes)
    section.add("rater", raters)
    section.add("items", [SIMD2<Float>](repeating: .zero, count: 2))
    section.add("users", [SIMD4<Float>](repeating: .zero, count: 1))
    section.add("finalUserBiases", [Float(2)])
    section.add("globals", [Float(1), 2, 3])
  }

  @Test("with every column is read")
  func complete() throws {
    let read = try read(ReputationModel.Prescored.self) { reputation(&$0) }
    #expect(read.notes == [0, 4])
    #expect(read.globals == SIMD3(1, 2, 3))
  }

  @Test("may name only notes and participants that the state names")
  func positions() {
    let reason = "names what the state does not know"
    #expect(
      problem { reputation(&$0, notes: [0, 5]) } == .badColumn(name: "note", reason: reason))
    #expect(
      problem { reputation(&$0, raters: [3]) } == .badColumn(name: "rater", reason: reason))
  }

  @Test("must name them in ascending order, each once")
  func order() {
    let expected = StateProblem.badColumn(name: "note", reason: "does not ascend")
    #expect(problem { reputation(&$0, notes: [4, 0]) } == expected)
    #expect(problem { reputation(&$0, notes: [4, 4]) } == expected)
  }

  @Test("must have as many rows in every column")
  func rows() {
    #expect(
      problem { reputation(&$0, notes: [0]) }
        == .badColumn(name: "items", reason: "has 2 rows instead of 1"))
  }

  @Test("must have every column, once, of its type")
  func columns() {
    #expect(problem { _ in } == .missingColumn(name: "note"))
    #expect(
      problem {
        $0.add("note", [Float(1)])
      } == .badColumn(name: "note", reason: "holds another type of numbers than it should"))
    #expect(
      problem {
        reputation(&$0)
        $0.add("note", [UInt32(0)])
      } == .badColumn(name: "note", reason: "is there twice"))
  }

  @Test("may hold columns of a later program")
  func unknownColumn() throws {
    let read = try read(ReputationModel.Prescored.self) {
      $0.add("laterIdea", [Double.pi])
      reputation(&$0)
    }
    #expect(read.raters == [1])
  }

  @Test("keeps truth values of three kinds, and refuses a fourth")
  func booleans() throws {
    struct Truths: StateSection {
      var values: [Bool?]
      func write(into section: inout SectionWriter) { section.add("values", values) }
      init(from section: SectionReader) throws(StateProblem) {
        values = try section.booleans("values", rows: 3)
      }
    }
    #expect(
      try read(Truths.self) { $0.add("values", [true, nil, false]) }.values
        == [true, nil, false])
    #expect(throws: StateProblem.self) {
      try read(Truths.self) { $0.add("values", [UInt8(0), 1, 3]) }
    }
  }

  @Test("keeps any value that can be encoded, numbers without a value included")
  func encoded() throws {
    struct Fit: StateSection, Codable, Equatable {
      var name: String
      var weights: [Double]
    }
    let fit = Fit(
      name: "flips", weights: [0.1, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
    #expect(try read(Fit.self) { try fit.write(into: &$0) } == fit)
    let missing = try read(Fit.self) {
      try Fit(name: "", weights: [.nan]).write(into: &$0)
    }
    #expect(missing.weights[0].isNaN)
    #expect(throws: StateProblem.self) { try read(Fit.self) { $0.add("json", Array("{".utf8)) } }
  }

  @Test("refuses a topic model whose parts do not fit together")
  func topicModel() throws {
    func read(words: String) throws -> TopicModel {
      try self.read(TopicModel.self) {
        $0.add(
          "json",
          Array(
            """
            {"classifier": {"words": \(words), "inverseDocumentFrequency": [1], "topics": [null, 2],
            "regression": {"classCount": 2, "coefficients": [[0, 1, 0, 0, 0, 0, 0, 0]],
            "intercepts": [0, 0, 0, 0, 0, 0, 0, 0]}}}
            """.utf8))
      }
    }
    #expect(try read(words: "[\"gaza\"]").classifier?.words == ["gaza"])
    #expect(throws: StateProblem.self) { try read(words: "[\"a\", \"b\"]") }
  }
}
