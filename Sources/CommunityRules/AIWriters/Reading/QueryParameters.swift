/// The decoded parameters of a query, each given once at most.
public struct QueryParameters: Hashable, Sendable {
  private let values: [String: String]

  /// - Parameter pairs: names and values after percent-decoding, where `+` is a space.
  /// - Throws: `repeated` for a name that comes twice.
  public init(_ pairs: some Sequence<(String, String)>) throws(QueryProblem) {
    var values: [String: String] = [:]
    for (name, value) in pairs {
      guard values.updateValue(value, forKey: name) == nil else {
        throw QueryProblem(parameter: name, value: value, fault: .repeated)
      }
    }
    self.values = values
  }

  public subscript(name: String) -> String? { values[name] }

  /// A boolean that must be given, in either capitalisation that clients send.
  public func boolean(_ name: String) throws(QueryProblem) -> Bool {
    switch values[name] {
    case "true", "True": return true
    case "false", "False": return false
    case nil: throw QueryProblem(parameter: name, value: nil, fault: .missing)
    case let value?: throw QueryProblem(parameter: name, value: value, fault: .notBoolean)
    }
  }

  /// A whole number in decimal digits; `usual` where it is missing.
  public func integer(
    _ name: String, in range: ClosedRange<Int>, usual: Int
  ) throws(QueryProblem) -> Int {
    guard let text = values[name] else { return usual }
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text), range.contains(number)
    else { throw QueryProblem(parameter: name, value: text, fault: .outside(range)) }
    return number
  }

  /// The items between commas, without spaces around them and without repetitions, in the order
  /// given; nil where the parameter is missing or empty.
  public func list(_ name: String) throws(QueryProblem) -> [String]? {
    guard let text = values[name], text.contains(where: { $0 != " " }) else { return nil }
    guard text.utf8.count <= Self.mostListBytes else {
      throw QueryProblem(parameter: name, value: String(text.prefix(100)), fault: .tooLong)
    }
    var seen: Set<String> = []
    return text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingSpaces() }.filter { seen.insert($0).inserted }
  }

  /// More than all names of any list together.
  static let mostListBytes = 4_000
}

/// What is wrong with a query.
public struct QueryProblem: Error, Hashable, Sendable {
  public var parameter: String
  /// What was given; nil: nothing.
  public var value: String?
  public var fault: Fault

  public enum Fault: Hashable, Sendable {
    case missing
    /// Given more than once.
    case repeated
    case notBoolean
    /// No whole number in the range.
    case outside(ClosedRange<Int>)
    case tooLong
    /// An item that the list does not know: `value`.
    case unknownItem
    case selection(PostSelection.Problem)
    /// A page token that is foreign, malformed or expired.
    case pageToken
  }

  public init(parameter: String, value: String?, fault: Fault) {
    self.parameter = parameter
    self.value = value
    self.fault = fault
  }
}
