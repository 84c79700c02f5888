"""Gives flowcharts to Mermaid itself in headless Chromium; started by Tests/Html/run."""

import html
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from playwright.sync_api import sync_playwright

from models import MARKUP, ROOT, hostile_model, wire

FOLDOUT = os.environ["FOLDOUT"]
MERMAID = pathlib.Path(os.environ["MERMAID"])

# What GitHub and GitLab set: HTML in labels, cleaned, and Mermaid's own limits.
SETTINGS = {"startOnLoad": False, "securityLevel": "strict", "htmlLabels": True,
            "flowchart": {"htmlLabels": True}, "suppressErrorRendering": True}

RENDER = """async text => {
  await mermaid.parse(text);
  const place = document.getElementById('place');
  place.innerHTML = (await mermaid.render('chart', text)).svg;
  const lines = element => [...element.querySelectorAll('.nodeLabel')].map(
    label => label.innerHTML.replace(/<br *\\/?>/g, '\\n').replace(/<[^>]*>/g, ''));
  const texts = which => [...place.querySelectorAll(which)].flatMap(lines);
  const size = place.querySelector('svg').viewBox.baseVal;
  return {
    boxes: texts('.node'), blocks: texts('.cluster'), lines: place.querySelectorAll('.edgePaths path').length,
    labels: [...place.querySelectorAll('.edgeLabel .edgeLabel')].map(label => label.textContent).filter(text => text),
    strange: place.querySelectorAll('img, script, a, i, em, strong, code, li, math, iframe, object').length,
    title: place.querySelector('title')?.textContent, description: place.querySelector('desc')?.textContent, width: size.width, height: size.height,
  };
}"""

# Each means something to Mermaid, to its Markdown, to HTML or to JavaScript, or looks as if.
NAMES = [
    MARKUP, "end", "graph TD", "subgraph x", "class", "style:x#y;z", "classDef a:#1;", "click n0 callback", "default",
    '"]; n0 --> n1["', "%%{init: {\"securityLevel\": \"loose\"}}%%", "%% comment", "---", "1. item", "- item", "# head",
    "> quote", "**bold** _it_ __init__", "`code`", "```", "$$x^2$$", "$$$y$$$", "$\u200b$z$$", "fa:fa-car", "[text](https://example.org)",
    "https://example.org/x", "www.example.org", "a\\nb", "a\nb", "#35; &lt; &#60;", "\ufb02\u00b0\u00b060\u00b6\u00df",
    "@{ shape: cloud }", ":::closed", "|x|", "{{7*7}}", "~~gone~~", "\u202eabc\u200b", "constructor", "__proto__",
    "\u6f22\u5b57 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \U0001f9e0",
]


def named_model():
    """A chain of operators of a domain of their own, of which each has one of the names, and so have blocks and values."""
    nodes, last = b"", NAMES[0] + " in"
    for place, name in enumerate(NAMES):
        output = f"{name} {place}"
        nodes += wire.data(1, wire.data(1, last) + wire.data(2, output) + wire.data(3, f"/{name.replace('/', '-')}/{place}")
                           + wire.data(4, name) + wire.data(7, "own"))
        last = output
    graph = nodes + wire.data(2, NAMES[0]) + wire.data(11, wire.data(1, NAMES[0] + " in")) + wire.data(12, wire.data(1, last))
    return wire.number(1, 8) + wire.data(7, graph) + wire.data(8, wire.number(2, 17)) + wire.data(8, wire.data(1, "own") + wire.number(2, 1))


def wide_model(operators):
    """Operators beside each other that all read one value: as many lines as two for each."""
    nodes = b"".join(wire.data(1, wire.data(1, "x") + wire.data(2, f"y{number}") + wire.data(4, "Relu" if number % 2 else "Tanh"))
                     for number in range(operators))
    outputs = b"".join(wire.data(12, wire.data(1, f"y{number}")) for number in range(operators))
    graph = nodes + wire.data(2, "wide") + wire.data(11, wire.data(1, "x")) + outputs
    return wire.number(1, 8) + wire.data(7, graph) + wire.data(8, wire.number(2, 17))


def told(text):
    """The text that a quoted string of Mermaid stands for: numbers are those of characters."""
    lines = re.sub(r"#(\d+);", lambda match: f"&#{match[1]};", text).split("<br/>")
    return "\n".join(html.unescape(line).strip() for line in lines)


class MermaidTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        cls.complaints = []
        cls.page = cls.browser.new_page()
        cls.page.on("console", lambda message: cls.complaints.append(message.text))
        cls.page.on("pageerror", lambda error: cls.complaints.append(str(error)))
        cls.page.on("dialog", lambda dialog: (cls.complaints.append(dialog.message), dialog.dismiss()))
        cls.page.on("request", lambda request: cls.complaints.append(request.url))
        cls.page.set_content("<!doctype html><div id=place></div>")
        cls.page.add_script_tag(content=MERMAID.read_text())
        cls.page.evaluate("settings => mermaid.initialize(settings)", SETTINGS)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.folder.cleanup()

    def write(self, model):
        path = pathlib.Path(self.folder.name) / "model.onnx"
        path.write_bytes(model)
        return path

    def draw(self, model, *options, form="mermaid"):
        run = subprocess.run([FOLDOUT, str(model), "-f", form, "-o", "-", *options], check=True, capture_output=True)
        return run.stdout.decode()

    def check(self, model, *options):
        """Draws a model, and looks whether Mermaid shows all of the chart and nothing else."""
        text = self.draw(model, *options)
        self.assertEqual(text, self.draw(model, *options), "the same bytes")
        found = self.page.evaluate(RENDER, text)
        boxes = re.findall(r'^ *n\d+(?:\[\[|\(\[|\[)"(.*)"(?:\]\]|\]\)|\])$', text, re.M)
        blocks = re.findall(r'^ *subgraph b\d+\["(.*)"\]$', text, re.M)
        lines = re.findall(r'^ *(n\d+) (?:-->|-\.->)(?:\|"(.*)"\|)? (n\d+)$', text, re.M)
        shown = {kind: sorted(" ".join(html.unescape(one).split()) for one in found[kind]) for kind in ("boxes", "blocks", "labels")}
        for kind, texts in [("boxes", boxes), ("blocks", blocks), ("labels", [label for _, label, _ in lines if label])]:
            self.assertEqual(shown[kind], sorted(" ".join(told(one).split()) for one in texts), kind)
        self.assertEqual(found["lines"], len(lines))
        for key, element in [("accTitle", "title"), ("accDescr", "description")]:
            line = re.search(rf"^  {key}: (.*)$", text, re.M)
            self.assertEqual(" ".join((found[element] or "").split()), " ".join(told(line[1]).split()) if line else "")
        self.assertEqual(found["strange"], 0, "markup came through")
        self.assertEqual(self.complaints, [])
        # The other text of a graph agrees.
        dot = self.draw(model, *options, form="dot")
        self.assertEqual(len(boxes), len(re.findall(r"^ *n\d+ \[", dot, re.M)))
        self.assertEqual(len(lines), len(set(re.findall(r"^ *n\d+ -> n\d+;$", dot, re.M))))
        self.assertEqual(len(blocks), len(re.findall(r"^ *subgraph ", dot, re.M)))
        return text, found

    def test_all_models(self):
        no_models = {"keras_layers.json", "resnet18-qdq_static.json"}
        endings = {".onnx", ".json", ".keras", ".h5"}
        models = [path for folder in ("Examples", "Tests/Models") for path in sorted((ROOT / folder).iterdir())
                  if path.suffix in endings and path.name not in no_models]
        self.assertGreater(len(models), 30)
        for path in models:
            with self.subTest(path.name):
                text, _ = self.check(path)
                self.assertLessEqual(len(text), 50_000)

    def test_options(self):
        bert = ROOT / "Examples" / "bert.onnx"
        _, down = self.check(bert)
        _, right = self.check(bert, "--direction", "right")
        self.assertGreater(down["height"], down["width"])
        self.assertGreater(right["width"], right["height"])
        _, closed = self.check(bert, "--depth", "0")
        self.assertEqual(closed["blocks"], [])
        self.assertLess(len(closed["boxes"]), len(down["boxes"]))
        text, found = self.check(bert, "--title", "Ours; #1: \"B\"", "--desc", "<b>It</b>", "--show", "names,attributes,shapes=all")
        self.assertEqual((found["title"], found["description"]), ('Ours; #1: "B"', "<b>It</b>"))
        self.assertIn("|", text)
        bare, _ = self.check(bert, "--hide", "shapes,weights,costs")
        self.assertNotIn("|", bare)

    def test_hostile_names(self):
        self.check(self.write(hostile_model()))
        named = self.write(named_model())
        for options in [(), ("--flat",), ("--flat", "--show", "names,shapes=all"), ("--depth", "9", "--direction", "right")]:
            with self.subTest(options):
                self.check(named, *options)
        for name in NAMES:
            with self.subTest(name):
                self.check(named, "--flat", f"--title={name}", f"--desc={name}")

    def test_the_largest_that_mermaid_takes(self):
        text, found = self.check(self.write(wide_model(250)), "--flat")
        self.assertEqual(found["lines"], 500)
        with self.assertRaises(Exception):
            self.page.evaluate(RENDER, text + "  n0 --> n3\n")
        more = subprocess.run([FOLDOUT, str(self.write(wide_model(251))), "--flat", "-f", "mermaid", "-o", "-"],
                              capture_output=True, text=True)
        self.assertEqual((more.returncode, more.stdout), (64, ""))
        self.assertIn("this flowchart has 502 lines, and Mermaid draws at most 500", more.stderr)
        # By default the rest is gathered, or folded.
        self.check(self.write(wide_model(5000)))


if __name__ == "__main__":
    unittest.main()
