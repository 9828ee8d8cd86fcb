import Data
import Foundation
import Synchronization
import Testing

@Suite(.serialized) struct DownloadTests {
  private let body = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }

  private func with<Result>(
    _ answer: @escaping @Sendable (String, Int?) -> LoopbackServer.Answer,
    _ test: (LoopbackServer, URL) throws -> Result
  ) throws -> Result {
    let server = LoopbackServer(answer)
    defer { server.stop() }
    return try TestData.withFolder { try test(server, $0.appending(path: "set/file.bin")) }
  }

  private func content(_ file: URL) -> [UInt8]? { (try? Foundation.Data(contentsOf: file)).map(Array.init) }

  private func sha256(_ bytes: [UInt8]) throws -> Digest {
    try TestData.withFolder { folder in
      let file = folder.appending(path: "x")
      try Foundation.Data(bytes).write(to: file)
      return try DigestTests.sha256(of: file)
    }
  }

  @Test func fetchesOnceAndReportsProgress() throws {
    let body = self.body
    let seen = Mutex<[Int]>([])
    let right = try sha256(body)
    try with({ _, _ in .send(status: "200 OK", headers: [:], body: body) }) { server, file in
      let download = Download(from: [server.url("a")], to: file, digest: right) { done, total in
        seen.withLock { $0 += [done, total ?? -1] }
      }
      try download.run()
      #expect(content(file) == body)
      try download.run()
      #expect(server.requests.withLock(\.count) == 1, "the second run finds the file")
      #expect(seen.withLock { $0.suffix(2) } == [body.count, body.count])
      let names = try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
      #expect(Set(names) == ["file.bin", "file.bin.lock"])
    }
  }

  @Test func truncatedTransfersResumeWhereTheyStopped() throws {
    let body = self.body
    let right = try sha256(body)
    try with({ _, range in
      guard let range else { return .truncate(body, after: 70_000) }
      return .send(
        status: "206 Partial Content", headers: ["Content-Range": "bytes \(range)-\(body.count - 1)/\(body.count)"],
        body: Array(body[range...]))
    }) { server, file in
      let download = Download(from: [server.url("a")], to: file, digest: right)
      #expect { try download.run() } throws: { "\($0)".contains("cannot be fetched: http://127.0.0.1") }
      #expect(content(file) == nil, "no half file under the name")
      #expect(content(URL(filePath: file.path + ".part")) == Array(body[..<70_000]))
      try download.run()
      #expect(content(file) == body)
      #expect(server.requests.withLock { $0.last?.contains("bytes=70000-") } == true)
    }
  }

  @Test func aServerThatCannotResumeSendsEverything() throws {
    let body = self.body
    let right = try sha256(body)
    try with({ _, _ in .send(status: "200 OK", headers: [:], body: body) }) { server, file in
      try prepare(file, part: Array(repeating: 1, count: 300_000))
      try Download(from: [server.url("a")], to: file, digest: right).run()
      #expect(content(file) == body)
    }
  }

  @Test(arguments: ["416 Range Not Satisfiable", "206 Partial Content"])
  func aWrongBeginningIsThrownAway(status: String) throws {
    let body = self.body
    let right = try sha256(body)
    try with({ _, range in
      guard let range else { return .send(status: "200 OK", headers: [:], body: body) }
      let rest = range < body.count ? Array(body[range...]) : []
      return .send(
        status: status, headers: ["Content-Range": "bytes \(range)-\(body.count - 1)/\(body.count)"], body: rest)
    }) { server, file in
      try prepare(file, part: Array(repeating: 7, count: 1000))
      try Download(from: [server.url("a")], to: file, digest: right).run()
      #expect(content(file) == body)
    }
  }

  @Test func mirrorsAreTriedInOrder() throws {
    let body = self.body
    let right = try sha256(body)
    try with({ path, _ in
      switch path {
      case "404": .send(status: "404 Not Found", headers: [:], body: [])
      case "500": .send(status: "500 Internal Server Error", headers: [:], body: [1])
      case "wrong": .send(status: "200 OK", headers: [:], body: [1, 2, 3])
      case "away": .send(status: "302 Found", headers: ["Location": "/there"], body: [])
      default: .send(status: "200 OK", headers: [:], body: body)
      }
    }) { server, file in
      let failing = ["404", "500", "wrong"].map(server.url)
      #expect { try Download(from: failing, to: file, digest: right).run() } throws: { error in
        let text = "\(error)"
        return text.contains("/404: status 404;") && text.contains("/500: status 500;")
          && text.contains("/wrong: the content is not the right one: SHA-256 039058c6f2c0cb49") && !text.contains("\n")
      }
      #expect(content(file) == nil)
      try Download(from: failing + [server.url("away")], to: file, digest: right).run()
      #expect(content(file) == body)
    }
  }

  @Test func aStalledTransferIsGivenUp() throws {
    let body = self.body
    let right = try sha256(body)
    try with({ _, _ in .stall(body, after: 1000) }) { server, file in
      let start = ContinuousClock.now
      #expect { try Download(from: [server.url("a")], to: file, digest: right, timeout: 1).run() } throws: {
        "\($0)".contains("no answer in time") || "\($0)".contains("broke off")
      }
      #expect(ContinuousClock.now - start < .seconds(20))
      #expect(content(file) == nil)
    }
  }

  @Test func nobodyThereAndNowhereToWrite() throws {
    let server = LoopbackServer { _, _ in .send(status: "200 OK", headers: [:], body: []) }
    server.stop()
    try TestData.withFolder { folder in
      let file = folder.appending(path: "f")
      #expect { try Download(from: [server.url("a")], to: file, digest: .sha256("00"), timeout: 5).run() } throws: {
        guard case .unavailable? = $0 as? DataError else { return false }
        return true
      }
    }
    #expect { try Download(from: [], to: URL(filePath: "/proc/nowhere/f")).run() } throws: {
      guard case .unwritable? = $0 as? DataError else { return false }
      return true
    }
  }

  @Test func twoAtOnceFetchOnce() throws {
    let body = self.body
    let right = try sha256(body)
    try with({ _, _ in .send(status: "200 OK", headers: [:], body: body) }) { server, file in
      let failures = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 2) { _ in
        do {
          try Download(from: [server.url("a")], to: file, digest: right).run()
        } catch {
          failures.withLock { $0 += 1 }
        }
      }
      #expect(failures.withLock { $0 } == 0 && server.requests.withLock(\.count) == 1)
    }
  }

  @Test func twoProcessesFetchOnce() async throws {
    let body = self.body
    let server = LoopbackServer { _, _ in .send(status: "200 OK", headers: [:], body: body) }
    defer { server.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "file.bin")
    setenv("MARTLET_TEST_ADDRESS", server.url("a").absoluteString, 1)
    setenv("MARTLET_TEST_FILE", file.path, 1)
    setenv("MARTLET_TEST_DIGEST", try sha256(body).hex, 1)
    async let first: Void = fetchInAnotherProcess()
    async let second: Void = fetchInAnotherProcess()
    _ = await (first, second)
    #expect(content(file) == body && server.requests.withLock(\.count) == 1)
  }

  @Test func aServerThatSendsTooMuchIsGivenUp() throws {
    let body = self.body
    let right = try sha256(body)
    try with({ path, _ in
      path == "announced" ? .send(status: "200 OK", headers: [:], body: body) : .endless(body)
    }) { server, file in
      for (address, verb) in [("announced", "announces"), ("endless", "sends")] {
        #expect {
          try Download(from: [server.url(address)], to: file, digest: right, limit: 150_000).run()
        } throws: {
          "\($0)".contains("\(verb) more than the 150000 bytes")
        }
        #expect(content(file) == nil && content(URL(filePath: file.path + ".part"))?.count ?? 0 <= 150_000)
      }
      try Download(from: [server.url("announced")], to: file, digest: right, limit: body.count).run()
      #expect(content(file) == body)
    }
  }

  @Test func plainHTTPIsAskedOnlyWithASHA256() throws {
    let body = self.body
    try with({ _, _ in .send(status: "200 OK", headers: [:], body: body) }) { server, file in
      for digest in [nil, Digest.md5("00"), .sha1("00")] {
        #expect { try Download(from: [server.url("a")], to: file, digest: digest).run() } throws: {
          "\($0)".contains("is not asked without https, as no SHA-256 is known")
        }
      }
      #expect(server.requests.withLock { $0.count } == 0)
    }
  }

  @Test func aLockThatIsWaitedForIsSaid() async {
    await #expect(processExitsWith: .success) {
      let file = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
      let lock = open(file.path + ".lock", O_RDWR | O_CREAT, 0o600)
      try #require(flock(lock, LOCK_EX) == 0 && write(lock, "17\n", 3) == 3)
      // What standard error says is read here, and the lock is let go of when it has been said.
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0 && dup2(ends[1], 2) == 2)
      let done = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        _ = try? Download(from: [], to: file).run()
        done.signal()
      }
      var said = "", byte: UInt8 = 0
      while !said.hasSuffix("\n"), read(ends[0], &byte, 1) == 1 { said.unicodeScalars.append(Unicode.Scalar(byte)) }
      let start = "warning: the download of \(file.path): waiting for process 17 to let go of \(file.path).lock"
      #expect(said == start + "\n")
      flock(lock, LOCK_UN)
      done.wait()
      unlink(file.path + ".lock")
    }
  }

  @Test func theCacheIsChecked() async throws {
    await #expect(processExitsWith: .success) {
      let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
      let cached = folder.appending(path: "martlet/kaggle-house/kaggle_house_pred_train.csv")
      try FileManager.default.createDirectory(at: cached.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Foundation.Data("Id,SalePrice\n1,2\n".utf8).write(to: cached)
      setenv("XDG_CACHE_HOME", folder.path, 1)
      unsetenv("MARTLET_DATA")
      #expect { _ = try KaggleHouse(download: false) } throws: {
        "\($0)" == "\(cached.path): the content is not what was published; "
          + "'martlet-data download kaggle-house' fetches it anew"
      }
      try FileManager.default.removeItem(at: folder)
    }
  }

  private func fetchInAnotherProcess() async {
    await #expect(processExitsWith: .success) {
      let environment = ProcessInfo.processInfo.environment
      let address = try #require(environment["MARTLET_TEST_ADDRESS"].flatMap { URL(string: $0) })
      let file = try #require(environment["MARTLET_TEST_FILE"])
      try Download(
        from: [address], to: URL(filePath: file), digest: .sha256(environment["MARTLET_TEST_DIGEST"] ?? "")
      ).run()
    }
  }

  private func prepare(_ file: URL, part: [UInt8]) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Foundation.Data(part).write(to: URL(filePath: file.path + ".part"))
  }
}
