"""Draws ONNX and Keras models as diagrams, by the foldout command.

    import foldout
    foldout.plot_model(model, show_shapes=True)                 # shown in a notebook
    foldout.plot_model("model.onnx", to_file="model.pdf")       # written to a file
    foldout.draw("model.onnx", format="png", depth=1)           # bytes
    foldout.summary("model.onnx")["parameters"]                 # numbers; print() shows the table

The command is the one that the package brings; a package without one finds it on the PATH. The environment variable
FOLDOUT names another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._diagram import Diagram
    from ._drawing import draw, plot_model
    from ._running import FoldoutError, Model
    from ._summary import Summary, summary

__version__ = "0.1.0"
__all__ = ["Diagram", "FoldoutError", "Model", "Summary", "draw", "plot_model", "summary"]

_PLACES = {
    "Diagram": "_diagram", "draw": "_drawing", "plot_model": "_drawing", "FoldoutError": "_running",
    "Model": "_running", "Summary": "_summary", "summary": "_summary",
}


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: the command `foldout` imports this package too, and is to start at once.
    if name not in _PLACES:
        raise AttributeError(f"module 'foldout' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
