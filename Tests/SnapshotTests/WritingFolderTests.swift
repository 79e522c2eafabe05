import Foundation
import Testing

@testable import Snapshot

@Suite("Output folder")
struct WritingFolderTests {
  @Test("Files appear under their names on commit, not before")
  func commit() throws {
    let place = try TemporaryFolder()
    let folder = try OutputFolder(path: place.path)
    try folder.write(Array("a".utf8), to: "one.tsv")
    try folder.write(Array("b".utf8), to: "two.tsv")
    #expect(try place.names.filter { !$0.hasPrefix(".") } == [])

    try folder.commit()

    #expect(try place.names == ["one.tsv", "two.tsv"])
    #expect(try place.text(of: "two.tsv") == "b")
  }

  @Test("Without a commit the old files stay and nothing is left behind")
  func discardOnRelease() throws {
    let place = try TemporaryFolder()
    try place.write("old", to: "one.tsv")

    do {
      let folder = try OutputFolder(path: place.path)
      try folder.write(Array("new".utf8), to: "one.tsv")
    }

    #expect(try place.names == ["one.tsv"])
    #expect(try place.text(of: "one.tsv") == "old")
  }

  @Test("A commit replaces files of the same name and keeps the others")
  func replace() throws {
    let place = try TemporaryFolder()
    try place.write("old", to: "one.tsv")
    try place.write("kept", to: "other.txt")

    let folder = try OutputFolder(path: place.path)
    try folder.write(Array("new".utf8), to: "one.tsv")
    try folder.commit()

    #expect(try place.names == ["one.tsv", "other.txt"])
    #expect(try place.text(of: "one.tsv") == "new")
    #expect(try place.text(of: "other.txt") == "kept")
  }

  @Test("What a killed run left aside is removed by the next one")
  func leftBehind() throws {
    let place = try TemporaryFolder()
    let stale = AsideFolder.prefix + "abcdef"
    try FileManager.default.createDirectory(
      atPath: "\(place.path)/\(stale)", withIntermediateDirectories: false)
    try place.write("half", to: "\(stale)/one.tsv")

    let folder = try OutputFolder(path: place.path)

    #expect(try !place.names.contains(stale))
    try folder.commit()
  }

  @Test("A run that dies before its commit changes nothing, and the next one cleans up")
  func deadRun() async throws {
    let place = try TemporaryFolder()
    try place.write("old", to: "one.tsv")

    await #expect(processExitsWith: .failure) { [path = place.path as String] in
      let folder = try OutputFolder(path: path)
      try folder.write(Array("new".utf8), to: "one.tsv")
      abort()
    }

    #expect(try place.text(of: "one.tsv") == "old")
    #expect(try place.names.count == 2)
    try OutputFolder(path: place.path).commit()
    #expect(try place.names == ["one.tsv"])
  }

  @Test("Two runs in one folder do not disturb each other")
  func twoRuns() throws {
    let place = try TemporaryFolder()
    let first = try OutputFolder(path: place.path)
    try first.write(Array("first".utf8), to: "one.tsv")
    let second = try OutputFolder(path: place.path)
    try second.write(Array("second".utf8), to: "two.tsv")

    try first.commit()
    try second.commit()

    #expect(try place.names == ["one.tsv", "two.tsv"])
  }

  @Test("A missing folder is made, with those above it, and goes again if nothing is committed")
  func missingFolder() throws {
    let place = try TemporaryFolder()
    let path = place.path + "/above/scores"

    try OutputFolder(path: path).discard()
    #expect(!isFolder(path))

    let folder = try OutputFolder(path: path)
    try folder.write([], to: "one.tsv")
    try folder.commit()
    #expect(FileManager.default.fileExists(atPath: path + "/one.tsv"))
  }

  @Test("A file in the folder's place is an error that names it")
  func fileInTheWay() throws {
    let place = try TemporaryFolder()
    try place.write("", to: "scores")

    let error = #expect(throws: OutputError.self) {
      try OutputFolder(path: place.path + "/scores")
    }
    #expect(error?.problem == .notAFolder)
    #expect(error?.path == place.path + "/scores")
    #expect(error?.description.contains("move what has this name out of the way") == true)

    let below = #expect(throws: OutputError.self) {
      try OutputFolder(path: place.path + "/scores/below")
    }
    #expect(below?.problem == .notAFolder)
  }

  @Test("A place where nothing can be created is an error")
  func notCreatable() {
    // The kernel's process table takes no new folders, from root either.
    let error = #expect(throws: OutputError.self) { try OutputFolder(path: "/proc/scores") }
    #expect(error?.problem == .cannotCreateFolder)

    let inside = #expect(throws: OutputError.self) { try OutputFolder(path: "/proc") }
    #expect(inside?.problem == .cannotCreateFile)
  }

  @Test("A folder in a file's place is an error, and no file is replaced")
  func folderInTheWay() throws {
    let place = try TemporaryFolder()
    try place.write("old", to: "one.tsv")
    try FileManager.default.createDirectory(
      atPath: place.path + "/two.tsv", withIntermediateDirectories: false)
    let folder = try OutputFolder(path: place.path)
    try folder.write(Array("new".utf8), to: "one.tsv")
    try folder.write(Array("new".utf8), to: "two.tsv")

    let error = #expect(throws: OutputError.self) { try folder.commit() }

    #expect(error?.problem == .cannotRename)
    #expect(error?.path == place.path + "/two.tsv")
    #expect(try place.text(of: "one.tsv") == "old")
    #expect(try place.names == ["one.tsv", "two.tsv"])
  }

  @Test("A full disk is told as such")
  func diskFull() {
    #expect(OutputError(.cannotWrite, path: "x", errno: ENOSPC).problem == .diskFull)
    #expect(OutputError(.cannotWrite, path: "x", errno: EIO).problem == .cannotWrite)
  }
}
