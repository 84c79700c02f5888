"""Tests of an installed wheel: it needs nothing from the machine but glibc, and says whose its parts are."""

import importlib.metadata
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import foldout
from foldout import _binary
from support import ARCHIVE, DIGIT, DIGITS, HDF5, MODEL

GLIBC = re.compile(r"(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|util|anl))\.so\.\d+")
PACKAGE = pathlib.Path(foldout.__file__).parent


@unittest.skipUnless(_binary.bundled(), "the package was installed without a command")
class WheelTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def loaded(self, *arguments):
        """Paths of the libraries that the command loads when it does this."""
        log = self.folder / "log"
        variables = {**_binary.environment(), "LD_DEBUG": "libs", "LD_DEBUG_OUTPUT": str(log)}
        done = subprocess.run([_binary.bundled(), *map(str, arguments)], env=variables, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        paths = set()
        for file in self.folder.glob("log.*"):
            paths |= set(re.findall(r"calling init: (\S+)", file.read_text(errors="replace")))
            file.unlink()
        self.assertTrue(paths)
        return {pathlib.Path(os.path.normpath(path)) for path in paths}

    def check(self, needed, *arguments):
        paths = self.loaded(*arguments)
        inside = PACKAGE.parent / "foldout.libs"
        outside = [path for path in paths if inside not in path.parents and not GLIBC.fullmatch(path.name)]
        self.assertEqual(outside, [])
        for start in needed:
            self.assertTrue(any(path.name.startswith(start) for path in paths), f"{start} in {paths}")

    def test_all_libraries_are_its_own(self):
        self.check(["libgvc.", "libgvplugin_dot_layout.", "libprotobuf-c."], "render", MODEL, "-o", self.folder / "a.svg")
        for kind, start in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
            path = self.folder / f"a.{kind}"
            self.check(["librsvg-2.", "libcairo.", "libfontconfig."], "render", MODEL, "-o", path)
            self.assertTrue(path.read_bytes().startswith(start))
        self.check(["libzip.", "libhdf5"], "weights", ARCHIVE, "-o", self.folder / "w.svg")
        self.check(["libhdf5"], "render", HDF5, "-o", self.folder / "h.svg")

    def test_other_libraries_are_not_taken(self):
        """A folder of other libraries on the loader's path, as conda has it, changes nothing."""
        for name in ("libgvc.so.6", "libz.so.1", "libcairo.so.2"):
            (self.folder / name).write_bytes(b"")
        # Not by Python, which would take them.
        variables = {**_binary.environment(), "LD_LIBRARY_PATH": str(self.folder)}
        done = subprocess.run(
            [_binary.bundled(), MODEL, "-o", self.folder / "a.png"], env=variables, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_command(self):
        script = pathlib.Path(sys.executable).parent / "foldout"
        for command in ([script], [sys.executable, "-m", "foldout"]):
            done = subprocess.run([*command, "--version"], capture_output=True, text=True)
            self.assertEqual(done.stdout.strip(), f"foldout {foldout.__version__}")
            done = subprocess.run([*command, "check", "nothing.onnx"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 66)
        self.assertEqual(importlib.metadata.version("foldout"), foldout.__version__)

    def test_font(self):
        said = subprocess.run([sys.executable, "-m", "foldout", "doctor"], capture_output=True, text=True).stdout
        self.assertIn("font Liberation Sans", said)
        self.assertNotIn("missing", said)

    def test_advice(self):
        """ONNX Runtime of the environment is found, with the wheel's variables and without; else pip is named."""
        package = PACKAGE.parent / "onnxruntime"
        clean = {"PATH": "/usr/bin:/bin"}
        # What the caller names comes before all else.
        own = {name: value for name, value in os.environ.items() if name != "FOLDOUT_ONNXRUNTIME"}
        for command, variables in (([sys.executable, "-m", "foldout"], own), ([_binary.bundled()], clean)):
            said = subprocess.run([*command, "doctor"], capture_output=True, text=True, env=variables).stdout
            if package.is_dir():
                self.assertIn(f", {package}/capi/libonnxruntime.so.", said)
            elif "ONNX Runtime is not there" in said:
                self.assertIn("to get it: pip install onnxruntime", said)

    def test_pictures_of_a_run(self):
        """ONNX Runtime of the same environment is found, and the picture is decoded by the wheel's own library."""
        try:
            import onnxruntime  # noqa: F401
        except ImportError:
            self.skipTest("onnxruntime is not installed")
        path = self.folder / "run.npz"
        done = subprocess.run([sys.executable, "-m", "foldout", "run", DIGITS, DIGIT, "-o", path], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(path.read_bytes().startswith(b"PK"))

    def test_licences(self):
        folder = next(PACKAGE.parent.glob("foldout-*.dist-info")) / "licenses"
        listed = (folder / "PACKAGES").read_text()
        stand_ins = {"libcurl", "libicudata"}
        for library in (PACKAGE.parent / "foldout.libs").rglob("*.so.*"):
            if library.name.split(".")[0] not in stand_ins:
                self.assertIn(library.name.split(".so")[0], listed)
        for line in listed.splitlines():
            if line[:1].islower() and "(source " in line:
                self.assertGreater((folder / line.split()[0]).stat().st_size, 300, line)
        for name in ("LGPL-2.1", "GPL-3"):
            self.assertIn("GNU", (folder / "common-licenses" / name).read_text())
        self.assertIn("Apache License", (folder / "LICENSE").read_text())

    def test_size(self):
        files = [file for folder in (PACKAGE, PACKAGE.parent / "foldout.libs") for file in folder.rglob("*") if file.is_file()]
        self.assertLess(sum(file.stat().st_size for file in files), 120e6)


if __name__ == "__main__":
    unittest.main()
