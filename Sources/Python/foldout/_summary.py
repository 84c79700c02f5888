"""A model's numbers."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ._running import Model, run_on


class Summary(dict[str, Any]):
    """A model's totals, inputs and outputs, as Schemas/summary.schema.json describes them.

    `str` and `print` give the table of blocks, and so do notebooks.
    """

    def __init__(self, values: Mapping[str, Any], table: str) -> None:
        super().__init__(values)
        self.table = table

    def __str__(self) -> str:
        return self.table

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.table)}</pre>"


def summary(model: Model, *, dims: Mapping[str, int] | None = None, options: Sequence[str] = ()) -> Summary:
    """Counts what a model has: `summary("model.onnx")["parameters"]`.

    model: a path, bytes, a Keras model or an ONNX ModelProto.
    dims: sizes of named dims, such as {"batch": 8}.
    options: further options of `foldout summary`, such as ["--depth", "1"].
    """
    arguments = [f"--dim={name}={size}" for name, size in (dims or {}).items()] + list(options)
    table = run_on(model, arguments, "summary").decode()
    return Summary(json.loads(run_on(model, [*arguments, "--json"], "summary")), table)
