/// The middle of a base string: parameters in order, encoded, joined (rule 2.3.5).
struct ParameterString: Hashable {
  /// Ways in which clients differ (rule 2.3).
  struct Form: Hashable {
    /// A space, before the whole is encoded once more.
    var space: PercentEncoding.Space = .percent
    /// By names as they are, or encoded as RFC 5849, section 3.4.1.3.2, has it. It matters for names
    /// that need escapes alone.
    var sortsEncoded = false

    /// The most frequent first.
    static let all = [
      Form(), Form(sortsEncoded: true), Form(space: .plus), Form(space: .plus, sortsEncoded: true),
    ]
  }

  let text: String

  init(_ parameters: [DecodedQuery.Parameter], form: Form = Form()) {
    typealias Pair = (key: [UInt8], value: [UInt8], text: String)
    let pairs = parameters.map { parameter -> Pair in
      let name = PercentEncoding.encode(parameter.name, space: form.space)
      let value = PercentEncoding.encode(parameter.value, space: form.space)
      return form.sortsEncoded
        ? (Array(name.utf8), Array(value.utf8), "\(name)=\(value)")
        : (Array(parameter.name.utf8), Array(parameter.value.utf8), "\(name)=\(value)")
    }
    text = pairs.sorted { a, b in
      a.key == b.key
        ? a.value.lexicographicallyPrecedes(b.value) : a.key.lexicographicallyPrecedes(b.key)
    }.map(\.text).joined(separator: "&")
  }

  /// The different texts that some client would make of these parameters, the likeliest first.
  static func variants(_ parameters: [DecodedQuery.Parameter]) -> [ParameterString] {
    var seen: Set<ParameterString> = []
    return Form.all.map { ParameterString(parameters, form: $0) }
      .filter { seen.insert($0).inserted }
  }
}
