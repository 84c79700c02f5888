import FoldoutKit
import ModelGraph
import TestSupport
import Testing

@testable import Exporting
@testable import Weights

/// One line a tensor, as RFC 4180 has it, for spreadsheets that run what they are given.
@Suite struct WeightsCSVTests {
  private func lines(_ names: [String]) -> [String] {
    let tensors = names.map { name in
      TensorReport(
        stored: StoredTensor(
          graph: 0, value: 0, tensor: TensorRef(dataType: .float32, dims: [2, 3]), name: name))
    }
    let text = String(weightsCSV(WeightReport(tensors: tensors)))
    #expect(text.hasSuffix("\r\n"))
    return text.split(separator: "\r\n").map(String.init)
  }

  /// The first cell of each line, as a reader of CSV takes it.
  private func names(_ names: [String]) -> [String] {
    lines(names).dropFirst().map { line in
      guard line.hasPrefix("\"") else { return String(line.prefix { $0 != "," }) }
      var cell = ""
      var rest = line.unicodeScalars.dropFirst()
      while let next = rest.popFirst() {
        if next == "\"" {
          guard rest.first == "\"" else { break }
          rest.removeFirst()
        }
        cell.unicodeScalars.append(next)
      }
      return cell
    }
  }

  @Test func cells() {
    #expect(lines(["w"]).first?.hasPrefix("name,path,dtype,shape,count,min,max,mean,std,zeros") == true)
    #expect(lines(["w"]).last == "w,w,float32,2×3,6," + String(repeating: ",", count: 16))
    let counts = lines(["w", "a,b", "c\"d"]).map { line in
      var isQuoted = false
      return line.unicodeScalars.reduce(0) { count, next in
        if next == "\"" { isQuoted.toggle() }
        return count + (next == "," && !isQuoted ? 1 : 0)
      }
    }
    #expect(Set(counts) == [21])
  }

  @Test func quoting() {
    #expect(lines(["a,b"]).last?.hasPrefix("\"a,b\",\"a,b\",float32") == true)
    #expect(lines(["c\"d"]).last?.hasPrefix("\"c\"\"d\",") == true)
    #expect(names(["plain", "a,b", "c\"d", "\""]) == ["plain", "a,b", "c\"d", "\""])
    // A comma with a mark above is a comma to readers of bytes.
    #expect(names(["a,\u{301}b", "a\"\u{301},b"]) == ["a,\u{301}b", "a\"\u{301},b"])
  }

  @Test(arguments: [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "=\u{301}1", "\t=1", "\r=1", "\n=1", "\r\n=1",
    "=HYPERLINK(\"a\",\"b\")",
  ])
  func formulas(name: String) {
    let cell = names([name])[0]
    let first = cell.unicodeScalars.first ?? " "
    #expect(!"=+-@\t\r\n".unicodeScalars.contains(first))
  }

  @Test func numbersAreNoFormulas() throws {
    let report = try WeightFile(path: modelPath("weights/digits_cnn-qdq.onnx")).report()
    let text = String(weightsCSV(report))
    #expect(text.split(separator: "\r\n").count == report.tensors.count + 1)
    #expect(text.contains(",-") && !text.contains("'"))
  }

  @Test func hostileNames() {
    let text = lines([HostileText.name]).joined()
    #expect(text.unsafe.isEmpty && lines([HostileText.name, "a\r\nb"]).count == 3)
  }
}
