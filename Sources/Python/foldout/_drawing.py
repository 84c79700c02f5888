"""Draws models: as bytes, and with the arguments of Keras's plot_model."""

from __future__ import annotations

import os
import pathlib
import shlex
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Union

from ._diagram import FORMATS, Diagram
from ._running import Model, run_on

DIRECTIONS = {"TB": "down", "LR": "right"}


def draw(model: Model, *, format: str = "svg", **options: Any) -> bytes:
    """Draws a model and gives the file's bytes.

    model: a path, bytes, a Keras model or an ONNX ModelProto.
    format: svg, png, pdf, html, dot or json.
    options: those of `foldout render`, with _ for -: `depth=1`, `color_by="macs"`. True gives a flag alone (`flat=True`);
    False and None leave it out; a list repeats it (`open=["a", "b"]`); a dict is names with sizes (`dim={"batch": 8}`).
    """
    arguments = [f"--format={format}", "--output=-"]
    for name, value in options.items():
        arguments += _option(name.replace("_", "-"), value)
    return run_on(model, arguments)


def _option(name: str, value: Any) -> list[str]:
    if value is None or value is False:
        return []
    if value is True:
        return [f"--{name}"]
    if isinstance(value, Mapping):
        value = [f"{key}={size}" for key, size in value.items()]
    values = value if isinstance(value, (list, tuple)) else [value]
    return [f"--{name}={each}" for each in values]


def plot_model(
    model: Model,
    to_file: Union[str, os.PathLike[str], None] = None,
    show_shapes: bool = False,
    show_dtype: bool = False,
    show_layer_names: bool = False,
    rankdir: str = "TB",
    expand_nested: bool | None = None,
    dpi: float | None = None,
    show_layer_activations: bool = False,
    show_trainable: bool = False,
    *,
    layer_range: Sequence[str] | None = None,
    format: str | None = None,
    depth: int | None = None,
    open: Union[str, Sequence[str]] = (),
    fold: Union[str, Sequence[str]] = (),
    only: str | None = None,
    page: str | None = None,
    details: str | None = None,
    color_by: str | None = None,
    dims: Mapping[str, int] | None = None,
    theme: str = "light",
    background: str | None = None,
    title: str | None = None,
    options: Union[str, Sequence[str]] = (),
) -> Diagram:
    """Draws a model and gives a `Diagram`, which a notebook shows.

    model: a Keras model, an ONNX ModelProto, PyTorch's ONNXProgram, or the path or the bytes of a model file.
    to_file: where to write the picture too; its extension says which kind: svg, png, pdf or html.
    show_shapes: every known shape, instead of those of inputs and outputs only.
    show_dtype: the types of inputs beside their shapes; there is no other place for types in a picture.
    show_layer_names: the names of layers and nodes.
    show_layer_activations, show_trainable: accepted; a layer's activation and `frozen` are always drawn.
    layer_range: the first and the last layer, as Keras has it, is not drawn alone: a warning says so. Use `only`.
    rankdir: "TB" for downwards or "LR" for to the right.
    expand_nested: True opens all nested models and blocks, False none; None opens what fits on a page.
    dpi: of a PNG; 192 by default.
    format: the kind of picture where there is no to_file; "svg" by default.
    dims: sizes of named dims, such as {"batch": 8}.
    depth, open, fold, only, page, details, color_by, theme, background, title: as on the command line.
    options: further options of the command, as a list or a string.
    """
    if rankdir not in DIRECTIONS:
        raise ValueError(f"rankdir is {' or '.join(DIRECTIONS)}, not {rankdir!r}")
    if format is None:
        format = pathlib.Path(to_file).suffix[1:].lower() if to_file is not None else "svg"
    if format not in FORMATS:
        raise ValueError(f"{to_file or format} is none of {', '.join(FORMATS)}")
    if expand_nested is not None and depth is None:
        depth = 999 if expand_nested else 0
    arguments = [f"--direction={DIRECTIONS[rankdir]}", f"--theme={theme}", f"--format={format}", "--output=-"]
    if layer_range is not None:
        warnings.warn("layer_range is ignored: the whole model is drawn; only= draws one block", stacklevel=2)
    arguments.append("--show=shapes=all" if show_shapes else "--show=shapes" if show_dtype else "--hide=shapes")
    arguments.append("--show=names" if show_layer_names else "--hide=names")
    values = {
        "depth": depth, "only": only, "page": page, "details": details, "color-by": color_by,
        "background": background, "title": title,
    }
    arguments += [f"--{name}={value}" for name, value in values.items() if value is not None]
    arguments += [f"--dim={name}={size}" for name, size in (dims or {}).items()]
    if dpi is not None:
        arguments.append(f"--scale={dpi / 96}")
    for name, globs in (("open", open), ("fold", fold)):
        arguments += [f"--{name}={glob}" for glob in ([globs] if isinstance(globs, str) else globs)]
    arguments += shlex.split(options) if isinstance(options, str) else list(options)
    # What the picture is in words, for formats that don't hold it.
    diagram = Diagram(run_on(model, arguments), format, lambda: run_on(model, [*arguments, "--format=svg"]))
    if to_file is not None:
        diagram.save(to_file)
    return diagram
