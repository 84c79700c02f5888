import Exporting
import Weights

extension [WeightRows.Row] {
  /// The first tensor of each row that is used in a certain way, in the order of the rows.
  func places(_ report: WeightReport, _ isWanted: (WeightUse) -> Bool) -> [Int] {
    compactMap { row in
      guard let place = row.group?.places.first, let use = report.tensors[place].stored.use, isWanted(use)
      else {
        return nil
      }
      return place
    }
  }
}
