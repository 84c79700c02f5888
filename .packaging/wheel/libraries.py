"""Gathers the libraries that the command needs into one folder that can stand anywhere.

Names stay as they are, without the hashes that auditwheel would add: the command asks for some of them by name when a
file needs them, and it is a process of its own, where no other copy can be in the way.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

# Loaded by name when a file or a format asks for it; of each row the first that is there.
LOADED = [
    ["libzip.so.4", "libzip.so.5"],
    ["libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5.so.103", "libhdf5.so.310"],
    ["libcairo.so.2"],
    ["librsvg-2.so.2"],
    ["libgobject-2.0.so.0"],
    ["libglib-2.0.so.0"],
    ["libfontconfig.so.1"],
    ["libgdk_pixbuf-2.0.so.0"],
]
# Graphviz finds its layouts in a folder of this name beside its library.
PLUGINS = "graphviz"
LAYOUTS = ["libgvplugin_dot_layout.so.6", "libgvplugin_dot_layout.so.7", "libgvplugin_dot_layout.so.8"]
# Part of glibc, which a process can have only once: the machine's own.
GLIBC = re.compile(r"(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|util|anl))\.so\.\d+")
# Libraries in whose place an empty one does, by the start of the name: the version of its symbols, and its source.
STAND_INS = {
    # HDF5 could read from the web, by curl and its forty libraries. It is given callbacks to read by, and loaded lazily.
    "libcurl.so.": ("CURL_OPENSSL_4", ""),
    # libxml2 asks ICU's 31 MB of tables about encodings that it does not know itself; pictures are UTF-8. ICU finds no
    # table at this symbol, and says that it has none.
    "libicudata.so.": (None, "const char icudt{version}_dat[64] __attribute__((aligned(16))) = {{0}};"),
}


class Bundle:
    """The folder `target` of libraries; `sources` says where each file came from."""

    def __init__(self, target, patchelf):
        self.target = pathlib.Path(target)
        self.patchelf = patchelf
        self.sources = {}

    def gather(self, command):
        """Takes all that the command needs, except for glibc."""
        linked = needs(command)
        for path in linked.values():
            self._add(path)
        known = linker_names()
        for row in LOADED:
            path = next((known[name] for name in row if name in known), None)
            if path is None:
                raise SystemExit(f"wheel: {row[0]} is not on this machine; run `make deps`")
            self._add(path, row)
        graphviz = pathlib.Path(next(path for name, path in linked.items() if name.startswith("libgvc."))).parent / PLUGINS
        layout = next((graphviz / name for name in LAYOUTS if (graphviz / name).exists()), None)
        if layout is None:
            raise SystemExit(f"wheel: there is no layout of Graphviz in {graphviz}")
        self._add(layout, folder=PLUGINS)

    def _add(self, path, names=(), folder=""):
        name = next((name for name in names if os.path.basename(path).startswith(name)), os.path.basename(path))
        place = self.target / folder / name
        if place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        self.sources[place] = os.path.realpath(path)
        shutil.copyfile(path, place)
        place.chmod(0o755)
        subprocess.run(["strip", "--strip-unneeded", place], check=True)
        # First, so that what is here already is found here.
        self.point(place, "$ORIGIN/.." if folder else "$ORIGIN")
        printed = subprocess.run([self.patchelf, "--print-needed", place], capture_output=True, text=True, check=True)
        for needed in printed.stdout.split():
            for start, (version, source) in STAND_INS.items():
                if needed.startswith(start):
                    self._stand_in(needed, version, source.format(version=needed.removeprefix(start)))
        for needed in needs(place).values():
            self._add(needed)

    def _stand_in(self, name, version, source):
        options = ["-shared", "-nostdlib", f"-Wl,-soname,{name}", "-Wl,--build-id=none"]
        with tempfile.NamedTemporaryFile("w", suffix=".map") as script:
            if version:
                script.write(version + " { };\n")
                script.flush()
                options.append(f"-Wl,--version-script={script.name}")
            place = self.target / name
            subprocess.run(["cc", *options, "-x", "c", "-", "-o", place], input=source, text=True, check=True)
        subprocess.run(["strip", "--strip-unneeded", place], check=True)

    def point(self, file, folder):
        """Makes a file look for libraries in a folder, before LD_LIBRARY_PATH and for what it loads by name too."""
        subprocess.run([self.patchelf, "--force-rpath", "--set-rpath", folder, file], check=True)


def needs(file):
    """Libraries that a file is linked with, directly or not, by name; without glibc."""
    done = subprocess.run(["ldd", file], capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines():
        words = line.split()
        if "not found" in line:
            raise SystemExit(f"wheel: {file} needs {words[0]}, which is not on this machine")
        if "=>" in words and not GLIBC.fullmatch(words[0]):
            found[words[0]] = words[2]
    return found


def linker_names():
    """Paths of the libraries that the linker knows, by name."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    done = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True, env={**os.environ, "PATH": path})
    found = {}
    for line in done.stdout.splitlines()[1:]:
        name, _, path = line.strip().partition(" => ")
        if path:
            found.setdefault(name.split()[0], path)
    return found


def check_names(sources):
    """Fails where a shim loads a library by a name that is not gathered here."""
    gathered = {name for row in LOADED for name in row} | set(LAYOUTS)
    for file in sorted(pathlib.Path(sources).glob("*Shim/*.c")):
        for name in re.findall(r'"(lib[\w.-]+\.so\.\d+)"', file.read_text()):
            if name not in gathered:
                raise SystemExit(f"wheel: {file} loads {name}, of which .packaging/wheel/libraries.py knows nothing")
