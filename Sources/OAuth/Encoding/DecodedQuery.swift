/// The parameters of a query, or of a form, in their order: percent-decoded, `+` read as a space,
/// blank values kept (rules 1.8 and 2.3.3). `a` alone means `a=`; nothing between two `&` is nothing.
public struct DecodedQuery: Hashable, Sendable {
  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Every one as it came, repeated ones too.
  public let parameters: [Parameter]

  /// How much is read at all.
  public struct Limits: Hashable, Sendable {
    /// Of the raw text.
    public var bytes: Int
    public var parameters: Int

    public init(bytes: Int = 16_384, parameters: Int = 200) {
      self.bytes = bytes
      self.parameters = parameters
    }
  }

  public enum Problem: Error, Hashable, Sendable {
    case tooLong(most: Int)
    case tooManyParameters(most: Int)
    /// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
    case malformedEscape
  }

  /// - Parameter text: what stands behind the `?`, as it came; the body of a form.
  public init(_ text: some StringProtocol, limits: Limits = Limits()) throws(Problem) {
    guard text.utf8.count <= limits.bytes else { throw .tooLong(most: limits.bytes) }
    var parameters: [Parameter] = []
    for piece in text.utf8.split(separator: UInt8(ascii: "&")) {
      guard parameters.count < limits.parameters else {
        throw .tooManyParameters(most: limits.parameters)
      }
      let equals = piece.firstIndex(of: UInt8(ascii: "="))
      let name = piece[..<(equals ?? piece.endIndex)]
      let value = equals.map { piece[piece.index(after: $0)...] } ?? piece[piece.endIndex...]
      guard let name = PercentEncoding.decode(name, space: .plus),
        let value = PercentEncoding.decode(value, space: .plus)
      else { throw .malformedEscape }
      parameters.append(Parameter(name, value))
    }
    self.parameters = parameters
  }

  public init(_ parameters: [Parameter] = []) { self.parameters = parameters }

  /// The first value of a name; nil where the name does not occur.
  public subscript(_ name: String) -> String? {
    parameters.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// Like the subscript, but blank counts as absent (RFC 6749, section 3.1; lists, rule 1.8).
  public func nonEmpty(_ name: String) -> String? {
    self[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Names that occur more than once, in order, each once: they are refused with 400 (rule 1.10).
  public var repeatedNames: [String] {
    var counts: [[UInt8]: Int] = [:]
    return parameters.compactMap { parameter in
      counts[Array(parameter.name.utf8), default: 0] += 1
      return counts[Array(parameter.name.utf8)] == 2 ? parameter.name : nil
    }
  }

  /// The first parameter of each name: what both known clients sign (rule 2.3.3).
  ///
  /// Names are told apart by their bytes. Letters that only look the same are different names.
  public var firstOfEachName: [Parameter] {
    var seen: Set<[UInt8]> = []
    return parameters.filter { seen.insert(Array($0.name.utf8)).inserted }
  }

  /// Back to text: `name=value` joined by `&`, a space as `+`.
  public var text: String {
    parameters.map {
      PercentEncoding.encode($0.name, space: .plus) + "="
        + PercentEncoding.encode($0.value, space: .plus)
    }.joined(separator: "&")
  }
}
