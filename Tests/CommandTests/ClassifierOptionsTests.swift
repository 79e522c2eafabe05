import ArgumentParser
import ContentClassification
import Foundation
import OAuth
import Service
import Testing

@testable import commonground

@Suite("A classifying service on the command line")
struct ClassifierOptionsTests {
  private static let service = [
    "--classifier-url", "https://api.example.org", "--classifier-kind", "chat",
    "--classifier-model", "some-model",
  ]

  private func message(_ arguments: [String]) -> String? {
    do {
      _ = try ServeCommand.parse(arguments)
      return nil
    } catch {
      return ServeCommand.message(for: error)
    }
  }

  @Test("without one, no post leaves the site")
  func none() throws {
    #expect(try ServeCommand.parse([]).classifier.endpoint == nil)
  }

  @Test("kind, model, rule and labels are taken as said")
  func taken() throws {
    let options = try ServeCommand.parse(
      Self.service + [
        "--classifier-rule", "second-opinion", "--classifier-band", "0.3-0.8",
        "--classifier-label", "spam", "--classifier-label", "rude=is rude = not kind",
      ]
    ).classifier
    let chat = try #require(options.endpoint as? ChatEndpoint)
    #expect(chat.questions.map(\.label.rawValue) == ["spam", "rude"])
    #expect(chat.questions[1].meaning == "is rude = not kind")
    #expect(options.rule == .secondOpinion(band: 0.3...0.8))
  }

  @Test("a chat model is asked for the thirteen labels and spam, and both classifiers count")
  func defaults() throws {
    let options = try ServeCommand.parse(Self.service).classifier
    let chat = try #require(options.endpoint as? ChatEndpoint)
    #expect(chat.questions.map(\.label) == ContentLabel.moderationCategories + [.spam])
    #expect(options.rule == .highestScore)
  }

  @Test(
    "what does not fit together is refused, with what to do",
    arguments: [
      (["--classifier-kind", "chat"], "need --classifier-url"),
      (["--classifier-per-minute", "5"], "need --classifier-url"),
      (["--classifier-url", "https://a.example"], "--classifier-kind and --classifier-model"),
      (Self.service + ["--classifier-band", "0.1-0.2"], "second-opinion"),
      (Self.service + ["--classifier-band", "0.9-0.1"], "classifier-band"),
      (Self.service + ["--classifier-label", "unknown"], "classifier-label"),
      (
        Self.service + ["--classifier-label", "spam", "--classifier-label", "spam=twice"],
        "each label once"
      ),
      (Self.service + ["--classifier-per-minute", "0"], "1 to 1000000"),
      (Self.service + ["--classifier-tokens-per-day", "-1"], "tokens-per-day"),
      (Self.service + ["--offline"], "--offline lets no post leave"),
      (
        [
          "--classifier-url", "http://8.8.8.8", "--classifier-kind", "chat", "--classifier-model",
          "m",
        ], "needs https"
      ),
      (
        [
          "--classifier-url", "https://me:k3y@a.example", "--classifier-kind", "chat",
          "--classifier-model", "m",
        ], "the key goes elsewhere"
      ),
      (
        [
          "--classifier-url", "https://a.example", "--classifier-kind", "moderations",
          "--classifier-model", "m", "--classifier-label", "spam",
        ], "labels of its own"
      ),
    ])
  func refused(_ arguments: [String], _ words: String) throws {
    let said = try #require(message(arguments))
    #expect(said.contains(words), "\(said)")
  }

  @Test("a model on this machine is asked also offline")
  func offline() {
    #expect(
      message([
        "--offline", "--classifier-url", "http://localhost:8000", "--classifier-kind", "chat",
        "--classifier-model", "m",
      ]) == nil)
  }
}

@Suite("The key of a classifying service")
struct ClassifierKeyTests {
  private func withFile<Value>(
    _ content: String, mode: Int, _ body: (String) throws -> Value
  ) throws -> Value {
    let path = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID())").path
    FileManager.default.createFile(
      atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: mode])
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test("is read from the environment, or from a file for its owner alone")
  func read() throws {
    let variable = ClassifierKey.variable
    #expect(try ClassifierKey.read(file: nil, environment: [:]) == nil)
    #expect(try ClassifierKey.read(file: nil, environment: [variable: ""]) == nil)
    #expect(try ClassifierKey.read(file: nil, environment: [variable: "k3y"])?.text == "k3y")
    let key = try withFile("k3y\n", mode: 0o600) {
      try ClassifierKey.read(file: $0, environment: [:])
    }
    #expect(key?.text == "k3y")
  }

  @Test(
    "a file that others may read, or that holds no key, is refused without a word of it",
    arguments: [
      ("k3y", 0o640, "chmod 600"), ("k3y", 0o604, "chmod 600"), ("", 0o600, "holds no key"),
      ("k3y and more", 0o600, "holds no key"), ("k3y\nk3y", 0o600, "holds no key"),
      (String(repeating: "k3y", count: 2_000), 0o600, "more than a key"),
    ])
  func refused(_ content: String, _ mode: Int, _ words: String) throws {
    try withFile(content, mode: mode) { path in
      let error = try #require(throws: ValidationError.self) { () throws in
        _ = try ClassifierKey.read(file: path, environment: [:])
      }
      #expect(error.message.contains(words) && !error.message.contains("k3y"))
    }
  }

  @Test("a folder, nothing, and two keys at once are refused")
  func noFile() throws {
    for file in ["/tmp", "/nowhere/at/all"] {
      #expect(throws: ValidationError.self) { () throws in
        _ = try ClassifierKey.read(file: file, environment: [:])
      }
    }
    try withFile("k3y", mode: 0o600) { path in
      #expect(throws: ValidationError.self) { () throws in
        _ = try ClassifierKey.read(
          file: path, environment: [ClassifierKey.variable: "other"])
      }
    }
  }
}
