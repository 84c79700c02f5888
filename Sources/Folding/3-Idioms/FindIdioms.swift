import Idioms

/// Finds the idioms of a flat graph: first functions, by evaluation, then structure, by patterns, then what is quantised, dense
/// blocks and residual units.
///
/// Cost: linear in nodes.
func findIdioms(_ facts: FlatFacts, _ idioms: Idioms) -> IdiomMatches {
  var matches = IdiomMatches(nodeCount: facts.flat.nodes.count, valueCount: facts.flat.values.count)
  var regions = ElementRegions(facts)
  regions.find(idioms, into: &matches)
  var search = PatternSearch(facts, idioms, after: matches)
  search.run()
  var quantized = QuantizedOperators(facts, after: search.matches)
  quantized.run()
  var blocks = DenseBlocks(facts, after: quantized.matches)
  blocks.run()
  var units = ResidualUnits(facts, after: blocks.matches)
  units.run()
  return units.matches
}

/// The idioms of a graph, and what was found out about the graph on the way.
struct FoundIdioms {
  let facts: FlatFacts
  let matches: IdiomMatches
}
