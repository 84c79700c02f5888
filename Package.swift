// swift-tools-version: 6.0
import Foundation
import PackageDescription

// Plugins draw with an installed command, but where SwiftPM fetched this package, they bring this one, unless the variable
// FOLDOUT names another. Always, it would be compiled a second time with each build here: SwiftPM keeps the parts of
// tools for plugins apart.
let isFetched = Context.packageDirectory.contains("/checkouts/")
let drawing: [Target.Dependency] =
  isFetched && Context.environment["FOLDOUT", default: ""].isEmpty ? ["foldout"] : []

let package = Package(
  name: "Foldout",
  products: [
    .library(name: "FoldoutKit", targets: ["FoldoutKit"]),
    .executable(name: "foldout", targets: ["foldout"]),
    .plugin(name: "FoldoutPictures", targets: ["FoldoutPictures"]),
    .plugin(name: "FoldoutCommands", targets: ["DrawModels", "GenerateModelDocumentation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // C libraries, found by pkg-config.
    .systemLibrary(
      name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .target(name: "COnnx", dependencies: ["CProtobufC"]),
    .target(name: "GraphvizShim", dependencies: ["CGraphviz"]),

    // The pipeline, in the order data goes through it.
    .target(name: "TextOutput"),
    .target(name: "Diagnostics", dependencies: ["TextOutput"]),
    .target(name: "GraphAlgorithms"),
    .target(name: "Parallelism"),
    .target(name: "NameMatching"),
    .target(name: "ShapeMath"),
    .target(name: "ElementaryFunctions"),
    .target(name: "Projections", dependencies: ["ElementaryFunctions"]),
    // What heads of attention look at.
    .target(name: "Attention", dependencies: ["ElementaryFunctions"]),
    .target(name: "InputFiles", dependencies: ["Diagnostics"]),
    .target(name: "ModelGraph", dependencies: ["Diagnostics", "ShapeMath"]),
    // What goes on inside of functions and branches, under names of its own.
    .target(name: "CallInlining", dependencies: ["ModelGraph"]),
    .target(
      name: "OnnxReader",
      dependencies: ["Diagnostics", "GraphAlgorithms", "InputFiles", "ModelGraph", "COnnx"]),
    // Signals and children of this process, and the process that reads what a stranger made.
    .target(name: "ProcessShim"),
    .target(name: "ArchiveShim", dependencies: ["ProcessShim"]),
    .target(name: "Archives", dependencies: ["ArchiveShim", "Diagnostics"]),
    .target(name: "JSONInput", dependencies: ["Diagnostics"]),
    // Models that are written as text, as the bytes that a binary file would have.
    .target(name: "OnnxText", dependencies: ["Diagnostics", "JSONInput"]),
    .target(
      name: "KerasReader",
      dependencies: [
        "ArchiveShim", "Archives", "Diagnostics", "GraphAlgorithms", "JSONInput", "ModelGraph", "ShapeMath",
      ]),
    // What is in the stored tensors: read only where a word of the command asks for it.
    .target(
      name: "TensorReading",
      dependencies: [
        "ArchiveShim", "Diagnostics", "InputFiles", "KerasReader", "ModelGraph", "OnnxReader", "Parallelism",
        "TextOutput",
      ]),
    // Arrays that people recorded while a model ran.
    .target(
      name: "Recordings",
      dependencies: [
        "Archives", "Diagnostics", "InputFiles", "JSONInput", "ModelGraph", "OnnxReader", "TensorReading",
        "TextOutput",
      ]),
    // Pictures as pixels; gdk-pixbuf is looked for when one comes, and decodes it in a process of its own.
    .target(name: "PixbufShim", dependencies: ["ProcessShim"]),
    .target(name: "ImageInput", dependencies: ["Diagnostics", "InputFiles", "PixbufShim", "TextOutput"]),
    // Models run by ONNX Runtime, which is loaded when asked for, in a process of its own.
    .target(name: "RuntimeShim", dependencies: ["ProcessShim"]),
    .target(name: "ChecksumKernels"),
    .target(
      name: "ModelRunning",
      dependencies: [
        "CallInlining", "ChecksumKernels", "Diagnostics", "ElementaryFunctions", "ImageInput", "InputFiles",
        "JSONInput", "ModelGraph", "OnnxReader", "Recordings", "RuntimeShim", "TensorReading", "TextOutput",
      ]),
    .target(name: "ElementKernels"),
    .target(
      name: "Weights",
      dependencies: [
        "ElementKernels", "ModelGraph", "Parallelism", "TensorReading", "TextOutput",
      ]),
    // What went on in a model while it was recorded.
    .target(
      name: "Activity",
      dependencies: [
        "Attention", "CallInlining", "ModelGraph", "NameMatching", "Projections", "Recordings",
        "TensorReading", "TextOutput",
        "Weights",
      ]),
    // What happened while a model was trained, as other programs wrote it down.
    .target(
      name: "TrainingLogs",
      dependencies: ["ChecksumKernels", "Diagnostics", "InputFiles", "JSONInput", "TextOutput"]),
    .target(name: "Training", dependencies: ["NameMatching", "TextOutput", "TrainingLogs"]),
    .target(name: "ShapeInference", dependencies: ["Diagnostics", "ModelGraph", "ShapeMath", "TextOutput"]),
    // Trees and coefficients that operators of ai.onnx.ml have as attributes.
    .target(name: "Ensembles", dependencies: ["ModelGraph", "TextOutput"]),
    // Why a model says what it says of a row, from its answers alone or from its trees.
    .target(
      name: "Explaining", dependencies: ["ElementaryFunctions", "Ensembles", "Projections", "TextOutput"]),
    .target(name: "OperatorCatalog", dependencies: ["ModelGraph", "TextOutput"]),
    .target(name: "Costs", dependencies: ["ModelGraph", "OperatorCatalog", "ShapeMath"]),
    .target(name: "Idioms", dependencies: ["TextOutput"]),
    .target(
      name: "Folding",
      dependencies: [
        "CallInlining", "Costs", "Diagnostics", "GraphAlgorithms", "Idioms", "ModelGraph", "OperatorCatalog",
        "ShapeMath",
        "TextOutput",
      ]),
    .target(
      name: "Figures",
      dependencies: ["Folding", "GraphAlgorithms", "ModelGraph", "OperatorCatalog", "TextOutput"]),
    .target(name: "DiagramModel", dependencies: ["TextOutput"]),
    .target(name: "TextMetrics", dependencies: ["DiagramModel", "TextOutput"]),
    .target(name: "Lettering"),
    .target(
      name: "Composing",
      dependencies: [
        "Costs", "Ensembles", "Figures", "Folding", "Idioms", "Lettering", "ModelGraph", "OperatorCatalog",
        "DiagramModel",
        "TextMetrics", "TextOutput", "Weights",
      ]),
    .target(
      name: "Exporting",
      dependencies: [
        "Explaining",
        "Activity", "Attention", "Composing", "Costs", "Ensembles", "Folding", "Idioms", "ModelGraph",
        "OperatorCatalog",
        "DiagramModel",
        "ShapeMath",
        "TextMetrics", "TextOutput", "Training", "TrainingLogs", "Weights",
      ]),
    .target(name: "PageLayout", dependencies: ["DiagramModel"]),
    .target(
      name: "GraphvizLayout",
      dependencies: ["Diagnostics", "DiagramModel", "GraphAlgorithms", "GraphvizShim"]),
    .target(name: "PNGOutput"),
    .target(name: "Rendering", dependencies: ["DiagramModel", "PNGOutput", "TextMetrics", "TextOutput"]),
    // Numbers as pictures: charts, and pages of charts and tables.
    .target(
      name: "Charts",
      dependencies: ["DiagramModel", "ElementaryFunctions", "Rendering", "TextMetrics", "TextOutput"]),

    // Pages of figures beside the diagram.
    .target(
      name: "Sheets",
      dependencies: [
        "Charts", "DiagramModel", "Ensembles", "Exporting", "Folding", "Idioms", "Rendering", "TextMetrics",
        "TextOutput",
      ]),
    .target(
      name: "WeightPages",
      dependencies: [
        "Charts", "DiagramModel", "Exporting", "ModelGraph", "Parallelism", "Projections", "Rendering",
        "TextOutput", "Weights",
      ]),
    .target(
      name: "AttentionPages",
      dependencies: ["Attention", "Charts", "DiagramModel", "Rendering", "TextOutput"]),

    .target(
      name: "ExplanationPages",
      dependencies: ["Charts", "Explaining", "Exporting", "Rendering", "TextOutput", "Weights"]),
    .target(
      name: "ActivityPages",
      dependencies: [
        "Activity", "Attention", "AttentionPages", "Charts", "Composing", "DiagramModel", "Exporting",
        "ModelGraph", "Rendering",
        "TextOutput",
        "Weights",
      ]),
    .target(
      name: "TrainingPages",
      dependencies: [
        "Charts", "DiagramModel", "Exporting", "Rendering", "TextOutput", "Training", "TrainingLogs",
      ]),

    // The same picture in pixels and on paper; librsvg and cairo are looked for when asked for.
    .target(name: "CairoShim"),
    .target(name: "Rasterizing", dependencies: ["Diagnostics", "CairoShim", "TextOutput"]),

    // Pictures of a model and all its blocks as one page that can be walked through.
    .target(
      name: "WebPage",
      dependencies: [
        "Composing", "Costs", "Diagnostics", "Folding", "ModelGraph", "OperatorCatalog", "Rendering",
        "TextOutput", "Weights",
      ],
      resources: [
        .embedInCode("Resources/data.js"), .embedInCode("Resources/addresses.js"),
        .embedInCode("Resources/geometry.js"), .embedInCode("Resources/parts.js"),
        .embedInCode("Resources/drawing.js"),
        .embedInCode("Resources/view.js"), .embedInCode("Resources/opening.js"),
        .embedInCode("Resources/pointers.js"), .embedInCode("Resources/boxes.js"),
        .embedInCode("Resources/details.js"), .embedInCode("Resources/search.js"),
        .embedInCode("Resources/export.js"), .embedInCode("Resources/tabs.js"),
        .embedInCode("Resources/page.js"),
        .embedInCode("Resources/page.css"),
        .embedInCode("Resources/dark.css"),
      ]),

    // The pipeline as one function, and the command around it.
    .target(
      name: "FoldoutKit",
      dependencies: [
        "Activity", "ActivityPages", "Diagnostics", "ElementaryFunctions", "Explaining", "ExplanationPages",
        "Idioms",
        "InputFiles", "ModelGraph", "OnnxReader", "OnnxText",
        "KerasReader",
        "ShapeInference",
        "Costs", "Ensembles", "OperatorCatalog", "Folding", "DiagramModel", "TextMetrics", "Composing",
        "Exporting", "Figures", "GraphvizLayout", "ModelRunning", "PageLayout", "Rendering", "Rasterizing",
        "Recordings",
        "Sheets",
        "TensorReading",
        "TextOutput", "Training", "TrainingLogs", "TrainingPages", "WebPage", "WeightPages", "Weights",
      ]),
    .target(
      name: "FoldoutCommand",
      dependencies: [
        "COnnx", "Composing", "Diagnostics", "DiagramModel", "Exporting", "Figures", "Folding", "FoldoutKit",
        "GraphvizLayout", "Idioms", "ImageInput", "InputFiles", "KerasReader", "ModelGraph", "ModelRunning",
        "ProcessShim", "Rasterizing", "Rendering",
        "TextOutput", "Weights",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "foldout", dependencies: ["FoldoutCommand"]),

    // Pictures in documentation by DocC: with each build, into the sources by request, or in the documentation alone.
    .plugin(
      name: "FoldoutPictures", capability: .buildTool(), dependencies: drawing,
      path: "Sources/Plugins/FoldoutPictures"),
    .plugin(
      name: "DrawModels",
      capability: .command(
        intent: .custom(
          verb: "draw-models", description: "Draw the models in DocC catalogues beside themselves."),
        permissions: [.writeToPackageDirectory(reason: "Pictures of models are written beside the models.")]),
      dependencies: drawing, path: "Sources/Plugins/DrawModels"),
    .plugin(
      name: "GenerateModelDocumentation",
      capability: .command(
        intent: .custom(
          verb: "generate-model-documentation",
          description: "Make documentation with pictures of the models in DocC catalogues.")),
      dependencies: drawing, path: "Sources/Plugins/GenerateModelDocumentation"),

    // Tests of the first tier, one target each: `make test`.
    .target(name: "TestSupport", dependencies: ["Diagnostics", "ModelGraph"], path: "Tests/TestSupport"),
    // The whole pipeline in a few words.
    .target(
      name: "PipelineSupport", dependencies: ["FoldoutKit", "ModelGraph", "TestSupport"],
      path: "Tests/PipelineSupport"),
    // Generators of graphs of many kinds, for property tests and benchmarks.
    .target(name: "ModelFamilies", dependencies: ["TestSupport"], path: "Tests/ModelFamilies"),
    // Faults of an outline, a placement and a file, for all suites.
    .target(
      name: "PictureFaults",
      dependencies: ["DiagramModel", "Folding", "Rendering", "TestSupport", "TextMetrics"],
      path: "Tests/PictureFaults"),
    .testTarget(name: "GraphAlgorithmsTests", dependencies: ["GraphAlgorithms"]),
    .testTarget(name: "NameMatchingTests", dependencies: ["NameMatching"]),
    .testTarget(name: "ShapeMathTests", dependencies: ["ShapeMath"]),
    .testTarget(name: "ElementaryFunctionsTests", dependencies: ["ElementaryFunctions"]),
    .testTarget(
      name: "ProjectionsTests", dependencies: ["Projections", "ElementaryFunctions", "TestSupport"]),
    .testTarget(name: "AttentionTests", dependencies: ["Attention", "TestSupport"]),
    .testTarget(
      name: "AttentionPagesTests",
      dependencies: [
        "AttentionPages", "Attention", "Charts", "DiagramModel", "PictureFaults", "Rendering", "TestSupport",
      ]),
    .testTarget(
      name: "ExplanationPagesTests",
      dependencies: ["ExplanationPages", "Charts", "Explaining", "PictureFaults", "Rendering", "TestSupport"]),
    .testTarget(name: "DiagramModelTests", dependencies: ["DiagramModel"]),
    .testTarget(name: "OperatorCatalogTests", dependencies: ["OperatorCatalog", "ModelGraph"]),
    .testTarget(
      name: "ShapeInferenceTests",
      dependencies: ["ShapeInference", "Diagnostics", "ModelGraph", "OperatorCatalog"]),
    .testTarget(name: "IdiomsTests", dependencies: ["Idioms"]),
    .testTarget(
      name: "EnsemblesTests",
      dependencies: ["Ensembles", "FoldoutKit", "ModelGraph", "PipelineSupport", "TestSupport"]),
    .testTarget(
      name: "ExplainingTests",
      dependencies: [
        "Explaining", "ElementaryFunctions", "Ensembles", "InputFiles", "ModelGraph", "OnnxReader",
        "TestSupport",
      ]),
    .testTarget(name: "CostsTests", dependencies: ["Costs", "ModelGraph", "OperatorCatalog"]),
    .testTarget(name: "TextOutputTests", dependencies: ["TextOutput"]),
    .testTarget(name: "TextMetricsTests", dependencies: ["TextMetrics", "DiagramModel"]),
    .testTarget(name: "LetteringTests", dependencies: ["Lettering"]),
    .testTarget(name: "PNGOutputTests", dependencies: ["PNGOutput", "TestSupport"]),
    .testTarget(
      name: "ChartsTests",
      dependencies: [
        "Charts", "DiagramModel", "PictureFaults", "Rendering", "TestSupport", "TextMetrics", "TextOutput",
      ]),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "DiagramModel", "PictureFaults", "TextMetrics", "OperatorCatalog", "TestSupport",
      ]),
    .testTarget(
      name: "InputFilesTests", dependencies: ["InputFiles", "Diagnostics", "TestSupport"]),
    .testTarget(name: "ModelGraphTests", dependencies: ["ModelGraph", "Diagnostics"]),
    .testTarget(
      name: "OnnxReaderTests",
      dependencies: ["OnnxReader", "ModelGraph", "Diagnostics", "InputFiles", "TestSupport"]),
    .testTarget(
      name: "OnnxTextTests",
      dependencies: ["OnnxText", "Diagnostics", "FoldoutKit", "ModelGraph", "PipelineSupport", "TestSupport"]),
    .testTarget(name: "ParallelismTests", dependencies: ["Parallelism"]),
    .testTarget(
      name: "TensorReadingTests",
      dependencies: ["TensorReading", "FoldoutKit", "InputFiles", "ModelGraph", "OnnxReader", "TestSupport"]),
    .testTarget(
      name: "RecordingsTests",
      dependencies: [
        "Recordings", "Diagnostics", "InputFiles", "ModelGraph", "TensorReading", "TestSupport",
      ]),
    .testTarget(
      name: "CallInliningTests",
      dependencies: ["CallInlining", "Folding", "FoldoutKit", "ModelGraph", "TestSupport"]),
    .testTarget(
      name: "ImageInputTests", dependencies: ["ImageInput", "Diagnostics", "InputFiles", "TestSupport"]),
    .testTarget(
      name: "ModelRunningTests",
      dependencies: [
        "Activity", "ModelRunning", "Diagnostics", "FoldoutKit", "ImageInput", "InputFiles", "ModelGraph",
        "Recordings",
        "TensorReading",
        "TestSupport",
      ]),
    .testTarget(
      name: "ActivityTests",
      dependencies: [
        "Activity", "FoldoutKit", "ModelGraph", "Recordings", "ShapeInference", "TensorReading",
        "TestSupport",
        "Weights",
      ]),
    .testTarget(
      name: "WeightsTests",
      dependencies: ["Weights", "FoldoutKit", "ModelGraph", "TensorReading", "TestSupport", "TextOutput"]),
    .testTarget(
      name: "TrainingLogsTests",
      dependencies: ["ChecksumKernels", "Diagnostics", "TestSupport", "TrainingLogs"]),
    .testTarget(name: "TrainingTests", dependencies: ["TestSupport", "Training", "TrainingLogs"]),
    .testTarget(
      name: "KerasReaderTests",
      dependencies: [
        "KerasReader", "Archives", "JSONInput", "ModelGraph", "Diagnostics", "OperatorCatalog", "TestSupport",
      ]),
    .testTarget(
      name: "GraphvizLayoutTests",
      dependencies: ["GraphvizLayout", "DiagramModel", "Diagnostics", "PictureFaults", "TestSupport"]),
    .testTarget(
      name: "PageLayoutTests",
      dependencies: ["PageLayout", "DiagramModel", "GraphvizLayout", "PictureFaults", "TestSupport"]),
    .testTarget(
      name: "FoldingTests",
      dependencies: [
        "Folding", "Idioms", "ModelGraph", "Diagnostics", "FoldoutKit", "ModelFamilies", "PictureFaults",
        "PipelineSupport", "ShapeInference", "TestSupport",
      ]),
    .testTarget(
      name: "FoldoutKitTests",
      dependencies: [
        "FoldoutKit", "Composing", "Diagnostics", "DiagramModel", "Exporting", "Folding", "GraphvizLayout",
        "ModelGraph", "PictureFaults", "PipelineSupport", "Rendering", "TestSupport",
      ]),
    .testTarget(
      name: "WebPageTests",
      dependencies: [
        "WebPage", "Diagnostics", "DiagramModel", "Folding", "ModelGraph", "PictureFaults", "Rendering",
        "TestSupport", "TextOutput",
      ]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
    .testTarget(
      name: "RasterizingTests",
      dependencies: ["Rasterizing", "Diagnostics", "DiagramModel", "Rendering", "TestSupport"]),
    .testTarget(
      name: "FiguresTests",
      dependencies: [
        "Composing", "Figures", "Folding", "FoldoutKit", "ModelGraph", "PipelineSupport", "ShapeInference",
        "TestSupport",
      ]),
    .testTarget(
      name: "ComposingTests",
      dependencies: [
        "Composing", "DiagramModel", "Figures", "Folding", "FoldoutKit", "Idioms", "Lettering", "ModelGraph",
        "PipelineSupport", "TestSupport", "TextOutput", "Weights",
      ]),
    .testTarget(
      name: "ExportingTests",
      dependencies: [
        "Activity", "Exporting", "Costs", "DiagramModel", "Explaining", "Folding", "FoldoutKit", "ModelGraph",
        "Recordings",
        "TestSupport", "TextOutput", "Training", "TrainingLogs", "Weights",
      ]),
    .testTarget(
      name: "FoldoutCommandTests",
      dependencies: [
        "FoldoutCommand", "FoldoutKit", "Diagnostics", "ModelGraph", "ProcessShim", "TestSupport",
      ]),
  ]
)

// The second tier, `make test-all`: programs, and tests that run for minutes or start the command. They are left out
// unless asked for, so that the first tier builds and ends soon.
if ProcessInfo.processInfo.environment["FOLDOUT_ALL_TESTS"] != nil {
  // For the fuzzer, a package of its own, which looks into the command's parts.
  package.products.append(.library(name: "FoldoutCommand", targets: ["FoldoutCommand"]))
  package.targets += [
    .executableTarget(
      name: "write-families", dependencies: ["ModelFamilies"], path: "Benchmarks/WriteFamilies"),
    // Members of the families drawn with all options at random: a few by a suite, thousands by the program.
    .target(
      name: "RandomDrawings",
      dependencies: [
        "Composing", "Diagnostics", "DiagramModel", "Exporting", "Folding", "FoldoutCommand", "FoldoutKit",
        "GraphvizLayout", "ModelFamilies", "ModelGraph", "PageLayout", "PictureFaults", "Rendering",
        "TestSupport",
      ], path: "Tests/RandomDrawings"),
    .executableTarget(name: "soak", dependencies: ["RandomDrawings"], path: "Tests/Soak"),
    .testTarget(
      name: "PropertyTests",
      dependencies: [
        "FoldoutKit", "Composing", "Diagnostics", "DiagramModel", "Folding", "GraphvizLayout",
        "ModelFamilies", "ModelGraph", "PictureFaults", "PipelineSupport", "RandomDrawings", "Rendering",
        "TestSupport",
      ]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "FoldoutCommand", "FoldoutKit", "ImageInput", "ModelFamilies", "ModelRunning", "Recordings",
        "TestSupport",
      ]),
  ]
}
