import Testing

@testable import ContentClassification

@Suite("The model file")
struct ModelFileTests {
  private static let learner: CommunityLearner = {
    var decisions = MadeUpDecisions(seed: 31)
    let lists = (try? WordLists(parsing: "spam 0.7 discount\nspam 0.6 deal*")) ?? .empty
    return .trained(
      on: decisions.log(20) + decisions.log(10, label: .hate),
      settings: LearningSettings(bits: 10), matching: ListMatcher(lists))
  }()

  @Test("is read as it was written")
  func roundTrip() throws {
    let read = try CommunityLearner(decoding: Self.learner.encoded())
    #expect(read == Self.learner)
    #expect(read.encoded() == Self.learner.encoded())
    #expect(!read.entries.isEmpty && read.labels.count == 2)
  }

  @Test("the checksum is that of the standard")
  func checksum() {
    #expect(ModelFile.checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926)
  }

  @Test("a changed byte anywhere is noticed")
  func noticesDamage() {
    let bytes = Self.learner.encoded()
    for position in stride(from: 0, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[position] ^= 0x10
      #expect(throws: ModelFileError.self) { () throws in
        _ = try CommunityLearner(decoding: damaged)
      }
    }
  }

  @Test("a file that is cut off or goes on is refused")
  func noticesLength() {
    let bytes = Self.learner.encoded()
    for length in stride(from: 0, to: bytes.count, by: 131) {
      #expect(throws: ModelFileError.self) { () throws in
        _ = try CommunityLearner(decoding: Array(bytes.prefix(length)))
      }
    }
    #expect(throws: ModelFileError.wrongLength) { () throws in
      _ = try CommunityLearner(decoding: bytes + [0])
    }
  }

  @Test("other files and other versions are named as such")
  func namesOthers() {
    #expect(throws: ModelFileError.notAModel) { () throws in
      _ = try CommunityLearner(decoding: Array("something else".utf8))
    }
    var later = Self.learner.encoded()
    later[8] = 2
    #expect(throws: ModelFileError.otherVersion(found: 2, readable: 1)) { () throws in
      _ = try CommunityLearner(decoding: later)
    }
  }

  @Test("payloads with a right checksum and wrong contents are refused, never trusted")
  func survivesForgery() throws {
    let bytes = Self.learner.encoded()
    let payload = Array(bytes[ModelFile.headerBytes...])
    var random = SeededBits(seed: 32)
    var refused = 0
    for round in 0..<1_500 {
      var forged = payload
      // Mostly in the front, where settings and lengths are.
      let reach = round % 3 == 0 ? forged.count : 200
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        forged[Int.random(in: 0..<reach, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      if round % 7 == 0 { forged.removeLast(Int.random(in: 1...forged.count / 2, using: &random)) }
      do throws(ModelFileError) {
        let read = try CommunityLearner(decoding: Self.sealed(forged))
        // What was taken is a learner like any other.
        #expect(read.settings.isValid)
        #expect(read.encoded() == Self.sealed(forged))
      } catch {
        refused += 1
      }
    }
    #expect(refused > 500)
  }

  private static func sealed(_ payload: [UInt8]) -> [UInt8] {
    func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
    return ModelFile.magic + little(ModelFile.version) + little(UInt64(payload.count))
      + little(ModelFile.checksum(payload[...])) + payload
  }
}
