"""Drives pages in headless Chromium; started by Tests/Html/run."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree

from playwright.sync_api import sync_playwright

from geometry import FAULTS
from models import MARKUP, ROOT, generate, hostile_model, wire

try:
    import axe_playwright_python
    AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
except ImportError:
    AXE = None

FOLDOUT = os.environ["FOLDOUT"]


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
        context = self.browser.new_context(**{"viewport": {"width": 1200, "height": 800}, **options})
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

    def decoder(self, layers, **options):
        """A decoder whose layers are one stack."""
        model = pathlib.Path(self.folder.name) / f"decoder{layers}.onnx"
        model.write_bytes(generate.Decoder(layers).model())
        return self.open(self.draw(model), **options)

    def find(self, page, query):
        page.locator("#find").fill(query)
        return page.locator("#hits [role=option]")

    def test_search_finds_all_copies(self):
        page = self.decoder(12)
        stack = page.evaluate("JSON.parse(document.getElementById('data').textContent).blocks"
                              ".find((block) => block.repeats === 12).path")
        seventh = stack.replace("0", "7")
        for query in (seventh, seventh.replace("/", "."), f"/{seventh}$/", "some.package." + seventh.replace("/", ".")):
            self.assertGreater(self.find(page, query).count(), 0, query)
            page.keyboard.press("Enter")
            self.assertEqual(page.evaluate("decodeURIComponent(location.hash)"), "#" + seventh.replace(".", "/"), query)
            self.assertIn("7", self.crumbs(page)[-1])
            self.assertIn(seventh, page.locator("#details").inner_text())
        self.assertEqual(self.find(page, "/(/").count(), 0)
        self.assertIn("Not a regular expression", page.locator("#found").inner_text())

    def test_search_finds_weights_and_values(self):
        page = self.decoder(12)
        data = page.evaluate("JSON.parse(document.getElementById('data').textContent).items"
                             ".find((item) => item.weightNames && item.names && item.weightNames[0].length > 4"
                             " && item.weightNames[0][2] !== item.weightNames[0][3])")
        for key in ("weightNames", "valueNames"):
            start, end, *middles = data[key][0]
            name = start + middles[5] + end
            self.assertGreater(self.find(page, name).count(), 0, name)
            page.keyboard.press("Enter")
            self.assertIn(name, page.locator("#details").inner_text())
            self.assertIn("number 6", page.locator("#details").inner_text())

    def test_links_last(self):
        """An address leads to the same place when the model is drawn with other options."""
        page = self.resnet()
        page.locator("#find").fill("layer3 downsample conv")
        page.keyboard.press("Enter")
        address = page.evaluate("location.hash")
        self.assertIn("layer3", address)
        details = page.locator("#details").inner_text()
        for options in ((), ("--depth", "1"), ("--hide", "idioms"), ("--page", "column")):
            other = self.open(self.draw(ROOT / "Examples" / "resnet50.onnx", *options))
            other.goto(other.url + address)
            self.assertEqual(other.locator("#details").inner_text().splitlines()[:5], details.splitlines()[:5], options)

    def test_addresses(self):
        page = self.resnet()
        own = page.url
        for address, crumbs in (("layer2/1", 3), ("layer2.1", 3), ("nothing", 1), ("layer2/nothing", 2), ("%E0%A4%A", 1), ("~", 1)):
            page.goto("about:blank")
            page.goto(own + "#" + address)
            self.assertEqual(len(self.crumbs(page)), crumbs, address)
        self.requests = [url for url in self.requests if url != "about:blank"]

    def test_heading(self):
        page = self.resnet()
        self.assertEqual(page.title(), "resnet50.onnx")
        self.assertEqual(page.locator("h1").inner_text(), "resnet50.onnx")

    def test_opening_in_place(self):
        """Whatever is opened, nothing meets, and all lines stay with their boxes."""
        for name in ("resnet50", "unet", "bert", "loop"):
            page = self.open(self.draw(ROOT / "Examples" / f"{name}.onnx"))
            self.assertEqual(page.evaluate(FAULTS), [], name)
            picture = page.locator("#stage > svg").inner_html()
            opened = 0
            for turn in range(12):
                cards = page.locator("#stage .enterable:visible")
                if not cards.count():
                    break
                cards.nth(turn * 7 % cards.count()).focus()
                page.keyboard.press("x")
                opened += 1
                self.assertEqual(page.evaluate(FAULTS), [], f"{name}, after {opened}")
            self.assertEqual(page.locator("#stage .opened").count(), opened)
            while page.locator("#stage .opened").count():
                page.locator("#stage .opened").last.focus()
                page.keyboard.press("x")
            self.assertEqual(page.evaluate(FAULTS), [], name)
            size = page.evaluate("document.querySelector('#stage > svg').getAttribute('viewBox')")
            page.reload()
            self.assertEqual(page.evaluate("document.querySelector('#stage > svg').getAttribute('viewBox')"), size)
            self.assertGreater(len(picture), 1000)

    def test_opening_by_mouse(self):
        page = self.resnet()
        card = page.locator("#stage .foldout-closed[data-name=layer2]")
        card.hover()
        card.locator(".opener").click()
        self.assertEqual(len(self.crumbs(page)), 1, "one stays where one is")
        frame = page.locator("#stage .opened")
        self.assertGreater(frame.locator(".foldout-node").count(), 5)
        frame.locator("> .closer").click()
        self.assertEqual(frame.count(), 0)
        card.click(modifiers=["Shift"])
        self.assertEqual(frame.count(), 1)
        page.locator("#details button", has_text="Close").click()
        self.assertEqual(frame.count(), 0)
        self.assertTrue(card.is_visible())

    def test_saving(self):
        page = self.resnet(accept_downloads=True, color_scheme="dark")
        page.locator("#stage .foldout-closed[data-name=layer2]").click(modifiers=["Shift"])
        for button, start in (("#svg", b"<svg"), ("#png", b"\x89PNG")):
            with page.expect_download() as saved:
                page.locator(button).click()
            content = pathlib.Path(saved.value.path()).read_bytes()
            self.assertTrue(content.startswith(start), button)
            self.assertTrue(saved.value.suggested_filename.startswith("resnet50"))
            if button == "#svg":
                root = ElementTree.fromstring(content)
                self.assertIn("opened-frame", content.decode())
                self.assertNotIn("picked", content.decode())
                ground = root.find("{http://www.w3.org/2000/svg}rect").get("fill")
                self.assertEqual(ground, "rgb(15, 18, 22)", "the colours are those that are shown")
        self.requests = [url for url in self.requests if not url.startswith("blob:")]

    def test_accessibility(self):
        if AXE is None:
            self.skipTest("axe-playwright-python is not installed")
        run = "async () => (await axe.run(document)).violations.map((fault) => fault.id + ' ' + fault.nodes[0].html.slice(0, 200))"
        for name in ("resnet50", "bert", "loop", "unet", "lstm"):
            page = self.open(self.draw(ROOT / "Examples" / f"{name}.onnx"), bypass_csp=True)
            page.evaluate(AXE)

            def check(state):
                self.assertEqual(page.evaluate(run), [], f"{name}, {state}")

            check("at first")
            page.locator("#list").click()
            check("with its outline")
            page.locator("#find").fill("conv")
            check("searching")
            page.locator("#find").fill("no such thing")
            check("finding nothing")
            page.keyboard.press("Escape")
            if page.locator("#stage .enterable").count():
                page.locator("#stage .enterable").first.focus()
                page.keyboard.press("x")
                check("with an opened block")
                page.keyboard.press("Enter")
                check("in a block")

    def test_on_a_phone(self):
        page = self.open(self.draw(ROOT / "Examples" / "bert.onnx"), viewport={"width": 390, "height": 844}, has_touch=True,
                         is_mobile=True)
        self.assertFalse(page.locator("#details .help").is_visible(), "a phone has no keys")
        self.assertFalse(page.locator("#outline").is_visible())
        page.locator("#list").tap()
        link = page.locator("#outline a", has_text="attention").first
        link.scroll_into_view_if_needed()
        link.tap()
        self.assertIn("attention", self.crumbs(page)[-1])
        self.assertFalse(page.locator("#outline").is_visible(), "the picture is seen again")
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 390)

    def test_on_a_wall(self):
        page = self.resnet(viewport={"width": 3840, "height": 2160})
        picture = page.locator("#stage > svg").bounding_box()
        stage = page.locator("#stage").bounding_box()
        self.assertGreater(max(picture["height"] / stage["height"], picture["width"] / stage["width"]), 0.9)

    def test_the_folded_outline_takes_no_room(self):
        page = self.resnet()
        self.assertEqual(page.locator("#stage").bounding_box()["x"], 0)
        page.locator("#list").click()
        self.assertGreater(page.locator("#stage").bounding_box()["x"], 200)

    def test_one_sheet(self):
        for name in ("resnet50", "bert", "loop"):
            page = self.open(self.draw(ROOT / "Examples" / f"{name}.onnx"))
            for form in ({"format": "A4"}, {"format": "Letter", "landscape": True}, {"prefer_css_page_size": True}):
                pages = page.pdf(**form).count(b"/Type /Page\n")
                self.assertEqual(pages, 1, f"{name} {form}")

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
        self.assertIn("Nothing found", page.locator("#found").inner_text())

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
        page.locator("#list").click()
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

    def views(self, **options):
        """A page of a model with its weights, a recording and logs."""
        models = ROOT / "Tests" / "Models"
        return self.open(self.draw(
            models / "weights" / "digits_cnn-sick.onnx", "--weights", "--with", models / "recordings" / "digits.npz",
            "--with", models / "training" / "vanishing"), **options)

    def test_views(self):
        page = self.views()
        tabs = page.locator("#tabs [role=tab]")
        self.assertEqual(tabs.all_inner_texts(), ["Structure", "Weights", "Functions", "Activity", "Training"])
        for number, name in enumerate(["weights", "functions", "activity", "training"], start=1):
            tabs.nth(number).click()
            self.assertEqual(page.locator(".view:visible").get_attribute("id"), "view-" + name)
            self.assertFalse(page.locator("#stage").is_visible())
            self.assertGreater(page.locator(f"#view-{name} svg text").count(), 5)
            if AXE:
                page.evaluate(AXE)
                faults = page.evaluate("axe.run().then(found => found.violations.map(fault => fault.id))")
                self.assertEqual(faults, [], name)
        tabs.nth(4).press("ArrowRight")
        self.assertTrue(page.locator("#stage").is_visible())
        self.assertEqual(page.locator(".view:visible").count(), 0)
        self.assertGreater(page.locator("#stage svg image").count(), 3, "pictures of values stand on cards")

    def test_findings_lead_to_their_cards(self):
        page = self.views()
        page.locator("#tab-weights").click()
        page.locator("#view-weights .findings button", has_text="NaN").first.click()
        self.assertTrue(page.locator("#stage").is_visible())
        picked = page.locator("#stage .picked")
        self.assertEqual(picked.count(), 1)
        details = page.locator("#details").inner_text()
        self.assertIn("fc2.weight", details)
        self.assertIn("Recorded", details)
        self.assertIn("In the weights", details)

    def test_views_without_scripts(self):
        page = self.views(java_script_enabled=False)
        self.assertEqual(page.locator(".view:visible").count(), 4)
        self.assertTrue(page.locator("#stage").is_visible())

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
