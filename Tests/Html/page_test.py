"""Drives pages in headless Chromium; started by Tests/Html/run."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks"))
import generate  # noqa: E402
import wire  # noqa: E402

FOLDOUT = os.environ["FOLDOUT"]
MARKUP = "<img src=x onerror=alert(1)></script><script>alert(2)</script>{{7*7}}'\"&amp;"


def hostile_model():
    """Markup wherever a name can be, and blocks, so that there is something to go into."""
    nodes = b""
    last = MARKUP + "in"
    for layer in range(3):
        for part in range(3):
            output = f"{MARKUP}{layer}.{part}"
            nodes += wire.data(1, wire.data(1, last) + wire.data(2, output) + wire.data(4, f"{MARKUP}{part}")
                               + wire.data(3, f"/block{layer}/{MARKUP}{layer}/n{part}")
                               + wire.data(5, wire.data(1, MARKUP) + wire.data(4, MARKUP) + wire.number(20, 3)))
            last = output
    graph = nodes + wire.data(2, MARKUP)
    graph += wire.data(11, wire.data(1, MARKUP + "in")) + wire.data(12, wire.data(1, last))
    return wire.number(1, 8) + wire.data(2, MARKUP) + wire.data(7, graph) + wire.data(8, wire.number(2, 17))


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.folder.cleanup()

    def draw(self, model, *options):
        path = pathlib.Path(self.folder.name) / (self.id().rpartition(".")[2] + ".html")
        subprocess.run([FOLDOUT, str(model), "-o", str(path), *options], check=True, stderr=subprocess.DEVNULL)
        return path

    def open(self, path, **options):
        """A page whose console and network are watched; see tearDown."""
        context = self.browser.new_context(viewport={"width": 1200, "height": 800}, **options)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append("dialog " + dialog.message))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri())
        self.own = path.as_uri()
        return page

    def setUp(self):
        self.complaints = []
        self.requests = []

    def tearDown(self):
        self.assertEqual(self.complaints, [], "the console is quiet")
        self.assertEqual({url.partition("#")[0] for url in self.requests}, {self.own}, "nothing leaves the page")
        for context in self.browser.contexts:
            context.close()

    def crumbs(self, page):
        return page.locator("#crumbs li").all_inner_texts()

    def transform(self, page):
        """The picture's place and scale."""
        matrix = page.locator("#stage > svg").evaluate("svg => getComputedStyle(svg).transform")
        a, _, _, _, x, y = (float(part) for part in matrix[len("matrix("):-1].split(","))
        return x, y, a

    def resnet(self, **options):
        return self.open(self.draw(ROOT / "Examples" / "resnet50.onnx"), **options)

    def test_going_in_and_back(self):
        page = self.resnet()
        whole = self.crumbs(page)
        page.locator(".foldout-closed").first.click()
        inside = self.crumbs(page)
        self.assertGreater(len(inside), len(whole))
        self.assertGreater(page.locator("#stage .foldout-node").count(), 3)
        page.locator("#crumbs a").first.click()
        self.assertEqual(self.crumbs(page), whole)
        page.go_back()
        self.assertEqual(self.crumbs(page), inside)
        page.reload()
        self.assertEqual(self.crumbs(page), inside, "the address says where one is")

    def test_in_a_frame_of_a_notebook(self):
        html = self.draw(ROOT / "Examples" / "resnet50.onnx").read_text()
        notebook = pathlib.Path(self.folder.name) / "notebook.html"
        notebook.write_text('<iframe srcdoc="%s" style="width:900px;height:700px"></iframe>'
                            % html.replace("&", "&amp;").replace('"', "&quot;"))
        frame = self.open(notebook).frame_locator("iframe")
        crumbs = frame.locator("#crumbs li")
        frame.locator(".foldout-closed").first.click()
        self.assertEqual(crumbs.count(), 2)
        frame.locator("#stage .foldout-block > rect").first.dblclick(position={"x": 4, "y": 4})
        self.assertEqual(crumbs.count(), 3)
        crumbs.nth(1).locator("a").click()
        self.assertEqual(crumbs.count(), 2)
        crumbs.first.locator("a").click()
        self.assertEqual(crumbs.count(), 1)
        self.requests = [url for url in self.requests if url != "about:srcdoc"]

    def test_letters_lead_to_details(self):
        page = self.resnet()
        crumbs = self.crumbs(page)
        page.locator("#stage .foldout-closed .foldout-letter[data-letter=A]").first.click()
        self.assertEqual(page.locator("#stage .foldout-detail.picked").get_attribute("data-letter"), "A")
        self.assertEqual(self.crumbs(page), crumbs, "one stays on the page")
        self.assertEqual(page.locator("#stage .lit-frame").count(), 4)
        page.locator("#stage .foldout-caption[data-letter=A]").click()
        self.assertEqual(page.locator("#stage .lit-frame").count(), 4)
        self.assertEqual(page.locator("#stage .picked").count(), 0)
        page.locator("#stage .foldout-input").click()
        self.assertEqual(page.locator("#stage .lit-frame").count(), 0)

    def test_rows_show_their_cards(self):
        page = self.resnet()
        row = page.locator("#stage .foldout-row", has_text="layer3")
        row.locator("text").first.hover()
        lit = page.locator("#stage .foldout-node:has(> .row-frame)")
        self.assertEqual(lit.evaluate_all("boxes => boxes.map(box => box.dataset.name)"), ["layer3"])
        page.locator("#find").hover()
        self.assertEqual(page.locator("#stage .row-frame").count(), 0)

    def test_every_closed_block_can_be_entered(self):
        page = self.resnet()
        self.assertEqual(page.locator(".foldout-closed.enterable").count(), page.locator(".foldout-closed").count())

    def test_idioms_can_be_entered(self):
        page = self.resnet()
        page.locator("[data-op=ConvBlock]").first.click()
        self.assertEqual(page.locator("#stage [data-op=Conv]").count(), 1)
        self.assertEqual(page.locator("#stage [data-op=Relu]").count(), 1)

    def test_pan_and_zoom(self):
        page = self.resnet()
        x, y, scale = self.transform(page)
        page.mouse.move(500, 400)
        page.mouse.down()
        page.mouse.move(540, 430, steps=4)
        page.mouse.up()
        moved = self.transform(page)
        self.assertAlmostEqual(moved[0] - x, 40, delta=1)
        self.assertAlmostEqual(moved[1] - y, 30, delta=1)
        self.assertEqual(len(self.crumbs(page)), 1, "a drag is no click")
        page.mouse.wheel(0, -240)
        page.wait_for_function("scale => new DOMMatrix(getComputedStyle(document.querySelector('#stage > svg'))"
                               ".transform).a > scale", arg=scale)
        before = self.transform(page)
        page.mouse.wheel(0, 10)
        page.wait_for_timeout(100)
        self.assertLess(self.transform(page)[1], before[1], "small steps of a touchpad pan")
        page.keyboard.press("0")
        frame = page.locator("#stage > svg").bounding_box()
        stage = page.locator("#stage").bounding_box()
        self.assertLessEqual(frame["height"], stage["height"], "0 shows the whole picture")
        for key, grows in (("+", True), ("-", False)):
            before = self.transform(page)[2]
            page.keyboard.press(key)
            self.assertEqual(self.transform(page)[2] > before, grows)

    def test_pinch(self):
        page = self.resnet(has_touch=True)
        before = self.transform(page)[2]
        touch = page.context.new_cdp_session(page)
        for kind, gap in (("touchStart", 40), ("touchMove", 60), ("touchMove", 120)):
            points = [{"x": 500 - gap, "y": 400, "id": 0}, {"x": 500 + gap, "y": 400, "id": 1}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        self.assertAlmostEqual(self.transform(page)[2] / before, 3, delta=0.3)

    def test_keyboard_alone(self):
        page = self.resnet()
        page.locator("#stage").focus()
        page.keyboard.press("ArrowDown")
        focused = "document.activeElement.getAttribute('aria-label') ?? ''"
        self.assertIn("input", page.evaluate(focused))
        seen = set()
        for _ in range(12):
            page.keyboard.press("ArrowDown")
            seen.add(page.evaluate(focused))
            if page.evaluate("document.activeElement.classList.contains('foldout-closed')"):
                break
        self.assertGreater(len(seen), 2)
        name = page.evaluate("document.activeElement.dataset.name")
        page.keyboard.press("Enter")
        self.assertEqual(len(self.crumbs(page)), name.count("/") + 2)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        self.assertEqual(len(self.crumbs(page)), 1)
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        self.assertGreater(box["bottom"], 0, "what has the focus is in sight")
        self.assertLess(box["top"], 800)

    def test_search(self):
        page = self.resnet()
        page.keyboard.press("/")
        page.keyboard.type("layer3 downsample")
        hits = page.locator("#hits [role=option]")
        self.assertGreater(hits.count(), 0)
        page.keyboard.press("Enter")
        self.assertIn("layer3", self.crumbs(page)[1])
        self.assertEqual(page.locator(".picked").count(), 1)
        self.assertIn("downsample", page.locator("#details").inner_text())
        page.locator("#find").fill("no such thing")
        self.assertIn("Nothing found", page.locator("#hits").inner_text())

    def test_details(self):
        page = self.resnet()
        page.locator("[data-op=ConvBlock]").first.click()
        page.locator("#stage [data-op=Conv]").click()
        text = page.locator("#details").inner_text()
        for part in ("Convolution", "kernel_shape: 7 7", "64×3×7×7", "1×3×224×224", "9,472", "118,013,952", "3,211,264"):
            self.assertIn(part, text)
        self.assertGreater(page.locator(".lit").count(), 0)

    def test_dark_by_the_readers_setting(self):
        def ground(page):
            return page.evaluate("[getComputedStyle(document.body).backgroundColor,"
                                 " getComputedStyle(document.querySelector('#stage svg > rect')).fill]")

        light = ground(self.resnet(color_scheme="light"))
        dark = ground(self.resnet(color_scheme="dark"))
        self.assertEqual(light, ["rgb(255, 255, 255)"] * 2)
        for colour in dark:
            self.assertLess(sum(int(part) for part in colour[4:-1].split(",")), 120)

    def test_paper(self):
        page = self.resnet(color_scheme="dark")
        page.emulate_media(media="print")
        self.assertFalse(page.locator("#details").is_visible())
        self.assertEqual(
            page.evaluate("getComputedStyle(document.querySelector('#stage svg > rect')).fill"), "rgb(255, 255, 255)")

    def test_without_scripts(self):
        page = self.resnet(java_script_enabled=False)
        picture = page.locator("#stage > svg")
        self.assertTrue(picture.is_visible())
        self.assertGreater(picture.bounding_box()["height"], 500)
        page.locator("#outline summary").click()
        self.assertIn("layer4", page.locator("#outline").inner_text())
        self.assertFalse(page.locator("#details").is_visible())

    def test_outline_for_screen_readers(self):
        page = self.resnet()
        page.locator("#outline summary").click()
        page.locator("#outline a", has_text="layer2").first.click()
        self.assertIn("layer2", self.crumbs(page)[-1])
        tree = page.locator("#stage").aria_snapshot()
        self.assertIn("button", tree)

    def test_markup_stays_text(self):
        model = pathlib.Path(self.folder.name) / "hostile.onnx"
        model.write_bytes(hostile_model())
        page = self.open(self.draw(model))
        page.locator("#find").fill("img")
        page.wait_for_timeout(50)
        self.assertGreater(page.locator("#hits [role=option]").count(), 0)
        page.keyboard.press("Enter")
        for box in page.locator(".foldout-node").all()[:6]:
            box.click()
            page.wait_for_timeout(20)
        self.assertIn("<img src=x", page.locator("#details").inner_text())
        self.assertEqual(page.locator("img").count(), 0)
        self.assertEqual(page.locator("script").count(), 2)
        self.assertEqual(page.locator("#crumbs script, #hits img, #outline img").count(), 0)

    def test_nothing_could_leave(self):
        page = self.resnet()
        blocked = page.evaluate("""async () => {
          let reached = true;
          try { await fetch('https://example.org/'); } catch { reached = false; }
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          return !reached && !window.ran;
        }""")
        self.assertTrue(blocked)
        self.assertGreaterEqual(len(self.complaints), 2)
        self.complaints = [text for text in self.complaints if "Content Security Policy" not in text]

    def test_96_layers(self):
        model = pathlib.Path(self.folder.name) / "deep.onnx"
        model.write_bytes(generate.Decoder(96).model())
        path = self.draw(model)
        self.assertLess(path.stat().st_size, 1 << 20)
        start = time.monotonic()
        page = self.open(path)
        page.locator(".live").wait_for(state="attached")
        taken = time.monotonic() - start
        print(f"96 layers: {path.stat().st_size} bytes, open after {taken:.2f} s", file=sys.stderr)
        self.assertLess(taken, 5)
        page.locator(".enterable").first.click()
        self.assertGreater(len(self.crumbs(page)), 1)


if __name__ == "__main__":
    unittest.main()
