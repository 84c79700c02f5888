import ModelGraph
import ModelRunning
import TextOutput

/// A line for each output of the model that a run gave: its name, type and shape.
public func outputShapes(_ run: ModelRun, _ model: Model) -> String {
  let outputs = Set(model.main.outputs.map { model.main.values[$0].name })
  let lines = run.tensors.filter { outputs.contains($0.name) }.map { tensor in
    "output \(quoted(tensor.name)): \(tensor.dataType.name) \(Shape(tensor.dims).text)\n"
  }
  return lines.joined() + (lines.isEmpty ? "" : "\n")
}
