import DiagramModel
import Figures
import Folding
import Lettering
import OperatorCatalog
import TextMetrics
import TextOutput

/// Details: one kind of block each, drawn once, with letters for the numbers in which its members differ.
extension Composer {
  /// Adds the panels of all details, and the tables of their letters.
  mutating func addDetails(of figure: Figure) -> (details: [DetailPanel], tables: [DetailTable]) {
    let letters = FigureLetters(figure, &memory)
    let details = figure.details.indices.map { number in
      let detail = figure.details[number]
      return DetailPanel(
        panel: addPanel(of: number, detail, letters),
        letter: measure(detail.letter, style: .badge),
        title: shorten(
          sanitized(detail.title + (detail.place.map { ", " + $0 } ?? "")), style: .caption,
          maxWidth: ComposeTuning.mostBlockText),
        subtitle: measure(subtitle(of: detail), style: .subtitle))
    }
    return (details, letters.tables)
  }

  /// `4 of 16 blocks · 8 ops`.
  private func subtitle(of detail: Figure.Detail) -> String {
    let count =
      detail.count < detail.namesakes
      ? NumberText.grouped(Int64(detail.count)) + " of " + BlockText.count(Int64(detail.namesakes), "block")
      : BlockText.count(Int64(detail.count), "block")
    let operators = detail.members.map { outline.blocks[$0.block].operatorCount }
    guard let least = operators.min(), let most = operators.max() else { return count }
    let range = least == most ? BlockText.count(Int64(least), "op") : "\(least) to \(most) ops"
    return count + " · " + range
  }

  private mutating func addPanel(of number: Int, _ detail: Figure.Detail, _ letters: FigureLetters) -> PanelID
  {
    let texts = letters.texts(of: number)
    let id = panels.count
    let own = detail.drawing.block
    panels.append(Panel(depth: 1))
    var boxes: [Box] = []
    let final = Set(own.links.filter { if case .border = $0.target { true } else { false } }.map(\.source))
    for (place, number) in own.items.enumerated() {
      let members = detail.members.compactMap { $0.items.indices.contains(place) ? $0.items[place] : nil }
      var box = box(for: outline.items[number], standingFor: members, in: own, number: nil, depth: 1)
      box.item = number
      texts.apply(to: &box, place: place)
      for port in box.outputs.indices {
        let isNews = texts.isNews(place: place, port: port) || final.contains(.item(place, port: port))
        box.outputs[port].label =
          isNews && options.shapes != .none ? texts.shape(place: place, port: port) : nil
      }
      boxes.append(box)
    }
    panels[id].boxes = boxes
    panels[id].links = links(of: own)
    panels[id].inputs = own.inputs.enumerated().map { port, value in
      Port(
        value: outline.values[value].name,
        label: options.shapes == .none ? nil : texts.input(port))
    }
    panels[id].outputs = own.outputs.map { Port(value: outline.values[$0].name) }
    let regions = detail.drawing.pieces.indices.map { piece in
      PanelRegion(
        boxes: detail.drawing.pieces[piece].items,
        condition: TextLine(letters.condition(of: piece, in: number), style: .small))
    }
    frame(regions, in: id)
    setLayoutKey(of: id)
    return id
  }
}
