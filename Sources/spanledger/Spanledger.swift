@main
struct Spanledger {
  static func main() {}
}
