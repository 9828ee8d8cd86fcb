import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One request whose answer is written to a file as it comes in, after what the file holds already.
// Sendable: the session calls it back on one queue of its own; the caller waits until that is over.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let path: String
  private let limit: Int
  private let allowsPlainHTTP: Bool
  private let progress: (@Sendable (Int, Int?) -> Void)?
  private let finished = DispatchSemaphore(value: 0)
  private var descriptor: Int32 = -1
  private var done = 0
  private var total: Int?
  private var failure: (any Error)?

  private init(
    _ path: String, _ limit: Int, allowsPlainHTTP: Bool, _ progress: (@Sendable (Int, Int?) -> Void)?
  ) {
    self.path = path
    self.limit = limit
    self.allowsPlainHTTP = allowsPlainHTTP
    self.progress = progress
  }

  /// Fetches `address` to `path`, from the byte where the file there ends, until it has `limit` bytes.
  static func run(
    _ address: URL, to path: String, limit: Int, allowsPlainHTTP: Bool, timeout: Double,
    progress: (@Sendable (Int, Int?) -> Void)?
  ) throws {
    let transfer = Transfer(path, limit, allowsPlainHTTP: allowsPlainHTTP, progress)
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = timeout
    settings.requestCachePolicy = .reloadIgnoringLocalCacheData
    let session = URLSession(configuration: settings, delegate: transfer, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    var request = URLRequest(url: address, timeoutInterval: timeout)
    // What is packed has to arrive as it is: its digest is that of the file.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    transfer.done = Transfer.size(path)
    if transfer.done > 0 { request.setValue("bytes=\(transfer.done)-", forHTTPHeaderField: "Range") }
    session.dataTask(with: request).resume()
    transfer.finished.wait()
    if transfer.descriptor >= 0 { close(transfer.descriptor) }
    if let failure = transfer.failure { throw failure }
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    if let url = request.url, url.isSecure || (allowsPlainHTTP && url.scheme?.lowercased() == "http") {
      return completionHandler(request)
    }
    failure = TransferFailure(reason: "leads to an address without https")
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    do {
      if let failure { throw failure }
      try accept(response)
      completionHandler(.allow)
    } catch {
      failure = error
      completionHandler(.cancel)
    }
  }

  /// Opens the file where the answer starts.
  private func accept(_ response: URLResponse) throws {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 200
    switch status {
    case 200:
      // The server sends everything, whatever was asked for.
      done = 0
    case 206:
      guard let range = (response as? HTTPURLResponse)?.value(forHTTPHeaderField: "Content-Range"),
        range.hasPrefix("bytes \(done)-")
      else {
        throw TransferFailure(reason: "the server sends another part than was asked for", isContentSuspect: true)
      }
    case 416:
      throw TransferFailure(reason: "the server has nothing from byte \(done) on (status 416)", isContentSuspect: true)
    default: throw TransferFailure(reason: "status \(status)")
    }
    let length = response.expectedContentLength
    total = length >= 0 ? done.addingReportingOverflow(Int(length)).partialValue : nil
    if let total, total > limit || total < 0 { throw tooLarge("announces more") }
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0, ftruncate(descriptor, off_t(done)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw DataError.unwritable(file: path, reason: String(cString: strerror(errno)))
    }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Foundation.Data) {
    guard failure == nil else { return }
    if data.count > limit - done {
      failure = tooLarge("sends more")
      dataTask.cancel()
      return
    }
    let written = data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        offset += count
      }
      return true
    }
    guard written else {
      failure = DataError.unwritable(file: path, reason: String(cString: strerror(errno)))
      dataTask.cancel()
      return
    }
    done += data.count
    progress?(done, total)
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    if failure == nil, let error { failure = TransferFailure(reason: Transfer.text(error)) }
    if failure == nil, let total, done < total {
      failure = TransferFailure(reason: "the connection ended after \(done) of \(total) bytes")
    }
    finished.signal()
  }

  private func tooLarge(_ deed: String) -> TransferFailure {
    TransferFailure(reason: "the server \(deed) than the \(limit) bytes that are taken", isContentSuspect: true)
  }

  private static func text(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .timedOut: "no answer in time"
    case .cannotFindHost, .dnsLookupFailed: "the host is not known"
    case .cannotConnectToHost, .notConnectedToInternet: "no connection"
    case .networkConnectionLost: "the connection broke off"
    case .unsupportedURL: "not an address that can be fetched from"
    default: error.localizedDescription
    }
  }
}
