import LedgerKernels
import LedgerMemory
import LedgerModel

// kernel-probe answer
//     Reads columns from standard input and prints what the kernels say of them, for a program that knows better.
//     A column is a line `column ROWS GROUPS`, and then a line `VALUE GROUP VALID` for each row; a group of -1 is none.
//
// kernel-probe count KERNEL PASSES
//     Runs one kernel so many times over a made-up column, for a tool that counts instructions.

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "answer" where arguments.count == 1:
  while let column = ProbeColumn.read() { print(Answer(column).text, terminator: "") }
case "count" where arguments.count == 3:
  guard let kernel = CountedKernel(rawValue: arguments[1]), let passes = Int(arguments[2]) else { fallthrough }
  print(kernel.run(passes: passes))
default:
  fatalError(
    "usage: kernel-probe answer | kernel-probe count "
      + CountedKernel.allCases.map(\.rawValue).joined(separator: "|") + " PASSES")
}
