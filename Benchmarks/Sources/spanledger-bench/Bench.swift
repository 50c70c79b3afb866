@main
struct Bench {
  static func main() throws {
    print(try kernelTable(rows: 20_000_000, repetitions: 7))
    print(try crossoverTable(rows: 2_000_000, repetitions: 3))
  }
}
