#!/usr/bin/env python3
"""The pictures of the documentation, and the commands that draw them.

    recipes.py FOLDOUT write     draws the pictures in Documentation/pictures
    recipes.py FOLDOUT check     fails where one of them is not what the command on its page draws
    recipes.py FOLDOUT try       runs each command of the documentation whose files are in the repository

A page shows `pictures/NAME.svg` below the line that draws it, `foldout … -o /tmp/NAME.svg`; where no line shall be seen, it stands in a comment.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / "Documentation" / "pictures"
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"^<!-- (foldout .*?) -->$", re.MULTILINE)
# A word that names a file, rather than an option, a verb or a number.
FILE = re.compile(r"^[\w./-]*\.(onnx|keras|h5|json|npz|npy|png|csv|txt|pb)$|^(Examples|Tests)/")


def pages():
    """The pages whose commands and pictures these are."""
    return [ROOT / "README.md", *sorted((ROOT / "Documentation").glob("*.md")), ROOT / "Examples" / "README.md"]


def commands(markdown):
    """The lines of the shell that a page shows."""
    lines = [line for block in FENCE.findall(markdown) for line in block.replace("\\\n", " ").split("\n")]
    return [line for line in lines if line.strip()]


def recipes(markdown):
    """The words of the command by the name of the picture that it draws."""
    found = {}
    for line in [*commands(markdown), *COMMENT.findall(markdown)]:
        words = shlex.split(line, comments=True) if line.startswith("foldout ") else []
        if "-o" in words and words[-1].endswith(".svg"):
            found[pathlib.Path(words[-1]).stem] = words[1:-2]
    return found


class DrawingError(Exception):
    """What the command says of a picture that it can't draw."""


def has_theme(words):
    """Whether a recipe is about one theme: then its picture is the same for light and dark readers."""
    return "--theme" in words


def draw(foldout, words, output, *colours, folder=ROOT):
    """Draws a picture; in the colours that these options say, unless its recipe names a theme."""
    colours = () if has_theme(words) else colours
    done = subprocess.run([foldout, *words, *colours, "-o", output], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise DrawingError(f"{' '.join(words)}: {done.stderr.strip()}")


def all_recipes():
    found = {}
    for page in pages():
        text = page.read_text(encoding="utf-8")
        known = recipes(text)
        for name in re.findall(r"pictures/([\w-]+)\.svg", text) if page.parent != ROOT / "Examples" else []:
            if name not in known:
                sys.exit(f"{page.name}: nothing on this page draws pictures/{name}.svg")
            found[name] = known[name]
    return found


def write(foldout):
    for name, words in all_recipes().items():
        draw(foldout, words, PICTURES / f"{name}.svg", "--theme", "auto")


def check(foldout):
    drawn = all_recipes()
    stale = sorted({path.stem for path in PICTURES.glob("*.svg")} - set(drawn))
    with tempfile.TemporaryDirectory() as folder:
        for name, words in drawn.items():
            output, kept = pathlib.Path(folder, f"{name}.svg"), PICTURES / f"{name}.svg"
            draw(foldout, words, output, "--theme", "auto")
            if not kept.exists() or kept.read_bytes() != output.read_bytes():
                stale.append(name)
    if stale:
        sys.exit(f"stale in Documentation/pictures: {' '.join(stale)}: 'make pictures' draws them again")


def names_of_files(line):
    return [word for word in re.split(r"[\s=]+", line.split(" #")[0]) if FILE.match(word.strip("'\""))]


def can_be_tried(line):
    """Whether it is a command of Foldout whose inputs are all there."""
    if not re.match(r"^(foldout|cat .*\| *foldout) ", line):
        return False
    inputs = [name for name in names_of_files(re.sub(r"(-o|>) *\S+", "", line))]
    return all(list(ROOT.glob(name)) for name in inputs)


def try_all(foldout):
    tried = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "bin").mkdir()
        (folder / "bin" / "foldout").symlink_to(foldout)
        (folder / "tmp").mkdir()
        for name in ("Examples", "Tests", "Documentation", "Schemas"):
            (folder / name).symlink_to(ROOT / name)
        environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}"}
        for page in pages():
            for line in filter(can_be_tried, commands(page.read_text(encoding="utf-8"))):
                done = subprocess.run(
                    ["sh", "-ec", line.replace("/tmp/", f"{folder}/tmp/")], cwd=folder, env=environment, capture_output=True, text=True)
                # 1 is an answer, not a failure: a stale picture, a library that is not there.
                if done.returncode not in (0, 1):
                    sys.exit(f"{page.name}: {line}\n{done.stderr.strip()}")
                tried += 1
    print(f"documentation: {tried} commands run as they stand there")


if __name__ == "__main__":
    verbs = {"write": write, "check": check, "try": try_all}
    if len(sys.argv) != 3 or sys.argv[2] not in verbs:
        sys.exit(__doc__)
    try:
        verbs[sys.argv[2]](str(pathlib.Path(sys.argv[1]).resolve()))
    except DrawingError as error:
        sys.exit(str(error))
