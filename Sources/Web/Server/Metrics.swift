import Outbound
import Service
import Storage
import Synchronization

/// Counters and times of requests, as Prometheus reads them.
final class Metrics: Sendable {
  private struct Key: Hashable {
    var route: String
    var method: String
    var status: Int
  }

  private struct Times {
    var count = 0
    var seconds = 0.0
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
  }

  private static let bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5]

  private let times = Mutex<[Key: Times]>([:])

  func count(route: String, method: String, status: Int, _ seconds: Double) {
    times.withLock { times in
      let key = Key(route: route, method: method, status: status)
      // Routes are patterns, so there are few; a bound all the same.
      guard times[key] != nil || times.count < 2_000 else { return }
      var entry = times[key] ?? Times()
      entry.count += 1
      entry.seconds += seconds
      if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) {
        entry.buckets[bucket] += 1
      }
      times[key] = entry
    }
  }

  /// The text format, version 0.0.4.
  ///
  /// - Parameter remote: how the classifying service elsewhere does, where there is one.
  func text(_ status: SiteStatus, _ remote: RemoteCondition? = nil) -> String {
    var lines = [
      "# HELP commonground_requests_total Requests answered.",
      "# TYPE commonground_requests_total counter",
    ]
    let entries = times.withLock { times in
      times.sorted {
        ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
      }
    }
    for (key, entry) in entries {
      lines.append("commonground_requests_total{\(Self.labels(key))} \(entry.count)")
    }
    lines += [
      "# HELP commonground_request_seconds Time until the answer was ready.",
      "# TYPE commonground_request_seconds histogram",
    ]
    for (key, entry) in entries {
      var total = 0
      for (bound, count) in zip(Self.bounds, entry.buckets) {
        total += count
        lines.append(
          "commonground_request_seconds_bucket{\(Self.labels(key)),le=\"\(bound)\"} \(total)")
      }
      lines += [
        "commonground_request_seconds_bucket{\(Self.labels(key)),le=\"+Inf\"} \(entry.count)",
        "commonground_request_seconds_sum{\(Self.labels(key))} \(entry.seconds)",
        "commonground_request_seconds_count{\(Self.labels(key))} \(entry.count)",
      ]
    }
    func gauge(_ name: String, _ help: String, _ value: Double) {
      lines += [
        "# HELP commonground_\(name) \(help)", "# TYPE commonground_\(name) gauge",
        "commonground_\(name) \(value)",
      ]
    }
    gauge("contributors", "Contributors that ever joined.", Double(status.contributors))
    gauge("notes", "Notes.", Double(status.notes))
    gauge("ratings", "Ratings.", Double(status.ratings))
    gauge(
      "raters_with_viewpoint", "Raters that have a viewpoint.", Double(status.ratersWithViewpoint))
    gauge(
      "measures_in_force", "System-wide measures in force.",
      Double(status.measures.count { $0.isOpen }))
    if let run = status.runs.first(where: { $0.endedAt != nil }), let end = run.endedAt {
      gauge(
        "last_run_seconds", "Length of the last scoring run.", Double(end - run.startedAt) / 1e3)
      gauge("last_run_end_seconds", "When the last scoring run ended.", Double(end) / 1e3)
      gauge(
        "last_run_applied", "Whether its statuses were written.", run.outcome == "applied" ? 1 : 0)
    }
    if let remote { lines += remote.metrics }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func labels(_ key: Key) -> String {
    let route = key.route.replacing("\\", with: "").replacing("\"", with: "")
    return "route=\"\(route)\",method=\"\(key.method)\",status=\"\(key.status)\""
  }
}
