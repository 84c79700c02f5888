#!/usr/bin/env python3
"""Looks at a built site: every address in it is there, and every picture is one that Foldout drew: links.py SITE"""

import html.parser
import pathlib
import sys
import urllib.parse

SITE = pathlib.Path(sys.argv[1]).resolve()


class Page(html.parser.HTMLParser):
    """The ids of a page, what it links to, and its pictures with the words that stand for them."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.images = set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        self.links += [attributes[name] for name in ("href", "src") if attributes.get(name)]
        if tag == "img":
            self.images.append(attributes)


def target(path, link):
    """The file that a link leads to, and the place in it; nothing for other sites."""
    parts = urllib.parse.urlsplit(link)
    if parts.scheme or parts.netloc:
        return None, None
    base = SITE if parts.path.startswith("/") else path.parent
    file = (base / urllib.parse.unquote(parts.path).lstrip("/")).resolve() if parts.path else path
    return (file / "index.html" if file.is_dir() else file), parts.fragment


def main():
    pages = {path: Page(path) for path in sorted(SITE.rglob("*.html"))}
    faults, pictures = [], set()
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        name = path.relative_to(SITE)
        for link in page.links:
            file, anchor = target(path, link)
            if file is None:
                continue
            if not file.exists():
                faults.append(f"{name}: {link} is not there")
            elif anchor and file in pages and anchor not in pages[file].ids:
                faults.append(f"{name}: {link} has no such place")
        for image in page.images:
            file, _ = target(path, image["src"])
            if file is None:
                faults.append(f"{name}: {image['src']} comes from elsewhere")
            elif file.suffix == ".svg" and file.exists():
                pictures.add(file)
                if "<desc" not in file.read_text(encoding="utf-8"):
                    faults.append(f"{name}: {image['src']} is no picture of Foldout's")
            if not image.get("alt") and "logo" not in image.get("class", ""):
                faults.append(f"{name}: {image['src']} has no words that stand for it")
    if faults:
        sys.exit("\n".join(faults))
    print(f"site: {len(pages)} pages, {len(pictures)} pictures, no broken link")


main()
