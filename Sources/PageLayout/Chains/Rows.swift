import DiagramModel

/// The rows of boxes of a laid-out panel, and the places between them where it may be cut.
struct Rows {
  /// A place between two rows that one line crosses, from a box just above to a box just below.
  struct Cut: Equatable {
    /// The row below.
    let row: Int
    /// The line.
    let link: Int
  }

  /// By row: where its boxes begin, and where they and their labels end; sheets of stacks included.
  private(set) var tops: [Double] = []
  private(set) var bottoms: [Double] = []
  /// By box: its row.
  private(set) var ofBox: [Int]
  /// From the top.
  private(set) var cuts: [Cut] = []

  /// Finds rows and cuts; nil for a panel that has more than boxes and the lines between them, as no page has.
  ///
  /// Cost: n log n in boxes, linear in lines.
  init?(_ panel: Panel, _ place: PanelPlacement) {
    guard panel.inputs.isEmpty, panel.outputs.isEmpty, panel.header == nil,
      place.boxes.count == panel.boxes.count, place.routes.count == panel.links.count,
      place.labels.allSatisfy({ panel.boxes.indices.contains($0.box) })
    else { return nil }
    ofBox = Array(repeating: 0, count: panel.boxes.count)
    let frames = zip(panel.boxes, place.boxes).map(Self.frame)
    for box in frames.indices.sorted(by: { (frames[$0].minY, $0) < (frames[$1].minY, $1) }) {
      if let bottom = bottoms.last, frames[box].minY <= bottom {
        bottoms[bottoms.count - 1] = max(bottom, frames[box].maxY)
      } else {
        tops.append(frames[box].minY)
        bottoms.append(frames[box].maxY)
      }
      ofBox[box] = tops.count - 1
    }
    guard let cuts = cuts(panel.links, place.boxes) else { return nil }
    self.cuts = cuts
    for label in place.labels {
      let row = ofBox[label.box]
      bottoms[row] = max(bottoms[row], label.rect.maxY)
    }
  }

  /// A box with the sheets of its stack.
  static func frame(_ box: Box, _ rect: Rect) -> Rect {
    guard box.repeats > 1 else { return rect }
    let sheets = Metrics.sheetOffset * Double(Metrics.sheetCount)
    return Rect(rect.origin + Point(0, -sheets), Size(rect.size.width + sheets, rect.size.height + sheets))
  }

  /// Counts the lines between rows, and adds up their numbers: where there is one, the sum is its number.
  private func cuts(_ links: [Link], _ boxes: [Rect]) -> [Cut]? {
    var count = Array(repeating: 0, count: tops.count + 1)
    var sum = count
    for (index, link) in links.enumerated() {
      guard case .box(let source, _) = link.source, case .box(let target, _) = link.target,
        ofBox.indices.contains(source), ofBox.indices.contains(target)
      else { return nil }
      let (first, last) = (min(ofBox[source], ofBox[target]), max(ofBox[source], ofBox[target]))
      count[first + 1] += 1
      sum[first + 1] += index
      count[last + 1] -= 1
      sum[last + 1] -= index
    }
    var found: [Cut] = []
    for row in tops.indices.dropFirst() {
      count[row] += count[row - 1]
      sum[row] += sum[row - 1]
      guard count[row] == 1, case .box(let source, _) = links[sum[row]].source,
        case .box(let target, _) = links[sum[row]].target, ofBox[source] == row - 1, ofBox[target] == row,
        bottoms[row - 1] - boxes[source].maxY <= PageTuning.mostSlack,
        boxes[target].minY - tops[row] <= PageTuning.mostSlack
      else { continue }
      found.append(Cut(row: row, link: sum[row]))
    }
    return found
  }
}
