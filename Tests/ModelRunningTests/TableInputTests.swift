import Diagnostics
import ModelGraph
import TestSupport
import Testing

@testable import ModelRunning

/// Tables with names of columns and classes.
@Suite struct TableInputTests {
  private let folder: TestFolder
  private let inputs = [
    ModelInput(
      name: "input", dataType: .float32, shape: Shape([.symbol("n"), .known(4)]), isOptional: false)
  ]

  init() throws { folder = try TestFolder() }

  private func read(_ text: String, _ name: String = "t.csv", rows: Range<Int64>? = nil) throws -> RunInputs {
    try folder.put(Array(text.utf8), name)
    return try RunInputs([folder.path(name)], for: inputs, rows: rows)
  }

  @Test func headersNameFeatures() throws {
    let read = try read("a,\"b, wide\",c,d,kind\n1,2,3,4,cat\n5,6,7,8,\"the \"\"dog\"\"\"\n")
    #expect(read.featureNames == ["a", "b, wide", "c", "d"] && read.labels == ["cat", "the \"dog\""])
    #expect(read.tensors[0].reals == [1, 2, 3, 4, 5, 6, 7, 8] && read.diagnostics.isEmpty)
    let second = try self.read("a,b,c,d,kind\n1,2,3,4,cat\n5,6,7,8,dog\n9,9,9,9,fox\n", rows: 1..<3)
    #expect(second.labels == ["dog", "fox"] && second.tensors[0].dims == [2, 4])
  }

  /// A column of numbers is a label only where the model takes one less.
  @Test func numbersMayBeClasses() throws {
    let read = try read("a,b,target,c,d\n1,2,0,3,4\n5,6,2,7,8\n")
    #expect(read.featureNames == ["a", "b", "c", "d"] && read.labels == ["0", "2"])
    #expect(read.tensors[0].reals == [1, 2, 3, 4, 5, 6, 7, 8])
    let four = try self.read("a,b,target,d\n1,2,0,4\n")
    #expect(four.featureNames == ["a", "b", "target", "d"] && four.labels.isEmpty)
    // As pandas writes an index.
    let index = try self.read(",a,b,c,d\n0,1,2,3,4\n1,5,6,7,8\n")
    #expect(
      index.featureNames == ["a", "b", "c", "d"] && index.tensors[0].reals == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func otherSeparatorsAndEmptyCells() throws {
    let tabs = try read("a\tb\tc\td\n1\t2\t3\t4\n", "t.tsv")
    #expect(tabs.featureNames == ["a", "b", "c", "d"] && tabs.tensors[0].reals == [1, 2, 3, 4])
    let semicolons = try read("\u{FEFF}a;b;c;d\n1;;3;NA\n5;6;7;8\n")
    #expect(semicolons.featureNames == ["a", "b", "c", "d"])
    #expect(semicolons.tensors[0].reals[1].isNaN && semicolons.tensors[0].reals[3].isNaN)
    #expect(semicolons.diagnostics.map(\.code) == ["empty-cells"])
    #expect(try read("1,2,3,4\n").featureNames.isEmpty)
  }

  /// Columns for inputs of one column each, as scikit-learn's pipelines take them.
  @Test func columnsGoToInputsOfTheirNames() throws {
    let columns = ["age", "income"].map { name in
      ModelInput(name: name, dataType: .float32, shape: Shape([.symbol("n"), .known(1)]), isOptional: false)
    }
    try folder.put(Array("income,age,spare\n10,1,5\n20,2,6\n".utf8), "t.csv")
    let read = try RunInputs([folder.path("t.csv")], for: columns)
    #expect(read.tensors.map(\.name) == ["age", "income"] && read.tensors[0].reals == [1, 2])
    #expect(read.tensors[1].reals == [10, 20] && read.diagnostics.map(\.code) == ["array-unused"])
  }

  /// `Tests/Oracles/tables.py`: names are texts of NumPy, one in four bytes a sign, one in one.
  @Test func arraysOfTextsName() throws {
    let file = modelPath("run/table.npz")
    let read = try RunInputs([file], for: inputs)
    #expect(read.featureNames == ["length", "breadth", "höhe", "weight"])
    #expect(read.classNames == ["cat", "dog", "fox"] && read.labels == ["2", "0", "1"])
    #expect(read.tensors[0].dims == [3, 4])
    #expect(read.diagnostics.allSatisfy { !$0.message.contains("names") })
    let test = try RunInputs(["\(file):X_test"], for: inputs, rows: 1..<2)
    #expect(test.labels == ["1"] && test.tensors[0].reals == [104, 105, 106, 107])
  }
}
