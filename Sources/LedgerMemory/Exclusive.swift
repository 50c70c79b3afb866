/// One value in memory of its own that is changed in place, by one caller at a time: for the state of an object that is
/// worked at with every record.
///
/// As a variable of the object, each change would be entered into the runtime's list of accesses and taken out again,
/// which costs more than what is done to it. Here a flag does the same: an access during another one is a programmer error.
@safe
public struct Exclusive<Value: ~Copyable>: ~Copyable {
  // Sound: the memory is uniquely owned (~Copyable) and the flag keeps accesses apart.
  @safe @usableFromInline struct Content: ~Copyable {
    @usableFromInline var isInUse = false
    @usableFromInline var value: Value

    @usableFromInline init(_ value: consuming Value) { self.value = value }
  }

  @usableFromInline let content: UnsafeMutablePointer<Content>

  /// Takes a value over.
  public init(_ value: consuming Value) {
    unsafe content = .allocate(capacity: 1)
    unsafe content.initialize(to: Content(value))
  }

  deinit {
    unsafe content.deinitialize(count: 1)
    unsafe content.deallocate()
  }

  @inlinable @inline(__always)
  func begin() {
    unsafe precondition(!content.pointee.isInUse, "a value is used while it is used already")
    unsafe content.pointee.isInUse = true
  }

  @inlinable @inline(__always)
  func end() { unsafe content.pointee.isInUse = false }

  /// The value, to be read or changed in place.
  @inlinable
  public var value: Value {
    @inline(__always) _read {
      begin()
      defer { end() }
      yield unsafe content.pointee.value
    }
    @inline(__always) nonmutating _modify {
      begin()
      defer { end() }
      yield unsafe &content.pointee.value
    }
  }
}
