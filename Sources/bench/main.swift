let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "reading": try ReadingBenchmark.run(Array(arguments.dropFirst()))
default: print("usage: bench reading FOLDER")
}
