import Archive
import Foundation

/// Hands the bytes of a source to libarchive.
final class ArchiveSource {
  private let source: any ByteSource
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var position = 0
  /// What went wrong in reading; libarchive only knows that something did.
  private(set) var failure: (any Error)?

  init(_ source: any ByteSource) { self.source = source }

  deinit { block.deallocate() }

  /// Registers the callbacks; the archive must not outlive this object.
  func attach(to handle: OpaquePointer) throws {
    archive_read_set_callback_data(handle, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(handle) { _, client, buffer in
      guard let client, let buffer else { return -1 }
      return Unmanaged<ArchiveSource>.fromOpaque(client).takeUnretainedValue().read(buffer)
    }
    archive_read_set_seek_callback(handle) { _, client, offset, whence in
      guard let client else { return -1 }
      return Unmanaged<ArchiveSource>.fromOpaque(client).takeUnretainedValue().seek(offset, whence)
    }
  }

  private func read(_ buffer: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do {
      let got = try source.read(into: block.baseAddress!, count: block.count, at: position)
      position += got
      buffer.pointee = UnsafeRawPointer(block.baseAddress)
      return got
    } catch {
      failure = error
      return -1
    }
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    let base: Int64 =
      switch whence {
      case SEEK_CUR: Int64(position)
      case SEEK_END: Int64(source.size)
      default: 0
      }
    position = Int(max(0, min(base + offset, Int64(source.size))))
    return Int64(position)
  }
}
