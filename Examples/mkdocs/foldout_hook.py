"""A MkDocs hook that draws models with Foldout: an image whose file is a model becomes its picture.

    ![ResNet-50](resnet50.onnx){ --depth 1 --hide legend }
    ![A model of mine](<my model.keras>)

What stands in braces are options as on the command line. See README.md for the settings.
"""

import html
import os
import pathlib
import posixpath
import re
import shlex
import subprocess
import urllib.parse

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

logger = get_plugin_logger("foldout")
FOLDER = "model-diagrams"
# Files that are models whatever links to them. An image that is JSON can only be a Keras model.
MODELS = (".onnx", ".keras", ".h5")
IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\(\s*(?P<path><[^<>\n]+\.(?:onnx|keras|h5|json)>|[^()<>\n]+?\.(?:onnx|keras|h5|json))"
    r"(?:\s+[\"'][^\n]*?[\"'])?\s*\)(?:\{(?P<options>[^}\n]*)\})?")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


def settings(config):
    """`extra: foldout:` of mkdocs.yml."""
    defaults = {"command": os.environ.get("FOLDOUT", "foldout"), "options": [], "dark": "media", "publish": False}
    return {**defaults, **config.extra.get("foldout", {})}


def run(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise PluginError(f"cannot run {command[0]}: {error.strerror}; is Foldout installed?")
    if done.returncode != 0:
        raise PluginError(done.stderr.strip())
    if done.stderr:
        logger.warning(done.stderr.strip())
    return done.stdout


def draw(model, options, config):
    """Draws a model, unless the same was drawn before; gives the paths of the pictures by theme."""
    command = settings(config)["command"]
    options = [*settings(config)["options"], *options]
    is_one_theme = any(option.startswith(("--theme", "--dark-selector")) for option in options)
    themes = ["light"] if is_one_theme else ["light", "dark"]
    if len(themes) > 1:
        options += ["--variants", "light,dark"]
    key = run(command, model, *options, "--print-key").strip()
    folder = pathlib.Path(config.config_file_path).resolve().parent / ".cache" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    # Addresses without blanks need no escapes.
    name = re.sub(r"[^\w.-]+", "-", pathlib.Path(model).stem)
    light = folder / f"{name}-{key[:16]}.svg"
    pictures = {theme: light if theme == "light" else light.with_name(f"{light.stem}~{theme}.svg") for theme in themes}
    if not all(picture.exists() for picture in pictures.values()):
        run(command, model, *options, "-o", str(light))
    return pictures


def described(picture):
    """What the picture says of itself."""
    text = picture.read_text(encoding="utf-8")
    parts = [re.search(f"<{part}[^>]*>(.*?)</{part}>", text) for part in ("title", "desc")]
    return ": ".join(html.unescape(part[1]) for part in parts if part)


def on_files(files, config):
    """Models stay out of the site, which holds their pictures."""
    if not settings(config)["publish"]:
        for file in files:
            if file.src_uri.lower().endswith(MODELS):
                file.inclusion = InclusionLevel.EXCLUDED
    return files


def model_of(text, page, files):
    """The model that an image names, as a path below the documents: as it stands there, else with `%20` read as a blank."""
    text = text.strip("<>")
    for name in (text, urllib.parse.unquote(text)):
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), name))
        file = files.get_file_from_path(uri)
        if file is not None:
            return uri, file
    return uri, None


def outside_of_fences(markdown, change):
    """Changes the lines that are not in blocks of code."""
    lines = []
    fence = None
    for line in markdown.split("\n"):
        mark = FENCE.match(line)
        if mark and fence is None:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = None
        lines.append(line if fence or mark else change(line))
    return "\n".join(lines)


def on_page_markdown(markdown, page, config, files):
    def replace(match):
        uri, file = model_of(match["path"], page, files)
        if file is not None and not settings(config)["publish"]:
            file.inclusion = InclusionLevel.EXCLUDED
        pictures = draw(str(pathlib.Path(config.docs_dir, uri)), shlex.split(match["options"] or ""), config)
        alt = html.escape(match["alt"] or described(pictures["light"]))
        urls = {}
        for theme, picture in pictures.items():
            uri = f"{FOLDER}/{picture.name}"
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, abs_src_path=str(picture)))
            urls[theme] = html.escape(files.get_file_from_path(uri).url_relative_to(page.file))
        if "dark" in urls and settings(config)["dark"] == "class":
            # Material for MkDocs shows these two by its own switch.
            return f'<img src="{urls["light"]}#only-light" alt="{alt}"><img src="{urls["dark"]}#only-dark" alt="{alt}">'
        image = f'<img src="{urls["light"]}" alt="{alt}">'
        if "dark" not in urls:
            return image
        return f'<picture><source media="(prefers-color-scheme: dark)" srcset="{urls["dark"]}">{image}</picture>'

    return outside_of_fences(markdown, lambda line: IMAGE.sub(replace, line))
