import Foundation
import Synchronization

/// A small HTTP server on 127.0.0.1 that answers as a test says, one connection at a time.
// Sendable: the requests are behind a mutex, everything else never changes.
final class LoopbackServer: @unchecked Sendable {
  /// What the server does with a request.
  enum Answer {
    case send(status: String, headers: [String: String], body: [UInt8])
    /// Announces the whole body, sends its first bytes, and closes.
    case truncate([UInt8], after: Int)
    /// Sends the body again and again without saying how long it is, until the client gives up.
    case endless([UInt8])
    /// Sends the first bytes and then nothing, until the client gives up.
    case stall([UInt8], after: Int)
  }

  /// The first line and the headers of each request.
  let requests = Mutex<[String]>([])
  let port: UInt16
  private let listener: Int32

  init(_ answer: @escaping @Sendable (_ path: String, _ range: Int?) -> Answer) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    precondition(bound, "no port on 127.0.0.1")
    port = UInt16(bigEndian: address.sin_port)
    Thread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 { return }
        serve(connection, answer)
      }
    }.start()
  }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  func url(_ path: String) -> URL { URL(string: "http://127.0.0.1:\(port)/\(path)")! }

  private func serve(_ connection: Int32, _ answer: (String, Int?) -> Answer) {
    defer { close(connection) }
    var request = ""
    var byte: UInt8 = 0
    while !request.hasSuffix("\r\n\r\n"), recv(connection, &byte, 1, 0) == 1 {
      request.unicodeScalars.append(Unicode.Scalar(byte))
    }
    requests.withLock { $0.append(request) }
    let path = request.split(separator: " ").dropFirst().first.map { String($0.dropFirst()) } ?? ""
    let range = request.lowercased().split(separator: "bytes=").dropFirst().first.flatMap {
      Int($0.prefix { $0.isNumber })
    }
    switch answer(path, range) {
    case .send(let status, let headers, let body):
      let lines = headers.map { "\($0): \($1)\r\n" }.joined()
      send(
        connection,
        Array("HTTP/1.1 \(status)\r\n\(lines)Content-Length: \(body.count)\r\nConnection: close\r\n\r\n".utf8) + body)
    case .truncate(let body, let count):
      send(connection, Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body[..<count])
    case .endless(let body):
      if !send(connection, Array("HTTP/1.1 200 OK\r\n\r\n".utf8)) { return }
      while send(connection, body) {}
    case .stall(let body, let count):
      send(connection, Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body[..<count])
      // Ends when the client closes its side.
      while recv(connection, &byte, 1, 0) > 0 {}
    }
  }

  @discardableResult
  private func send(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }
}
