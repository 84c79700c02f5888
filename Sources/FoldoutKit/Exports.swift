// A program that draws needs these types by name, and imports one module only.
@_exported import struct Composing.ComposeOptions
@_exported import struct Diagnostics.Diagnostic
@_exported import struct Diagnostics.FoldoutError
@_exported import struct DiagramModel.Diagram
@_exported import struct Exporting.SummaryStyle
@_exported import enum Figures.DetailRequest
@_exported import struct Folding.FoldOptions
@_exported import struct Folding.Glob
@_exported import struct ModelGraph.Model
@_exported import struct ModelGraph.ReadResult
@_exported import struct PageLayout.PageShape
@_exported import enum Rendering.Background
@_exported import struct Rendering.Color
@_exported import enum Rendering.PictureSize
@_exported import struct Rendering.SVGOptions
@_exported import enum Rendering.ThemeChoice
@_exported import struct ShapeInference.DimSize
