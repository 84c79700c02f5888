"""Makes the wheel: build.py COMMAND FOLDER

It holds the package of Sources/Python, the command, its libraries, a font and all licences. Two runs on one machine write the
same bytes. auditwheel says which machines it is for.
"""

import base64
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import libraries
import licences

TOP = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = TOP / "Sources" / "Python"
FACES = ["Regular", "Bold", "Italic", "BoldItalic"]
# Zip files know no time before.
EPOCH = (1980, 1, 1, 0, 0, 0)


def main(command, folder):
    tools = pathlib.Path(sys.executable).parent
    version = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    if f'__version__ = "{version}"' not in (PACKAGE / "foldout/__init__.py").read_text():
        raise SystemExit(f"wheel: the command is {version}, Sources/Python/foldout/__init__.py says another version")
    libraries.check_names(TOP / "Sources")
    with tempfile.TemporaryDirectory() as work:
        root = pathlib.Path(work, "root")
        fill(root, command, version, tools / "patchelf")
        # auditwheel looks into a wheel, and the tag that it finds is part of the wheel: so twice.
        first = pack(root, work, version, f"linux_{os.uname().machine}")
        tag = platform(first, tools / "auditwheel")
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        wheel = pack(root, folder, version, tag)
    print(f"{wheel} ({wheel.stat().st_size / 1e6:.1f} MB)")


def fill(root, command, version, patchelf):
    """Puts all files in place, except for RECORD and WHEEL."""
    shutil.copytree(PACKAGE / "foldout", root / "foldout", ignore=shutil.ignore_patterns("__pycache__"))
    inside = root / "foldout/bin/foldout"
    inside.parent.mkdir()
    shutil.copyfile(command, inside)
    inside.chmod(0o755)
    subprocess.run(["strip", inside], check=True)
    bundle = libraries.Bundle(root / "foldout.libs", patchelf)
    bundle.gather(inside)
    bundle.point(inside, "$ORIGIN/../../foldout.libs")
    fonts = root / "foldout/fonts"
    fonts.mkdir()
    shutil.copyfile(TOP / ".packaging/wheel/fonts.conf", fonts / "fonts.conf")
    # Several versions may be there: folders have no order of their own.
    faces = [min(pathlib.Path("/usr/share/fonts").rglob(f"LiberationSans-{face}.ttf"), default=None) for face in FACES]
    if None in faces:
        raise SystemExit("wheel: Liberation Sans is not on this machine (Debian: fonts-liberation)")
    for face in faces:
        shutil.copyfile(face, fonts / face.name)
    scripts = root / f"foldout-{version}.data/scripts"
    scripts.mkdir(parents=True)
    shutil.copyfile(TOP / ".packaging/wheel/command", scripts / "foldout")
    (scripts / "foldout").chmod(0o755)
    info = root / f"foldout-{version}.dist-info"
    licences.gather([*bundle.sources.values(), *(os.path.realpath(face) for face in faces)], TOP, info / "licenses")
    files = sorted(str(file.relative_to(info / "licenses")) for file in (info / "licenses").rglob("*") if file.is_file())
    (info / "METADATA").write_text("\n".join([
        "Metadata-Version: 2.1", "Name: foldout", f"Version: {version}",
        "Summary: Draws ONNX and Keras models as diagrams, by the foldout command",
        "License: Apache-2.0; libraries inside have their own, see licenses/PACKAGES",
        *(f"License-File: {file}" for file in files),
        "Requires-Python: >=3.9", "Provides-Extra: run", "Requires-Dist: onnxruntime; extra == 'run'",
        "Classifier: Operating System :: POSIX :: Linux", "Classifier: Typing :: Typed",
        "Description-Content-Type: text/markdown", "", (PACKAGE / "README.md").read_text()]))


def platform(wheel, auditwheel):
    """The oldest manylinux that the wheel runs on."""
    done = subprocess.run([auditwheel, "show", wheel], capture_output=True, text=True)
    found = re.search(r'platform\s+tag:\s+"(manylinux_\w+)"', done.stdout)
    if not found:
        raise SystemExit(f"wheel: auditwheel finds no tag:\n{done.stdout}{done.stderr}")
    return found[1]


def pack(root, folder, version, tag):
    """Writes the wheel with a tag."""
    info = root / f"foldout-{version}.dist-info"
    (info / "WHEEL").write_text(
        f"Wheel-Version: 1.0\nGenerator: foldout\nRoot-Is-Purelib: false\nTag: py3-none-{tag}\n")
    record = info / "RECORD"
    record.unlink(missing_ok=True)
    files = sorted((file for file in root.rglob("*") if file.is_file()), key=lambda file: (info in file.parents, file))
    lines = []
    for file in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(file.read_bytes()).digest()).rstrip(b"=").decode()
        lines.append(f"{file.relative_to(root)},sha256={digest},{file.stat().st_size}")
    record.write_text("\n".join([*lines, f"{record.relative_to(root)},,"]) + "\n")
    wheel = pathlib.Path(folder, f"foldout-{version}-py3-none-{tag}.whl")
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in [*files, record]:
            entry = zipfile.ZipInfo(str(file.relative_to(root)), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if file.stat().st_mode & 0o100 else 0o100644) << 16
            archive.writestr(entry, file.read_bytes(), compresslevel=9)
    return wheel


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(os.path.abspath(sys.argv[1]), sys.argv[2])
