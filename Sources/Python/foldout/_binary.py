"""The command in this package, what it needs to know, and a start that costs little: nothing but os and sys."""

from __future__ import annotations

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def bundled() -> str | None:
    """The path of the command that this package brings; None where it was installed without one."""
    path = os.path.join(HERE, "bin", "foldout")
    return path if os.access(path, os.X_OK) else None


def command() -> str:
    """The command to run: the variable FOLDOUT, else the package's own, else what the PATH finds."""
    return os.environ.get("FOLDOUT") or bundled() or "foldout"


def environment() -> dict[str, str]:
    """The environment for the package's own command. Variables that the user has set are left as they are."""
    variables = dict(os.environ)
    fonts = os.path.join(HERE, "fonts", "fonts.conf")
    if os.path.exists(fonts):
        # The letters of PNG and PDF are as wide as measured on every machine, on one without fonts too.
        variables.setdefault("FONTCONFIG_FILE", fonts)
        # Plug-ins of the system are made for the system's libraries, not for those in the package.
        variables.setdefault("GDK_PIXBUF_MODULE_FILE", os.devnull)
        variables.setdefault("GIO_MODULE_DIR", os.path.join(HERE, "bin"))
    if "FOLDOUT_ONNXRUNTIME" not in variables:
        for folder in sys.path:
            runtime = os.path.join(folder, "onnxruntime", "capi")
            if os.path.isdir(runtime):
                variables["FOLDOUT_ONNXRUNTIME"] = runtime
                break
    return variables


def main() -> int:
    """Becomes the command. Returns only where that fails, with the exit code of a missing library."""
    # Not by FOLDOUT, which may name the very script that calls this.
    path = bundled()
    try:
        if path:
            os.execve(path, ["foldout", *sys.argv[1:]], environment())
        os.execvp("foldout", ["foldout", *sys.argv[1:]])
    except OSError as error:
        print(f"foldout: error: cannot run {path or 'foldout'}: {error.strerror}", file=sys.stderr)
    return 69
