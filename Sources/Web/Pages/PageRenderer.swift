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

  /// What an optional holds; nil where it holds nothing.
  private static func unwrapped(_ value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first?.value
  }

  /// A page: the layout's values beside the page's own.
  func render(_ template: String, layout: Layout, values: any Sendable) throws -> String {
    var all: [String: Any] = [:]
    for part in [layout as Any, values as Any] {
      for child in Mirror(reflecting: part).children {
        guard let label = child.label, let value = Self.unwrapped(child.value) else { continue }
        all[label] = value
      }
    }
    guard let text = library.render(all, withTemplate: template) else {
      throw PageError.noTemplate(template)
    }
    return text
  }
}

/// Why a page could not be made: always a mistake of this program.
enum PageError: Error {
  case noTemplates
  case noTemplate(String)
}
