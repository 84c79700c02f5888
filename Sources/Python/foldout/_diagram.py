"""A drawn model, as notebooks show it."""

from __future__ import annotations

import html
import os
import pathlib
import re
from collections.abc import Callable
from typing import Any, Union

FORMATS = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "html": "text/html"}


class Diagram:
    """A drawn model. Notebooks show it; `data` is the file's bytes, `format` its kind and `alt` says it in words."""

    def __init__(self, data: bytes, format: str, describe: Callable[[], bytes] | None = None) -> None:
        self.data = data
        self.format = format
        self._describe = describe
        self._alt: str | None = None

    @property
    def alt(self) -> str:
        """The title and description of the picture, for those who can't see it."""
        if self._alt is None:
            svg = self.data if self.format == "svg" else self._describe() if self._describe else b""
            parts = [re.search(f"<{part}[^>]*>(.*?)</{part}>", svg.decode(), re.DOTALL) for part in ("title", "desc")]
            self._alt = ": ".join(html.unescape(part[1]) for part in parts if part) or "A model"
        return self._alt

    def save(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes the bytes to a file."""
        pathlib.Path(path).write_bytes(self.data)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        if self.format == "html":
            return {"text/html": self._repr_html_(), "text/plain": self.alt}
        data = self.data.decode() if self.format == "svg" else self.data
        kind = FORMATS[self.format]
        return {kind: data, "text/plain": self.alt}, {kind: {"alt": self.alt}}

    # For programs that ask for one form, and know no bundles. None is "not in this form".

    def _repr_svg_(self) -> str | None:
        return self.data.decode() if self.format == "svg" else None

    def _repr_png_(self) -> bytes | None:
        return self.data if self.format == "png" else None

    def _repr_html_(self) -> str | None:
        if self.format != "html":
            return None
        page = self.data.decode().replace("&", "&amp;").replace('"', "&quot;")
        return (
            f'<iframe srcdoc="{page}" title="{html.escape(self.alt)}"'
            ' style="width:100%;height:600px;border:1px solid #8888"></iframe>')

    def __repr__(self) -> str:
        return f"<foldout.Diagram {self.format}, {len(self.data)} bytes>"
