import Foundation
import HTTPTypes
import Service

/// The OpenAPI 3.1 document, made from the operations themselves.
enum OpenAPIDocument {
  static let operations =
    Operation.publicOperations + Operation.contributorOperations + Operation.ownOperations
    + Operation.operatorOperations + Operation.moderationOperations
    + Operation.moderationOperatorOperations + Operation.appealOperations

  /// As JSON.
  static func json(_ configuration: SiteConfiguration) throws -> [UInt8] {
    var paths: [String: [String: any Sendable]] = [:]
    for operation in operations {
      paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] =
        describe(operation)
    }
    let schemas = Dictionary(uniqueKeysWithValues: Shapes.all.map { ($0.name, $0.schema.json) })
    let document: [String: any Sendable] = [
      "openapi": "3.1.0",
      "info": [
        "title": configuration.name, "version": "1",
        "description": """
        Everything that the pages of this site do. Times are milliseconds since the epoch, ids are \
        strings, refusals are problem+json. A write that carries an `Idempotency-Key` and is \
        repeated with it gets the first answer again.
        """,
      ],
      "servers": [["url": configuration.baseURL + "/api/v1"]],
      "paths": paths,
      "components": [
        "schemas": schemas,
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
      ] as [String: any Sendable],
    ]
    return Array(
      try JSONSerialization.data(
        withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]))
  }

  private static func describe(_ operation: Operation) -> [String: any Sendable] {
    var json: [String: any Sendable] = [
      "operationId": operation.id, "summary": operation.summary,
      "parameters": parameters(operation), "responses": responses(operation),
    ]
    switch operation.access {
    case .anybody:
      // A token is welcome: it shows what its account may do.
      json["security"] = [[:], ["token": [String]()]] as [[String: [String]]]
    case .account(let scope), .operator(let scope):
      json["security"] = [["token": [String]()]]
      json["description"] = "Scope: `\(scope.rawValue)`."
    }
    if let body = operation.body {
      json["requestBody"] =
        ["required": true, "content": ["application/json": ["schema": body.json]]]
        as [String: any Sendable]
    }
    return json
  }

  private static func parameters(_ operation: Operation) -> [[String: any Sendable]] {
    let path = operation.pathParameters.map { name -> [String: any Sendable] in
      [
        "name": name, "in": "path", "required": true,
        "schema": ["type": "string"] as [String: any Sendable],
      ]
    }
    let query = operation.query.map { parameter -> [String: any Sendable] in
      [
        "name": parameter.name, "in": "query", "required": parameter.isRequired,
        "description": parameter.note, "schema": parameter.schema.json,
      ]
    }
    let repeatable: [[String: any Sendable]] =
      operation.writes && !operation.answersSecret
      ? [
        [
          "name": "Idempotency-Key", "in": "header", "required": false,
          "description": "At most 200 characters; kept for a day.",
          "schema": ["type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"]
            as [String: any Sendable],
        ]
      ] : []
    return path + query + repeatable
  }

  private static func responses(_ operation: Operation) -> [String: any Sendable] {
    let refusal: [String: any Sendable] = [
      "description": "A refusal.",
      "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
    ]
    var answer: [String: any Sendable] = ["description": "Done."]
    if let schema = operation.answer {
      answer["content"] = ["application/json": ["schema": schema.json]]
    }
    return [String(operation.status.code): answer, "4XX": refusal]
  }
}
