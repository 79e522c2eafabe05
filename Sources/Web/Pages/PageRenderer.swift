import Foundation
import Mustache

/// The templates, read once.
struct PageRenderer: Sendable {
  private let library: MustacheLibrary

  /// - Throws: where a template is missing or can't be parsed.
  init() throws {
    guard let folder = Bundle.module.url(forResource: "Templates", withExtension: nil) else {
      throw PageError.noTemplates
    }
    var templates: [String: MustacheTemplate] = [:]
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "mustache" {
      let name = file.deletingPathExtension().lastPathComponent
      templates[name] = try MustacheTemplate(string: String(contentsOf: file, encoding: .utf8))
    }
    library = MustacheLibrary(templates: templates)
  }

  /// A page: the layout's values beside the page's own.
  func render(_ template: String, layout: Layout, values: any Sendable) throws -> String {
    var all = Self.members(Mirror(reflecting: layout))
    all.merge(Self.members(Mirror(reflecting: values))) { _, own in own }
    guard let text = library.render(all, withTemplate: template) else {
      throw PageError.noTemplate(template)
    }
    return text
  }

  /// A value with dictionaries in the place of structures; nil where an optional holds nothing.
  ///
  /// The library finds a member of a structure by looking at all of them, and at those of all that
  /// stands around it, each time that a template names one: most of the time of a page. Here each is
  /// looked at once.
  private static func plain(_ value: Any) -> Any? {
    if let text = value as? String { return text }
    if let flag = value as? Bool { return flag }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { plain($0.value) }
    case .collection: return mirror.children.compactMap { plain($0.value) }
    case .struct where !mirror.children.isEmpty: return members(mirror)
    default: return value
    }
  }

  private static func members(_ mirror: Mirror) -> [String: Any] {
    var members: [String: Any] = [:]
    for case (let name?, let value) in mirror.children { members[name] = plain(value) }
    return members
  }
}

/// Why a page could not be made: always a mistake of this program.
enum PageError: Error {
  case noTemplates
  case noTemplate(String)
}
