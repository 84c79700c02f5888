import COnnx
import Diagnostics
import Glibc

/// The memory that protobuf-c decodes messages into, given back as a whole.
final class Arena {
  private let arena: OpaquePointer
  private var allocator: ProtobufCAllocator

  /// - Throws: ``FoldoutError`` of kind `unavailable` where there is no memory.
  init() throws(FoldoutError) {
    guard let arena = foldout_arena_create() else {
      throw FoldoutError(.unavailable, "no-memory", "there is no memory left")
    }
    self.arena = arena
    allocator = foldout_arena_allocator(arena)
  }

  deinit { foldout_arena_destroy(arena) }

  /// A decoder of one kind of message, as protobuf-c generates it.
  typealias Decoder<Message> = (
    UnsafeMutablePointer<ProtobufCAllocator>?, Int, UnsafePointer<UInt8>?
  ) -> UnsafeMutablePointer<Message>?

  /// Decodes a message, which lives until ``reset()``; nil where protobuf-c can't.
  func decode<Message>(
    _ bytes: UnsafePointer<UInt8>?, _ count: Int, by decoder: Decoder<Message>
  ) -> UnsafeMutablePointer<Message>? {
    decoder(&allocator, count, bytes)
  }

  /// Gives bytes of a decoded message back, if they take memory of their own.
  func giveBack(_ bytes: ProtobufCBinaryData) { allocator.free(allocator.allocator_data, bytes.data) }

  /// Copies a text; nil where there is no memory.
  func copy(_ text: UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar>? {
    let count = strlen(text) + 1
    let copy = allocator.alloc(allocator.allocator_data, count)?.assumingMemoryBound(to: CChar.self)
    copy?.update(from: text, count: count)
    return copy
  }

  /// Gives back all that was decoded.
  func reset() { foldout_arena_reset(arena) }
}
