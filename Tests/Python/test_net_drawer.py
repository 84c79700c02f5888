"""Tests of the module that stands in for onnx.tools.net_drawer."""

import contextlib
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest
import warnings

import foldout
from foldout.net_drawer import BLOB_STYLE, OP_STYLE, GetOpNodeProducer, GetPydotGraph, main
from support import MODEL, RESNET


class CommandTest(unittest.TestCase):
    def draw(self, name, *options):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, name)
            line = [sys.executable, "-m", "foldout.net_drawer", "--input", MODEL, "--output", path, *options]
            done = subprocess.run(line, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            return path.read_bytes(), done.stderr

    def test_the_line_of_the_tutorial(self):
        data, said = self.draw("model.dot", "--rankdir", "TB", "--embed_docstring")
        self.assertTrue(data.startswith(b"digraph"))
        self.assertIn(b"rankdir=TB;", data)
        self.assertIn("--embed_docstring is ignored", said)

    def test_dot_by_any_other_name(self):
        data, said = self.draw("model.txt")
        self.assertIn(b"rankdir=LR;", data)
        self.assertEqual(said, "")

    def test_all_directions(self):
        for direction in ("TB", "LR", "BT", "RL"):
            self.assertIn(f"rankdir={direction};".encode(), self.draw("model.dot", "--rankdir", direction)[0])

    def test_pictures_and_options(self):
        whole = self.draw("model.svg", "--rankdir", "TB")[0]
        self.assertTrue(whole.startswith(b"<svg"))
        flat = self.draw("model.svg", "--rankdir", "TB", "--flat")[0]
        self.assertNotEqual(flat, whole)

    def test_failures(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(main(["--input", "nothing.onnx", "--output", f"{folder}/a.dot"]), 66)
            self.assertEqual(main(["--input", str(MODEL), "--output", f"{folder}/a.svg", "--rankdir", "BT"]), 64)
            self.assertEqual(main(["--input", str(MODEL), "--output", f"{folder}/none/a.dot"]), 73)
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [])
            with self.assertRaises(SystemExit):
                main(["--input", str(MODEL)])
        self.assertIn("BT is for DOT", said.getvalue())


class GraphTest(unittest.TestCase):
    def test_what_pydot_gave(self):
        graph = GetPydotGraph(MODEL, name="A model", rankdir="TB")
        self.assertEqual(graph.to_string(), graph.create_dot().decode())
        svg = graph.create_svg()
        self.assertIn(b"A model", svg)
        self.assertEqual(graph._repr_svg_(), svg.decode())
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a")
            for write, content in ((graph.write_dot, graph.create_dot()), (graph.write_raw, graph.create_dot()), (graph.write_svg, svg)):
                self.assertTrue(write(path))
                self.assertEqual(path.read_bytes(), content)
        with self.assertRaises(ValueError):
            graph.create(format="gif")
        with self.assertRaises(ValueError):
            GetPydotGraph(MODEL, rankdir="down")

    def test_a_graph_alone(self):
        """The pictures of a graph and of the model around it have the same boxes."""
        try:
            import onnx
        except ImportError:
            self.skipTest("onnx is not installed")
        model = onnx.load(RESNET, load_external_data=False)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            graph = GetPydotGraph(model.graph, "m", "LR", GetOpNodeProducer(**OP_STYLE, **BLOB_STYLE))
        alone = foldout.draw(RESNET, format="dot", direction="right")
        self.assertEqual(graph.create_dot(), alone)

    def test_what_is_ignored_is_said(self):
        with self.assertWarnsRegex(UserWarning, "node_producer"):
            GetPydotGraph(MODEL, node_producer=lambda node, identifier: None)
        with self.assertWarnsRegex(UserWarning, "embed_docstring"):
            GetOpNodeProducer(embed_docstring=True)
        with self.assertWarnsRegex(UserWarning, "embed_docstring"):
            GetPydotGraph(MODEL, embed_docstring=True)


if __name__ == "__main__":
    unittest.main()
