"""Tests of plot_model, in an environment that has the package; FOLDOUT names the command where it brings none."""

import pathlib
import tempfile
import unittest

import foldout
from foldout import FoldoutError, plot_model
from support import MODEL, RESNET

KERAS = """{"class_name": "Sequential", "config": {"name": "small", "layers": [
  {"class_name": "InputLayer", "config": {"batch_shape": [null, 8], "dtype": "float32", "name": "in"}},
  {"class_name": "Dense", "config": {"name": "first_dense", "units": 4, "activation": "relu"}},
  {"class_name": "Dense", "config": {"name": "second_dense", "units": 2, "activation": "softmax"}}]},
  "keras_version": "3.0.0", "backend": "tensorflow"}"""


class FakeKeras:
    """What is asked of a Keras model."""

    def to_json(self):
        return KERAS


class FakeProto:
    """What is asked of an ONNX ModelProto."""

    def SerializeToString(self):
        return MODEL.read_bytes()


class FakeProgram:
    """What PyTorch's exporter gives."""

    model_proto = FakeProto()


class FakeModule:
    """What tells a module of PyTorch."""

    def state_dict(self):
        return {}


class PlotModelTest(unittest.TestCase):
    def text(self, *arguments, **options):
        return plot_model(*arguments, **options).data.decode()

    def test_a_path(self):
        for path in (MODEL, str(MODEL)):
            self.assertTrue(self.text(path).startswith("<svg"))

    def test_a_model_proto(self):
        # A file has a name, which is that of its picture.
        for model in (FakeProto(), FakeProgram(), MODEL.read_bytes()):
            self.assertEqual(self.text(model, title="t"), self.text(MODEL, title="t"))

    def test_a_real_model_proto(self):
        try:
            import onnx
        except ImportError:
            self.skipTest("onnx is not installed")
        self.assertTrue(self.text(onnx.load(MODEL, load_external_data=False)).startswith("<svg"))

    def test_a_keras_model(self):
        self.assertEqual(self.text(FakeKeras()).count('data-op="keras::Dense"'), 2)

    def test_a_real_keras_model(self):
        try:
            import keras
        except ImportError:
            self.skipTest("Keras is not installed")
        model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Dense(2)])
        self.assertEqual(self.text(model).count('data-op="keras::Dense"'), 2)

    def test_names_and_shapes(self):
        self.assertNotIn(">first_dense", self.text(FakeKeras()))
        self.assertIn(">first_dense", self.text(FakeKeras(), show_layer_names=True))
        self.assertNotIn("foldout-label", self.text(FakeKeras()))
        self.assertIn("foldout-label", self.text(FakeKeras(), show_shapes=True))

    def test_direction(self):
        down, right = (self.size(self.text(FakeKeras(), rankdir=way)) for way in ("TB", "LR"))
        self.assertGreater(down[1], right[1])
        self.assertGreater(right[0], down[0])
        with self.assertRaises(ValueError):
            plot_model(MODEL, rankdir="BT")

    def size(self, svg):
        return [float(side) for side in svg.split('viewBox="0 0 ')[1].split('"')[0].split()]

    def test_nested(self):
        boxes = [self.text(RESNET, expand_nested=choice).count("foldout-node") for choice in (False, None, True)]
        self.assertEqual(boxes, sorted(set(boxes)), "more and more is open")

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            for kind, start in (("svg", b"<svg"), ("html", b"<!DOCTYPE html>")):
                path = pathlib.Path(folder, "model." + kind)
                diagram = plot_model(MODEL, to_file=path)
                self.assertTrue(path.read_bytes().startswith(start))
                self.assertEqual(path.read_bytes(), diagram.data)
        with self.assertRaises(ValueError):
            plot_model(MODEL, to_file="model.bmp")

    def test_pixels(self):
        try:
            small, large = (plot_model(MODEL, format="png", dpi=dpi).data for dpi in (96, 192))
        except FoldoutError as error:
            if "missing-library" not in str(error):
                raise
            self.skipTest(str(error))
        width = [int.from_bytes(picture[16:20], "big") for picture in (small, large)]
        self.assertAlmostEqual(width[1] / width[0], 2, delta=0.02)

    def test_in_a_notebook(self):
        shown, about = plot_model(MODEL)._repr_mimebundle_()
        self.assertTrue(shown["image/svg+xml"].startswith("<svg"))
        self.assertIn("inputs: tokens", about["image/svg+xml"]["alt"])
        self.assertEqual(shown["text/plain"], about["image/svg+xml"]["alt"])
        self.assertEqual(plot_model(MODEL)._repr_svg_(), shown["image/svg+xml"])
        self.assertIsNone(plot_model(MODEL)._repr_html_())
        page = plot_model(MODEL, format="html")._repr_mimebundle_()["text/html"]
        self.assertTrue(page.startswith('<iframe srcdoc="<!DOCTYPE html>'))
        self.assertRegex(page, r'title="[^"]*operators[^"]*inputs: tokens')

    def test_all_arguments_of_keras(self):
        """The signature of keras.utils.plot_model, by position."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "model.svg")
            drawn = plot_model(FakeKeras(), path, True, True, True, "LR", True, 96, True, True)
            self.assertEqual(path.read_bytes(), drawn.data)
        with self.assertWarnsRegex(UserWarning, "layer_range"):
            plot_model(FakeKeras(), layer_range=["first_dense", "second_dense"])
        self.assertIn("foldout-label", self.text(FakeKeras(), show_dtype=True))

    def test_options_of_the_command(self):
        self.assertIn("8×40", self.text(MODEL, show_shapes=True, dims={"batch": 8, "length": 40}))
        self.assertNotEqual(self.text(MODEL, color_by="params"), self.text(MODEL))
        self.assertIn("#123456", self.text(MODEL, background="#123456"))
        for options in ({"page": "landscape"}, {"details": "none"}):
            self.assertTrue(self.text(MODEL, **options).startswith("<svg"))

    def test_failures(self):
        with self.assertRaisesRegex(FoldoutError, "no such|No such"):
            plot_model("nothing.onnx")
        with self.assertRaises(TypeError):
            plot_model(3)
        with self.assertRaisesRegex(TypeError, "torch.onnx.export"):
            plot_model(FakeModule())
        with self.assertRaisesRegex(FoldoutError, "--depth"):
            plot_model(MODEL, depth=-1)
        with self.assertRaisesRegex(FoldoutError, "no-such-block"):
            plot_model(MODEL, options="--only nothing")


if __name__ == "__main__":
    unittest.main()
