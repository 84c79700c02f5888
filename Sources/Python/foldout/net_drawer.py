"""The interface of `onnx.tools.net_drawer`, which ONNX no longer has, drawn by Foldout.

    python -m foldout.net_drawer --input model.onnx --output model.dot --embed_docstring
    python -m foldout.net_drawer --input model.onnx --output model.svg --rankdir TB

Where net_drawer wrote DOT only, the extension of the output decides here: svg, png and pdf are pictures, any other name
is DOT for Graphviz. Blocks are found and folded; `--flat`, or any other option of `foldout render`, may follow.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Union

from ._drawing import DIRECTIONS
from ._proto import model_of
from ._running import FoldoutError, Model, run_on

__all__ = ["GetOpNodeProducer", "GetPydotGraph", "Graph", "OP_STYLE", "BLOB_STYLE", "main"]

OP_STYLE: Mapping[str, str] = {}
BLOB_STYLE: Mapping[str, str] = {}
"""Styles are accepted, as net_drawer's were; Foldout's colours tell kinds of operators."""

PICTURES = ("svg", "png", "pdf")
# DOT may run against the data; pictures flow down or right.
ONLY_DOT = {"BT": "TB", "RL": "LR"}

NodeProducer = Callable[..., Any]


class Graph:
    """What net_drawer took from pydot: a graph that can be written. Each call draws."""

    def __init__(self, model: Model, name: str | None = None, rankdir: str = "LR", options: Sequence[str] = ()) -> None:
        if rankdir not in DIRECTIONS and rankdir not in ONLY_DOT:
            raise ValueError(f"rankdir is TB, LR, BT or RL, not {rankdir!r}")
        self._model = model
        self._rankdir = rankdir
        self._options = [*([f"--title={name}"] if name else []), *options]

    def create(self, prog: Any = None, format: str = "dot") -> bytes:
        """The graph in a format: dot, raw (the same), svg, png or pdf. `prog` is accepted; Foldout lays pictures out."""
        if format in ("dot", "raw"):
            towards = ONLY_DOT.get(self._rankdir, self._rankdir)
            text = self._draw("dot", towards)
            return text.replace(f"rankdir={towards};".encode(), f"rankdir={self._rankdir};".encode(), 1)
        if format not in PICTURES:
            raise ValueError(f"{format!r} is none of dot, {', '.join(PICTURES)}")
        if self._rankdir in ONLY_DOT:
            raise ValueError(f"pictures have rankdir TB or LR; {self._rankdir} is for DOT")
        return self._draw(format, self._rankdir)

    def _draw(self, format: str, rankdir: str) -> bytes:
        # A title is a picture's; DOT has none, and the command would say so.
        options = [each for each in self._options if format != "dot" or not each.startswith("--title=")]
        return run_on(self._model, [f"--format={format}", "--output=-", f"--direction={DIRECTIONS[rankdir]}", *options])

    def to_string(self) -> str:
        """The graph as DOT."""
        return self.create().decode()

    def write(self, path: Union[str, os.PathLike[str]], prog: Any = None, format: str = "raw") -> bool:
        """Writes a file in a format; True, as pydot says."""
        pathlib.Path(path).write_bytes(self.create(prog, format))
        return True

    def create_dot(self, prog: Any = None) -> bytes:
        return self.create(prog, "dot")

    def create_svg(self, prog: Any = None) -> bytes:
        return self.create(prog, "svg")

    def create_png(self, prog: Any = None) -> bytes:
        return self.create(prog, "png")

    def create_pdf(self, prog: Any = None) -> bytes:
        return self.create(prog, "pdf")

    def write_raw(self, path: Union[str, os.PathLike[str]], prog: Any = None) -> bool:
        return self.write(path, prog, "raw")

    def write_dot(self, path: Union[str, os.PathLike[str]], prog: Any = None) -> bool:
        return self.write(path, prog, "dot")

    def write_svg(self, path: Union[str, os.PathLike[str]], prog: Any = None) -> bool:
        return self.write(path, prog, "svg")

    def write_png(self, path: Union[str, os.PathLike[str]], prog: Any = None) -> bool:
        return self.write(path, prog, "png")

    def write_pdf(self, path: Union[str, os.PathLike[str]], prog: Any = None) -> bool:
        return self.write(path, prog, "pdf")

    def _repr_svg_(self) -> str:
        return self.create_svg().decode()


def GetOpNodeProducer(embed_docstring: bool = False, **kwargs: Any) -> NodeProducer | None:
    """Accepted for its place in `GetPydotGraph`; nodes are drawn by Foldout, so there is nothing to produce."""
    if embed_docstring:
        _warn_of_docstrings(3)
    return None


def GetPydotGraph(
    graph: Any,
    name: str | None = None,
    rankdir: str = "LR",
    node_producer: NodeProducer | None = None,
    embed_docstring: bool = False,
) -> Graph:
    """A GraphProto as a `Graph`, which has pydot's ways to write it. A ModelProto or a path may be given too.

    name: the title of pictures; by default the graph's own name.
    node_producer: ignored, with a warning where it is a function of your own.
    """
    if node_producer is not None:
        warnings.warn("node_producer is ignored: Foldout draws the nodes", stacklevel=2)
    if embed_docstring:
        _warn_of_docstrings(3)
    return Graph(model_of(graph), name, rankdir)


def _warn_of_docstrings(level: int) -> None:
    warnings.warn("embed_docstring is ignored: no script is put into pictures", stacklevel=level)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line of net_drawer. Gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m foldout.net_drawer", description="Draws an ONNX model.")
    parser.add_argument("--input", required=True, help="the model file")
    parser.add_argument(
        "--output", required=True, help="the file to write: .svg, .png and .pdf are pictures, other names DOT")
    parser.add_argument("--rankdir", default="LR", help="where data flows to: LR or TB; BT and RL for DOT only")
    parser.add_argument("--embed_docstring", action="store_true", help="accepted and ignored, with a warning")
    known, options = parser.parse_known_args(arguments)
    if known.embed_docstring:
        print("net_drawer: warning: --embed_docstring is ignored: no script is put into pictures", file=sys.stderr)
    kind = pathlib.Path(known.output).suffix[1:].lower()
    try:
        Graph(known.input, None, known.rankdir, options).write(known.output, format=kind if kind in PICTURES else "dot")
    except FoldoutError as error:
        print(error, file=sys.stderr)
        return error.code or 69
    except ValueError as error:
        print(f"net_drawer: error: {error}", file=sys.stderr)
        return 64
    except OSError as error:
        print(f"net_drawer: error: {known.output}: {error.strerror}", file=sys.stderr)
        return 73
    return 0


if __name__ == "__main__":
    sys.exit(main())
