import Service

/// What is wrong with a form, over it and at each field.
struct FormErrors: Sendable {
  var hasErrors: Bool
  var errors: [Entry]
  var errorFor: [String: String]

  struct Entry: Sendable {
    var fieldId: String
    var errorText: String
  }

  /// - Parameter ids: of inputs that are not called like their fields.
  init(_ problems: [FieldProblem], ids: [String: String] = [:]) {
    hasErrors = !problems.isEmpty
    errors = problems.map { Entry(fieldId: ids[$0.field] ?? $0.field, errorText: $0.message) }
    errorFor = Dictionary(
      problems.map { ($0.field, $0.message) }, uniquingKeysWith: { first, _ in first })
  }
}

/// One of several answers.
struct Choice: Sendable {
  var value: String
  var label: String
  var hint: String?
  var isChecked: Bool

  init(_ value: String, _ label: String, hint: String = "", isChecked: Bool = false) {
    self.value = value
    self.label = label
    self.hint = hint.isEmpty ? nil : hint
    self.isChecked = isChecked
  }
}

/// What a list says when it is empty.
struct EmptyState: Sendable {
  var emptyTitle: String
  var emptyText: String
  var emptyActionPath: String?
  var emptyActionLabel: String?
}

/// Where the pages before and after are.
struct Pager: Sendable {
  var hasPager: Bool
  var newerPath: String?
  var olderPath: String?

  init(older: String?, newer: String? = nil) {
    olderPath = older
    newerPath = newer
    hasPager = older != nil || newer != nil
  }
}
