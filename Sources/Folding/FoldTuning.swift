import OperatorCatalog

/// The thresholds of folding, pass by pass, each with its reason.
///
/// Each was halved and doubled while the rest stayed, and 162 real models (torchvision, timm, transformers,
/// `keras.applications`, PyPI packages) were drawn. Models whose default picture changed are named; where none is, none
/// changed, so the threshold guards against graphs that nobody has exported yet, or bounds the cost. Not tried: budgets,
/// and the thresholds of ``Opening`` from ``Opening/largestShare`` on.
enum FoldTuning {
  /// Longer names are data, not names; looking for numbers in them costs time and finds nothing.
  static let longestName = 200

  /// ``Inliner``
  enum Inlining {
    /// How deep calls and bodies may nest before a call is left as one operator. Real files stay below 12.
    static let deepestCall = 64
    /// The budget of a small file: some 50,000 operators at the greatest depth take about a second.
    static let smallBudget = 2_000_000
    /// Each node in a file adds to the budget, so that a large file with functions is written out whole.
    static let budgetPerNode = 16
    /// How deep blocks may nest; deeper scopes join the last allowed one. Recursion over the tree is as deep.
    static let deepestBlock = 200
    /// So many values of a function cost about as much as one operator: a call has a table of them.
    static let valuesPerOperator = 16
    /// The same for bindings of attributes, which a call keeps.
    static let bindingsPerOperator = 2
  }

  /// ``ElementRegions``
  enum Idioms {
    /// LayerNorm as JAX writes it has 13 operators, and casts between them; more are no function with a name.
    static let largestRegion = 32
    /// How many gates a region may go back: a LayerNorm has five, GELU by tanh four.
    static let mostGates = 10
    /// How many programs are remembered: a model has a few hundred, and more than these take a few megabytes.
    static let mostPrograms = 30_000
    /// A layer of Llama, with its rotary embedding and repeated heads spelled out, has 70 operators.
    static let largestUnit = 200
    /// A skip's projection is a pooling, a convolution and its norm.
    static let longestProjection = 4
    /// How many operators that serve one unit alone may stand outside of its skip: BERT's mask takes three.
    static let mostFeeders = 8
    /// The widest block of DenseNet-264 has 64 layers.
    static let mostDenseLayers = 256
    /// How many operators of a mask are looked at: those of transformers make a causal mask in some 20.
    static let mostMaskSteps = 64
    /// How many operators back the source of keys is looked for among those of queries: a reduction of keys by
    /// convolution takes ten.
    static let mostSourceSteps = 64
    /// How many operators before a projection of queries belong to its own layer: a norm, a sum and what is added.
    static let nearSourceSteps = 8
    /// Added to a score, it leaves a share that no number of 32 bits can tell from zero. Exporters write −10⁴, −10⁹, the
    /// lowest number or −∞.
    static let lowScore = -1_000.0
    /// An operator that is quantised is a convolution, or a product with the reshapes round it, its norm and its
    /// activation, which may be spelled out.
    static let mostQuantized = 16
    /// A stored tensor may be cast, transposed and reshaped between its integers and its reader.
    static let longestPreparation = 4
  }

  /// ``GroupByName``
  enum Names {
    /// Fewer siblings fit a picture without groups.
    /// Doubled, Xception changes.
    static let fewestSiblings = 8
    /// `stage2_block1_branch2_conv` has three levels; a fourth is room for one more.
    static let mostLevels = 4
  }

  /// ``SplitNonConvex``
  enum Splitting {
    /// Rounds over all nodes of a block that splitting one by one may take; a scope visited by turns with another a
    /// dozen times, as recurrent cells are, takes two for each turn.
    static let mostRounds = 64
    /// Small blocks may take as many rounds as they need.
    static let smallBudget = 200_000
  }

  /// ``GroupNumberedLayers``
  enum NumberedLayers {
    /// Smaller blocks fit a picture as they are.
    static let fewestChildren = 20
    /// Smaller runs are no module: Inception's smallest has four branches and their concatenation.
    static let fewestOperators = 4
  }

  /// ``GroupBranches``
  enum Branches {
    /// Two equal chains, such as the two inputs of a Siamese network, are better seen side by side.
    /// At 2, six change (Faster R-CNN, FCOS, RetinaNet, SSDLite, Silero VAD).
    static let fewest = 3
  }

  /// ``GroupBetweenBlocks``
  enum BetweenBlocks {
    /// Fewer loose operators beside blocks still make a picture.
    /// Halved, eight change (BLOOM, CLIP, Qwen2); doubled, two (MobileNetV3Small, CoaT).
    static let fewestOperators = 40
    /// Smaller regions would be a box that hides less than it takes.
    /// Halved, eight or more change (detectors, NASNetMobile); doubled, two.
    static let smallestRegion = 4
    /// Operators times blocks; about a second of work.
    static let mostWork = 20_000_000
  }

  /// ``GroupBookkeeping``
  enum Bookkeeping {
    /// Shorter chains take hardly more room than a block with a title.
    /// Halved, 35 change (detectors, BERT, CLIP); doubled, four (BERT, GPT-2, CLIP, DeBERTa).
    static let shortestChain = 5
  }

  /// ``GroupTurns``
  enum Turns {
    /// Two blocks twice.
    static let fewestChildren = 4
    /// The most blocks that take turns: bounds the cost, since each period is one walk.
    /// Halved, CoaT changes.
    static let longestPeriod = 24
  }

  /// ``GroupRecurring``
  enum Recurring {
    /// Smaller blocks fit a picture as they are.
    /// Halved, four change (AlexNet, DeBERTa); doubled, seven (VGG-16, MobileNetV2, InceptionV3).
    static let fewestChildren = 20
    /// The longest substring looked for, in pieces: bounds the cost, since each length is one walk.
    static let longestWord = 32
    /// How many different substrings become blocks. Each is one more walk.
    /// Halved, two change (text recognition of PP-OCR).
    static let rounds = 4
    /// Substrings with fewer operators hide less than a title takes.
    /// At 2, seven change (VGG-16, MobileNetV2); doubled, eleven.
    static let fewestOperators = 3
  }

  /// ``NarrowPlaces``
  enum Narrow {
    /// A value with more readers than this may be one that all layers read.
    /// Halved, two change (PP-OCR).
    static let fewReaders = 2
    /// It is if it also lives for more children than this, or for a third of them: a mask does not make a graph wide.
    static let longLife = 32
  }

  /// ``CutIntoSections``
  enum Sections {
    /// A block with more drawn items is cut.
    /// Halved, seven change (Llama, Mistral, Phi, Qwen2).
    static let mostItems = 56
    /// A model with a longer chain of drawn items is cut: a page holds about so many rows.
    /// Halved, 17 change (DenseNet-121, InceptionV3); doubled, six (MobileNet, ConvNeXtTiny).
    static let longest = 26
    /// Blocks with fewer children can't be crowded.
    static let fewestChildren = 20
    /// A block with more pairs of drawn items that a line joins is cut, if a page is to hold it. DenseNet-121 has a
    /// block with 276, which still makes a picture.
    static let mostPairs = 400
    /// Into at most this many sections; fewer where they would stand side by side.
    /// Halved, seven change (detectors, NASNetMobile); doubled, three.
    static let count = 20
    /// Halved, SSDLite changes.
    static let countAbreast = 8
    /// A model with more drawn items side by side is cut, and sections are made larger until there are no more: a page
    /// is wide enough for so many cards at their smallest.
    static let widest = 12
    /// Smaller sections would be more titles than content.
    /// Halved or doubled, six to eight change (MobileNet, ConvNeXtTiny, NASNetLarge).
    static let fewestItems = 4
  }

  /// ``Stacks``
  enum Stacks {
    /// A stack of single operators shows less than it hides, unless it is long.
    /// At 2, five change (VGG-16: its pairs of convolutions would be stacks).
    static let shortestOperatorRun = 4
  }

  /// ``OutlineTerminals`` and ``Bundling``
  enum Outline {
    /// A picture with more inputs than this, or outputs, has a pill for the first of them and one for the rest.
    /// Halved, a table of 12 columns would lose its pills.
    static let mostTerminals = 16
    /// How many of them then have a pill of their own.
    static let shownTerminals = 12
    /// Fewer inputs than this are drawn one by one, even where they differ only in a number.
    static let smallestFan = 4
    /// An item with more ports on one side has them joined. Drawn as a card of usual width, more lines stand closer
    /// than their arrowheads are wide.
    /// Halved, NASNetMobile changes.
    static let mostPorts = 16
    /// A panel with more lines than this has them joined wherever they go the same way: nobody can follow so many.
    /// Halved, NASNetMobile changes.
    static let mostLines = 200
  }

  /// ``OpeningPolicy``; lengths in pixels.
  enum Opening {
    /// How tall a picture may grow by default: a portrait page at a readable size.
    /// The one that matters: halved or doubled, more than eight of ten pictures change.
    static let pageHeight = 1500.0
    /// How tall an overview may grow to show what has details, and else: a page of about 1,000 pixels in width is then
    /// no taller than a sheet of paper.
    static let wantedHeight = 1450.0
    static let overviewHeight = 1000.0
    /// A block is not opened where that would make the picture wider than this: two pages side by side.
    /// Halved, NASNetLarge changes.
    static let pageWidth = 2600.0
    /// How much one example may add to a picture that already has something to show, so that no kind takes all of it.
    static let largestShare = 700.0
    /// A block one level deeper is worth so much of one above, so that the picture grows breadth first.
    static let depthDiscount = 0.6
    /// A kind with a smaller share of the model than this needs no example.
    static let smallestShare = 0.04
    /// Blocks this small show little when open: they are opened, together, only in a picture below ``roomyHeight``.
    static let trivialSize = 3
    static let roomyHeight = 800.0

    /// How much an operator shows: one with weights shows the purpose of its block, bookkeeping little.
    static func weight(of kind: OperatorKind) -> Double {
      switch kind {
      case .convolution, .linear, .attention, .recurrent, .ml: 4
      case .normalization, .activation, .pooling, .custom, .control: 2
      case .elementwise, .shape, .source: 0.5
      default: 1
      }
    }

    /// A card of an operator with the gap below it, as Composing makes it and layout spaces it; likewise the others.
    /// `EstimateTests` compares the sums with real pictures.
    static let operatorExtent = ExtentEstimate.Extent(width: 170, height: 60)
    static let terminalExtent = ExtentEstimate.Extent(width: 110, height: 50)
    static let closedBlockExtent = ExtentEstimate.Extent(width: 250, height: 66)
    /// The extent that an open block adds to its inside: border and title.
    static let frameExtent = ExtentEstimate.Extent(width: 60, height: 84)
  }
}
