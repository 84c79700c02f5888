import DiagramModel

extension PanelPlacement {
  /// Moves everything inside.
  mutating func move(_ x: Double, _ y: Double) {
    let by = Point(x, y)
    header = header.map { $0 + by }
    for index in boxes.indices { boxes[index].origin = boxes[index].origin + by }
    for index in routes.indices { routes[index] = routes[index].moved(x, y) }
    for index in inputs.indices { inputs[index] = inputs[index] + by }
    for index in outputs.indices { outputs[index] = outputs[index] + by }
    for index in labels.indices { labels[index].rect = labels[index].rect.moved(x, y) }
    inputLabels = inputLabels.map { $0?.moved(x, y) }
  }

  /// Swaps x and y everywhere: the flow that went down goes right.
  mutating func transpose() {
    func turn(_ point: Point) -> Point { Point(point.y, point.x) }
    func turn(_ rect: Rect) -> Rect { Rect(turn(rect.origin), Size(rect.size.height, rect.size.width)) }
    size = Size(size.height, size.width)
    header = header.map(turn)
    boxes = boxes.map(turn)
    routes = routes.map { $0.map(turn) }
    inputs = inputs.map(turn)
    outputs = outputs.map(turn)
    for index in labels.indices { labels[index].rect = turn(labels[index].rect) }
    inputLabels = inputLabels.map { $0.map(turn) }
  }
}
