"""A Sphinx extension that draws models with Foldout.

    extensions = ["foldout_sphinx"]

    .. model-diagram:: resnet50.onnx
       :name: resnet
       :color-by: macs
       :caption: A picture of ResNet-50
       :alt: A stem, four stages and a head

    Colours in :numref:`resnet` are shares of the work.

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
VALUES = [
    "max-boxes", "depth", "only", "show", "hide", "direction", "page", "details", "color-by", "theme", "background",
    "dark-selector", "size", "title", "desc", "timeout",
]
# The same, where several values may stand, one a line or separated by commas.
LISTS = ["open", "fold", "dim"]
FLAGS = ["flat"]
PREFIX = "model-diagrams"


class model_diagram(nodes.General, nodes.Inline, nodes.Element):
    """A drawn model: `light`, `dark` and `page` are files, with `alt`, `classes`, `width`, `height` and `align`."""


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


def several(argument):
    """The values of an option that stand on lines of their own or between commas."""
    parts = [part.strip() for line in (argument or "").splitlines() for part in line.split(",")]
    if not any(parts):
        raise ValueError("a value is missing")
    return [part for part in parts if part]


class ModelDiagram(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        **{name: directives.unchanged_required for name in VALUES},
        **{name: several for name in LISTS},
        **{name: directives.flag for name in FLAGS},
        "idioms": directives.path,
        "format": lambda argument: directives.choice(argument, ("svg", "html")),
        "alt": directives.unchanged,
        "caption": directives.unchanged_required,
        "height": directives.length_or_unitless,
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
        if "caption" not in self.options:
            self.add_name(node)
            return [node]
        # A figure, which Sphinx numbers.
        texts, messages = self.state.inline_text(self.options["caption"], self.lineno)
        caption = nodes.caption(self.options["caption"], "", *texts)
        figure = nodes.figure("", node, caption, align=node["align"])
        self.set_source_info(figure)
        self.set_source_info(caption)
        self.add_name(figure)
        return [figure, *messages]

    def command_options(self):
        """What the options of the directive and of `conf.py` are on the command line."""
        options = list(self.config.foldout_options)
        for name in VALUES:
            if name in self.options:
                options.append(f"--{name}={self.options[name]}")
        for name in LISTS:
            options += [f"--{name}={value}" for value in self.options.get(name, [])]
        options += [f"--{name}" for name in FLAGS if name in self.options]
        if "idioms" in self.options:
            relative, path = self.env.relfn2path(self.options["idioms"])
            self.env.note_dependency(relative)
            options.append(f"--idioms={path}")
        return options

    def draw(self, path):
        config = self.config
        command = [config.foldout_command] if isinstance(config.foldout_command, str) else config.foldout_command
        options = self.command_options()
        # A picture in one theme, or a pair.
        is_one_theme = any(option.split("=")[0] in ("--theme", "--dark-selector") for option in options)
        themes = [] if is_one_theme else ["--variants", "light,dark"]
        form = "pdf" if self.env.app.builder.format == "latex" else "svg"
        # A page to walk through stands in a page only.
        page = ""
        if self.options.get("format") == "html" and self.env.app.builder.format == "html":
            page = self.file(command, path, options, "html").name
        if form == "pdf" or page:
            themes = []
        picture = self.file(command, path, [*options, *themes], form)
        dark = picture.with_name(f"{picture.stem}~dark.svg").name if themes else ""
        node = model_diagram(light=picture.name, dark=dark, page=page)
        node["alt"] = self.options.get("alt") or (described(picture) if form == "svg" else "")
        node["classes"] += self.options.get("class", [])
        node["width"] = self.options.get("width", "")
        node["height"] = self.options.get("height", "600px")
        node["align"] = self.options.get("align", "center")
        return node

    def file(self, command, path, options, form):
        """The file that the command draws, which is drawn only where it is not there yet."""
        key, _ = run(command, path, *options, "-f", form, "--print-key")
        folder = pathlib.Path(self.env.app.outdir) / self.env.app.builder.imagedir / PREFIX
        picture = folder / f"{pathlib.Path(path).stem}-{key.strip()[:16]}.{form}"
        dark = picture.with_name(f"{picture.stem}~dark.svg")
        if not picture.exists() or ("--variants" in options and not dark.exists()):
            folder.mkdir(parents=True, exist_ok=True)
            _, said = run(command, path, *options, "-f", form, "-o", str(picture))
            if said:
                logger.warning("%s", said, location=self.get_location(), type="model-diagram")
        return picture


def described(picture):
    """What the picture says of itself."""
    space = "{http://www.w3.org/2000/svg}"
    root = ElementTree.parse(picture).getroot()
    return ": ".join(root.findtext(space + part, "") for part in ("title", "desc"))


def length(text):
    """A length in CSS: a bare number is pixels."""
    return text + "px" if text.isdigit() else text


def visit_html(self, node):
    def url(name):
        return "/".join([self.builder.imgpath, PREFIX, name])

    style = f"width: {node['width']}; " if node["width"] else ""
    common = {"alt": node["alt"], "style": style + "max-width: 100%"}
    classes = ["model-diagram", *node["classes"]]
    how = self.builder.config.foldout_dark
    self.body.append(self.starttag(node, "div", "", CLASS=f"model-diagram-box align-{node['align']}"))
    if node["page"]:
        style = f"width: {node['width'] or '100%'}; height: {length(node['height'])}; border: 1px solid #8888"
        self.body.append(self.starttag(
            node, "iframe", "", src=url(node["page"]), title=node["alt"], style=style, CLASS=" ".join(classes)))
        self.body.append("</iframe>")
    elif node["dark"] and how == "class":
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
