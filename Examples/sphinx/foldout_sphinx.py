"""A Sphinx extension that draws models with Foldout.

    extensions = ["foldout_sphinx"]

    .. model-diagram:: resnet50.onnx
       :depth: 1
       :alt: A picture of ResNet-50

Options are those of the command line. Pictures are light and dark as the reader's system says, and are drawn again
only when the model, an option or Foldout itself changes. See README.md for the settings.
"""

import os
import pathlib
import subprocess
import xml.etree.ElementTree as ElementTree

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

# Options handed on to the command as they are, with or without a value.
VALUES = ["max-boxes", "depth", "open", "fold", "only", "show", "hide", "direction", "theme", "size", "title", "desc", "timeout"]
FLAGS = ["flat"]
PREFIX = "model-diagrams"


class model_diagram(nodes.General, nodes.Inline, nodes.Element):
    """A drawn model: `files` by theme, `alt`, `classes`, `width`, `align`."""


class FoldoutError(Exception):
    pass


def run(command, *arguments):
    try:
        done = subprocess.run([*command, *arguments], capture_output=True, text=True)
    except OSError as error:
        raise FoldoutError(f"cannot run {command[0]}: {error.strerror}; is Foldout installed, or foldout_command set?")
    if done.returncode != 0:
        raise FoldoutError(done.stderr.strip())
    return done.stdout, done.stderr.strip()


class ModelDiagram(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        **{name: directives.unchanged_required for name in VALUES},
        **{name: directives.flag for name in FLAGS},
        "alt": directives.unchanged,
        "width": directives.length_or_percentage_or_unitless,
        "align": lambda argument: directives.choice(argument, ("left", "center", "right")),
        "class": directives.class_option,
        "name": directives.unchanged,
    }

    def run(self):
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        try:
            node = self.draw(path)
        except FoldoutError as error:
            logger.warning("%s", error, location=self.get_location(), type="model-diagram")
            return [nodes.literal_block(text=str(error))]
        self.add_name(node)
        return [node]

    def draw(self, path):
        config = self.config
        command = [config.foldout_command] if isinstance(config.foldout_command, str) else config.foldout_command
        options = list(config.foldout_options)
        for name in VALUES:
            if name in self.options:
                options.append(f"--{name}={self.options[name]}")
        options += [f"--{name}" for name in FLAGS if name in self.options]
        # A picture in one theme, or a pair.
        themes = [] if "theme" in self.options else ["--variants", "light,dark"]
        form = "pdf" if self.env.app.builder.format == "latex" else "svg"
        if form == "pdf":
            themes = []
        key, _ = run(command, path, *options, *themes, "-f", form, "--print-key")
        folder = pathlib.Path(self.env.app.outdir) / self.env.app.builder.imagedir / PREFIX
        picture = folder / f"{pathlib.Path(path).stem}-{key.strip()[:16]}.{form}"
        dark = picture.with_name(f"{picture.stem}~dark.svg")
        if not picture.exists() or (themes and not dark.exists()):
            folder.mkdir(parents=True, exist_ok=True)
            _, said = run(command, path, *options, *themes, "-f", form, "-o", str(picture))
            if said:
                logger.warning("%s", said, location=self.get_location(), type="model-diagram")
        node = model_diagram(light=picture.name, dark=dark.name if themes else "")
        node["alt"] = self.options.get("alt") or (described(picture) if form == "svg" else "")
        node["classes"] += self.options.get("class", [])
        node["width"] = self.options.get("width", "")
        node["align"] = self.options.get("align", "center")
        return node


def described(picture):
    """What the picture says of itself."""
    space = "{http://www.w3.org/2000/svg}"
    root = ElementTree.parse(picture).getroot()
    return ": ".join(root.findtext(space + part, "") for part in ("title", "desc"))


def visit_html(self, node):
    def url(name):
        return "/".join([self.builder.imgpath, PREFIX, name])

    style = f"width: {node['width']}; " if node["width"] else ""
    common = {"alt": node["alt"], "style": style + "max-width: 100%"}
    classes = ["model-diagram", *node["classes"]]
    how = self.builder.config.foldout_dark
    self.body.append(self.starttag(node, "div", "", CLASS=f"model-diagram-box align-{node['align']}"))
    if node["dark"] and how == "class":
        for theme in ("light", "dark"):
            names = [*classes, f"only-{theme}"]
            self.body.append(self.emptytag(node, "img", "", src=url(node[theme]), CLASS=" ".join(names), **common))
    else:
        if node["dark"] and how == "media":
            dark = self.attval(url(node["dark"]))
            self.body.append(f'<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">')
        self.body.append(self.emptytag(node, "img", "", src=url(node["light"]), CLASS=" ".join(classes), **common))
        if node["dark"] and how == "media":
            self.body.append("</picture>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def visit_latex(self, node):
    path = "/".join([self.builder.imagedir, PREFIX, node["light"]])
    # Sphinx itself shrinks what is wider than the page.
    width = f"[width={node['width']}]" if node["width"] and node["width"][-1].isalpha() else ""
    self.body.append(
        r"\begin{center}\sphinxincludegraphics%s{{%s}.pdf}\end{center}" % (width, path[: -len(".pdf")]) + "\n")
    raise nodes.SkipNode


def visit_text(self, node):
    self.add_text(f"[{node['alt']}]")
    raise nodes.SkipNode


def visit_man(self, node):
    self.body.append(f"[{node['alt']}]")
    raise nodes.SkipNode


def setup(app):
    app.add_node(
        model_diagram, html=(visit_html, None), latex=(visit_latex, None), text=(visit_text, None), man=(visit_man, None))
    app.add_directive("model-diagram", ModelDiagram)
    app.add_config_value("foldout_command", os.environ.get("FOLDOUT", "foldout"), "")
    app.add_config_value("foldout_options", [], "env")
    app.add_config_value("foldout_dark", "media", "html")
    return {"version": "0.1", "parallel_read_safe": True, "parallel_write_safe": True}
