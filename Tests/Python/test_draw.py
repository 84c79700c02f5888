"""Tests of draw and summary."""

import unittest

import foldout
from foldout import FoldoutError, draw, summary
from support import ARCHIVE, HDF5, MODEL, RESNET


class DrawTest(unittest.TestCase):
    def test_formats(self):
        starts = {"svg": b"<svg", "html": b"<!DOCTYPE html>", "dot": b"digraph", "json": b"{"}
        for format, start in starts.items():
            self.assertTrue(draw(MODEL, format=format).startswith(start), format)
        self.assertEqual(draw(MODEL, title="t"), draw(MODEL.read_bytes(), title="t"))

    def test_options(self):
        """Values, flags, lists and dicts, by what each changes."""
        boxes = lambda **options: draw(RESNET, **options).count(b"foldout-node")
        self.assertLess(boxes(depth=0), boxes(depth=1))
        self.assertLess(boxes(depth=1), boxes(flat=True))
        self.assertEqual(draw(RESNET, flat=False, depth=None), draw(RESNET))
        self.assertLess(boxes(depth=0), boxes(depth=0, open=["layer1", "layer2"]))
        self.assertNotEqual(draw(RESNET, color_by="params"), draw(RESNET))
        self.assertIn("8×40".encode(), draw(MODEL, show="shapes=all", dim={"batch": 8, "length": 40}))

    def test_failures(self):
        with self.assertRaisesRegex(FoldoutError, "--no-such-option") as failed:
            draw(MODEL, no_such_option=3)
        self.assertEqual(failed.exception.code, 64)
        with self.assertRaises(FoldoutError) as failed:
            draw(b"no model at all")
        self.assertEqual(failed.exception.code, 65)

    def test_keras_files(self):
        for path in (ARCHIVE, HDF5):
            self.assertIn(b'data-op="keras::Dense"', draw(path, flat=True))


class SummaryTest(unittest.TestCase):
    def test_numbers_and_table(self):
        counted = summary(RESNET)
        # By onnx: the nodes, and the products of the dims of all initializers.
        self.assertEqual(sum(counted["operators"].values()), 122)
        self.assertEqual(counted["parameters"], 25_530_472)
        self.assertEqual(counted["inputs"], [{"name": "input", "dtype": "float32", "shape": [1, 3, 224, 224]}])
        self.assertIn("layer1", str(counted))
        self.assertTrue(counted._repr_html_().startswith("<pre style"))
        self.assertEqual(summary(RESNET.read_bytes())["parameters"], counted["parameters"])

    def test_dims(self):
        sizes = [value["shape"] for value in summary(MODEL, dims={"batch": 8, "length": 40})["inputs"]]
        self.assertEqual(sizes, [[8, 40]])

    def test_depth(self):
        outermost = summary(RESNET, depth=0)
        self.assertLess(len(outermost.table), len(summary(RESNET, depth=1).table))
        self.assertEqual(dict(outermost), dict(summary(RESNET)))


class PackageTest(unittest.TestCase):
    def test_names(self):
        for name in foldout.__all__:
            self.assertIsNotNone(getattr(foldout, name))
            self.assertIn(name, dir(foldout))
        with self.assertRaises(AttributeError):
            foldout.nothing


if __name__ == "__main__":
    unittest.main()
