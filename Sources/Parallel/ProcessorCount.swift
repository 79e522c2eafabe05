import Glibc

/// Processors of this machine that are online, 1 or more.
public func processorCount() -> Int {
  max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
