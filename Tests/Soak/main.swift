import Glibc
import RandomDrawings

// Draws members of all families with all options at random, and says what is wrong with any drawing.
//
//     soak --count 4000             so many drawings, from number 1 on
//     soak --seconds 600            as many as there is time for, from a random number on
//     soak --from 77 --only grid    from a number on; one family
//     soak --draw 4711              one drawing, in this process; --write FILE keeps the model
//
// Each drawing is decided by its number. Exits with 1 where anything is wrong.

let arguments = SoakArguments(CommandLine.arguments.dropFirst())
if let number = arguments.draw {
  exit(drawOne(number, arguments) ? 0 : 1)
} else if arguments.isWorker {
  exit(Worker(arguments).run() ? 0 : 1)
} else {
  exit(Crew(arguments).run() ? 0 : 1)
}

/// One drawing, told in full; says whether all is well.
func drawOne(_ number: UInt64, _ arguments: SoakArguments) -> Bool {
  let drawing = RandomDrawing(number, only: arguments.only)
  tell(drawing.name)
  if let path = arguments.write, let file = fopen(path, "w") {
    drawing.bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }
  let faults = drawing.faults { tell("options: \($0)") }
  for fault in faults { print(fault) }
  tell(faults.isEmpty ? "all is well" : "\(faults.count) faults")
  return faults.isEmpty
}
