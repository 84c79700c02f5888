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
        # The table has columns, whatever a notebook's style makes of <pre>.
        return f'<pre style="font-family: monospace">{html.escape(self.table)}</pre>'


def summary(
    model: Model,
    *,
    depth: int | None = None,
    dims: Mapping[str, int] | None = None,
    options: Sequence[str] = (),
) -> Summary:
    """Counts what a model has: `summary("model.onnx")["parameters"]`.

    model: a path, bytes, a Keras model or an ONNX ModelProto.
    depth: follow blocks down to this depth in the table.
    dims: sizes of named dims, such as {"batch": 8}.
    options: further options that `foldout summary` takes with and without `--json`.
    """
    arguments = [f"--dim={name}={size}" for name, size in (dims or {}).items()] + list(options)
    shown = arguments if depth is None else [f"--depth={depth}", *arguments]
    table = run_on(model, shown, "summary").decode()
    return Summary(json.loads(run_on(model, [*arguments, "--json"], "summary")), table)
