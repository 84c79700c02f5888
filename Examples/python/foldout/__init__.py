"""Draws Keras and ONNX models as diagrams, by the foldout command.

    from foldout import plot_model
    plot_model(model, show_shapes=True)                 # shown in a notebook
    plot_model("model.onnx", to_file="model.pdf")       # written to a file

The command is found by the environment variable FOLDOUT, else on the PATH.
"""

import html
import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import warnings

__all__ = ["Diagram", "FoldoutError", "plot_model"]

FORMATS = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "html": "text/html"}
DIRECTIONS = {"TB": "down", "LR": "right"}


class FoldoutError(Exception):
    """What the command said when it failed."""


class Diagram:
    """A drawn model. Notebooks show it; `data` is the file's bytes, `format` its kind and `alt` says it in words."""

    def __init__(self, data, format, describe=None):
        self.data = data
        self.format = format
        self._describe = describe
        self._alt = None

    @property
    def alt(self):
        """The title and description of the picture, for those who can't see it."""
        if self._alt is None:
            svg = self.data if self.format == "svg" else self._describe() if self._describe else b""
            parts = [re.search(f"<{part}[^>]*>(.*?)</{part}>", svg.decode(), re.DOTALL) for part in ("title", "desc")]
            self._alt = ": ".join(html.unescape(part[1]) for part in parts if part) or "A model"
        return self._alt

    def save(self, path):
        pathlib.Path(path).write_bytes(self.data)

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self.format == "html":
            page = self.data.decode().replace("&", "&amp;").replace('"', "&quot;")
            frame = (
                f'<iframe srcdoc="{page}" title="{html.escape(self.alt)}"'
                ' style="width:100%;height:600px;border:1px solid #8888"></iframe>')
            return {"text/html": frame, "text/plain": self.alt}
        data = self.data.decode() if self.format == "svg" else self.data
        kind = FORMATS[self.format]
        return {kind: data, "text/plain": self.alt}, {kind: {"alt": self.alt}}

    def __repr__(self):
        return f"<foldout.Diagram {self.format}, {len(self.data)} bytes>"


def plot_model(
    model,
    to_file=None,
    show_shapes=False,
    show_dtype=False,
    show_layer_names=False,
    rankdir="TB",
    expand_nested=None,
    dpi=None,
    show_layer_activations=False,
    show_trainable=False,
    *,
    layer_range=None,
    format=None,
    depth=None,
    open=(),
    fold=(),
    only=None,
    page=None,
    details=None,
    color_by=None,
    dims=None,
    theme="light",
    background=None,
    title=None,
    options=(),
):
    """Draws a model and gives a `Diagram`, which a notebook shows.

    model: a Keras model, an ONNX ModelProto, or the path of a model file.
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
    diagram = Diagram(_draw(model, arguments), format, lambda: _draw(model, [*arguments, "--format=svg"]))
    if to_file is not None:
        diagram.save(to_file)
    return diagram


def _draw(model, arguments):
    if isinstance(model, (str, os.PathLike)):
        return _run([os.fspath(model), *arguments])
    if hasattr(model, "to_json"):  # Keras: the configuration is enough, weights are not drawn
        return _run(["-", *arguments], model.to_json().encode())
    if hasattr(model, "SerializeToString"):
        try:
            return _run(["-", *arguments], model.SerializeToString())
        except ValueError:  # larger than the 2 GB that a protobuf may have
            return _draw_large(model, arguments)
    raise TypeError(f"a Keras model, an ONNX ModelProto or a path can be drawn, not {type(model).__name__}")


def _draw_large(model, arguments):
    import onnx

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        copy = type(model)()
        copy.CopyFrom(model)
        onnx.save_model(copy, path, save_as_external_data=True)
        return _run([path, *arguments])


def _run(arguments, data=None):
    command = os.environ.get("FOLDOUT", "foldout")
    try:
        # "--" would keep a path from being read as an option, but options follow here; "./" does the same.
        if arguments[0].startswith("-") and arguments[0] != "-":
            arguments = ["./" + arguments[0], *arguments[1:]]
        done = subprocess.run([command, *arguments], input=data, capture_output=True)
    except OSError as error:
        raise FoldoutError(f"cannot run {command}: {error.strerror}; install Foldout, or set FOLDOUT to its path")
    if done.returncode != 0:
        raise FoldoutError(done.stderr.decode(errors="replace").strip())
    return done.stdout
