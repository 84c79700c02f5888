"""Draws Keras and ONNX models as diagrams, by the foldout command.

    from foldout import plot_model
    plot_model(model, show_shapes=True)                 # shown in a notebook
    plot_model("model.onnx", to_file="model.pdf")       # written to a file

The command is found by the environment variable FOLDOUT, else on the PATH.
"""

import os
import pathlib
import shlex
import subprocess
import tempfile

__all__ = ["Diagram", "FoldoutError", "plot_model"]

FORMATS = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "html": "text/html"}
DIRECTIONS = {"TB": "down", "LR": "right"}


class FoldoutError(Exception):
    """What the command said when it failed."""


class Diagram:
    """A drawn model. Notebooks show it; `data` is the file's bytes and `format` its kind."""

    def __init__(self, data, format):
        self.data = data
        self.format = format

    def save(self, path):
        pathlib.Path(path).write_bytes(self.data)

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self.format == "html":
            page = self.data.decode().replace("&", "&amp;").replace('"', "&quot;")
            frame = f'<iframe srcdoc="{page}" style="width:100%;height:600px;border:1px solid #8888"></iframe>'
            return {"text/html": frame, "text/plain": repr(self)}
        data = self.data.decode() if self.format == "svg" else self.data
        return {FORMATS[self.format]: data, "text/plain": repr(self)}

    def __repr__(self):
        return f"<foldout.Diagram {self.format}, {len(self.data)} bytes>"


def plot_model(
    model,
    to_file=None,
    show_shapes=False,
    show_layer_names=False,
    rankdir="TB",
    expand_nested=None,
    dpi=None,
    *,
    format=None,
    depth=None,
    open=(),
    fold=(),
    only=None,
    theme="light",
    title=None,
    options=(),
):
    """Draws a model and gives a `Diagram`, which a notebook shows.

    model: a Keras model, an ONNX ModelProto, or the path of a model file.
    to_file: where to write the picture too; its extension says which kind: svg, png, pdf or html.
    show_shapes: every known shape, instead of those of inputs and outputs only.
    show_layer_names: the names of layers and nodes.
    rankdir: "TB" for downwards or "LR" for to the right.
    expand_nested: True opens all nested models and blocks, False none; None opens what fits on a page.
    dpi: of a PNG; 192 by default.
    format: the kind of picture where there is no to_file; "svg" by default.
    depth, open, fold, only, theme, title: as on the command line.
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
    arguments.append("--show=shapes=all" if show_shapes else "--hide=shapes")
    arguments.append("--show=names" if show_layer_names else "--hide=names")
    for name, value in (("depth", depth), ("only", only), ("title", title)):
        if value is not None:
            arguments.append(f"--{name}={value}")
    if dpi is not None:
        arguments.append(f"--scale={dpi / 96}")
    for name, globs in (("open", open), ("fold", fold)):
        arguments += [f"--{name}={glob}" for glob in ([globs] if isinstance(globs, str) else globs)]
    arguments += shlex.split(options) if isinstance(options, str) else list(options)
    diagram = Diagram(_draw(model, arguments), format)
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
