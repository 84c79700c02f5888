import Ensembles
import ModelGraph

extension ModelRunner {
  /// Names of the classes, in the order of scores; empty where the file names none, or numbers them from 0. As in the file, so not
  /// yet safe to print. Cost: linear in the main graph.
  public var classNames: [String] { ModelNames(of: model).classes }

  /// Names of the features, in the order of columns; empty where the file names none. As in the file, so not yet safe to print.
  /// Cost: linear in the main graph.
  public var featureNames: [String] { ModelNames(of: model).features }
}
