"""Makes the site of the README, the pages of Documentation and those of the examples, and lets Foldout draw every picture anew.

Pages link to each other, and to files, as they do in the repository. Here a link to a page leads to its page in the site, one to another file to a copy
of it, and a picture becomes two, for light and dark pages. A link that leads nowhere ends the build.
"""

import html
import os
import pathlib
import posixpath
import re
import sys

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "Examples" / "mkdocs")]
import recipes  # noqa: E402
from foldout_hook import outside_of_fences  # noqa: E402

ROOT = recipes.ROOT
FOLDOUT = os.environ.get("FOLDOUT", "foldout")
LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]\n]*)\]\((?P<target>[^()<>\s]+)\)")
IMAGE = re.compile(r'<img src="(?P<target>[^"]+)"(?P<rest>[^>\n]*)>')
CODE = re.compile(r"(`+[^`\n]+`+)")


def pages():
    """The pages of the site by their place in the repository; those in Documentation are at its top."""
    at = {"README.md": "index.md"}
    at.update({f"Documentation/{path.name}": path.name for path in (ROOT / "Documentation").glob("*.md")})
    others = [*(ROOT / "Examples").glob("**/README.md"), ROOT / "Benchmarks" / "README.md"]
    others += [ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    # What a build left in a folder is no page.
    names = [str(path.relative_to(ROOT)) for path in others if not re.search(r"/[._][^/]+/", str(path.relative_to(ROOT)))]
    at.update({name: name for name in names})
    return at


PAGES = pages()
PLACES = {uri: place for place, uri in PAGES.items()}


def on_files(files, config):
    # Of Documentation itself the pages alone; files come with the links to them. The theme has files too.
    for file in list(files):
        if file.src_dir == config.docs_dir and not file.src_uri.endswith(".md"):
            files.remove(file)
    for place, uri in PAGES.items():
        if files.get_file_from_path(uri) is None:
            files.append(File.generated(config, uri, abs_src_path=str(ROOT / place)))
    files.append(File.generated(config, "site.css", abs_src_path=str(HERE / "site.css")))
    return files


def recipe(place, page):
    """The words of the command that draws a picture, and where it runs."""
    path = ROOT / place
    folder, name = posixpath.split(place)
    if folder == "Documentation/pictures":
        return recipes.recipes((ROOT / page).read_text(encoding="utf-8")).get(path.stem), ROOT
    if folder == "Documentation/idioms":
        for line in (path.parent / "pictures").read_text().splitlines():
            row, model, inside = line.split(maxsplit=2)
            if row == path.stem:
                only = [] if inside == "-" else ["--only", inside]
                return [f"{model}.onnx", *only, "--page", "column"], path.parent
    if path.with_suffix(".onnx").exists() and folder == "Examples":
        return [path.with_suffix(".onnx").name], path.parent
    return None, None


def drawn(place, page, config):
    """The picture by theme, drawn now; the committed one where its page draws it in another way."""
    words, folder = recipe(place, page)
    if words is None:
        return {"light": ROOT / place}
    output = pathlib.Path(config.site_dir).parent / "site-pictures" / place
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        recipes.draw(FOLDOUT, words, output, "--variants", "light,dark", folder=folder)
    except recipes.DrawingError as error:
        raise PluginError(f"{place}: {error}")
    if recipes.has_theme(words):
        return {"light": output}
    return {"light": output, "dark": output.with_stem(output.stem + "~dark")}


# By place: its pictures by theme, so that two links to one picture draw it once.
PICTURES = {}


def published(path, uri, page, config, files):
    """The address, for this page, of a file that is not a page."""
    # A page that is shown as a file is no page of the site.
    uri = f"{uri}.txt" if uri.endswith(".md") else uri
    uri = "/".join(part.removeprefix(".") for part in uri.split("/"))
    if files.get_file_from_path(uri) is None:
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    return files.get_file_from_path(uri).url_relative_to(page.file)


def place_of(target, page):
    """The place in the repository that a link names, and the rest of the link."""
    target, mark, anchor = target.partition("#")
    if not target or re.match(r"[a-z]+:", target):
        return None, None
    place = posixpath.normpath(posixpath.join(posixpath.dirname(PLACES[page.file.src_uri]), target))
    if not (ROOT / place).exists():
        raise PluginError(f"{PLACES[page.file.src_uri]}: {target} is not there")
    if (ROOT / place / "README.md").exists():
        place = f"{place}/README.md"
    return place, mark + anchor


def pictures(place, page, config):
    """The pictures of a place by theme."""
    if place not in PICTURES:
        PICTURES[place] = drawn(place, PLACES[page.file.src_uri], config)
    return PICTURES[place]


def picture(place, alt, page, config, files):
    alt = html.escape(html.unescape(alt))
    urls = {theme: published(path, f"pictures/{posixpath.dirname(place)}/{path.name}", page, config, files)
            for theme, path in pictures(place, page, config).items()}
    if "dark" not in urls:
        return "".join(f'<a class="picture" href="{url}"><img src="{url}" alt="{alt}"></a>' for url in urls.values())
    return (f'<a class="picture" href="{urls["light"]}"><img src="{urls["light"]}#only-light" alt="{alt}">'
            f'<img src="{urls["dark"]}#only-dark" alt="{alt}"></a>')


def rewritten(text, page, config, files):
    def link(match):
        place, anchor = place_of(match["target"], page)
        if place is None:
            return match[0]
        if (ROOT / place).is_dir():
            # Its files are in the repository; the site has no page of it.
            return match["text"]
        if match["image"]:
            return picture(place, match["text"], page, config, files)
        if place in PAGES:
            here = posixpath.dirname(page.file.src_uri)
            return f'[{match["text"]}]({posixpath.relpath(PAGES[place], here or ".")}{anchor})'
        if place.endswith(".svg"):
            shown = next(iter(pictures(place, page, config).values()))
            url = published(shown, f"pictures/{posixpath.dirname(place)}/{shown.name}", page, config, files)
        else:
            url = published(ROOT / place, f"repository/{place}", page, config, files)
        return f'<a href="{url}">{match["text"]}</a>'

    def image(match):
        place, _ = place_of(match["target"], page)
        alt = re.search(r'alt="([^"]*)"', match["rest"])
        return match[0] if place is None else picture(place, alt[1] if alt else "", page, config, files)

    # Code is no link, but may be in the text of one: a mark stands for it meanwhile.
    parts = CODE.split(IMAGE.sub(image, text))
    code = parts[1::2]
    marked = "".join(part if index % 2 == 0 else f"\0{index // 2}\0" for index, part in enumerate(parts))
    return re.sub("\0(\\d+)\0", lambda match: code[int(match[1])], LINK.sub(link, marked))


def on_page_markdown(markdown, page, config, files):
    return outside_of_fences(markdown, lambda line: rewritten(line, page, config, files))
