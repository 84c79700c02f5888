"""Finds the licences of files that go into the wheel, and writes which package each is from."""

import os
import pathlib
import re
import shutil
import subprocess

SWIFT = "swift-runtime"
PARSER = "swift-argument-parser"
COMMONS = pathlib.Path("/usr/share/common-licenses")
COMMON = re.compile(r"common-licenses/([A-Za-z]+(?:-[0-9]+(?:\.[0-9]+)*)?)")


def package_of(path):
    """The Debian package that a file belongs to, with its version, and that of its source; None where none has it."""
    # Packages may list a file by the folder that is now a link.
    for name in (path, path.removeprefix("/usr")):
        done = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True)
        if done.returncode == 0:
            package = done.stdout.split(": ")[0].split(",")[0]
            form = "${Package}\t${Version}\t${source:Package}\t${source:Version}"
            return subprocess.run(
                ["dpkg-query", "-W", "-f", form, package], capture_output=True, text=True, check=True).stdout.split("\t")
    return None


def gather(files, top, target):
    """Writes the licence of each file's package, Foldout's own and Swift's into a folder, with a list of sources."""
    target = pathlib.Path(target)
    target.mkdir(parents=True)
    shutil.copy(top / "LICENSE", target / "LICENSE")
    shutil.copy(_swift_licence(), target / SWIFT)
    shutil.copy(top / ".build/checkouts/swift-argument-parser/LICENSE.txt", target / PARSER)
    packages, missing, commons = {}, [], set()
    for path in sorted(set(files)):
        found = package_of(path)
        copyright = found and pathlib.Path("/usr/share/doc", found[0], "copyright")
        if not copyright or not copyright.exists():
            missing.append(path)
            continue
        packages.setdefault(tuple(found), []).append(os.path.basename(path))
        shutil.copyfile(copyright, target / found[0])
        commons |= set(COMMON.findall(copyright.read_text(errors="replace")))
    # What these files refer to, for machines that are no Debian.
    (target / "common-licenses").mkdir()
    for name in sorted(commons):
        if (COMMONS / name).exists():
            shutil.copyfile(COMMONS / name, target / "common-licenses" / name)
    if missing:
        raise SystemExit(f"wheel: no licence is known for {', '.join(missing)}")
    lines = [
        "What is in this wheel beside Foldout, as Debian or Ubuntu packaged it. The file named after a package is its",
        "licence; what it refers to is in common-licenses. Libraries are separate files in foldout.libs: another build of one may take its place. The sources of",
        "all Debian packages are at https://snapshot.debian.org/package/SOURCE/VERSION/, of Ubuntu's at",
        "https://launchpad.net/ubuntu/+source/SOURCE/VERSION.", ""]
    for (name, version, source, source_version), names in sorted(packages.items()):
        lines.append(f"{name} {version} (source {source} {source_version}): {', '.join(names)}")
    lines.append("libcurl and libicudata: empty, made with the wheel; nothing of curl and ICU's tables is inside")
    lines.append(f"{SWIFT}: the library of Swift, linked into the command")
    lines.append(f"{PARSER}: linked into the command")
    (target / "PACKAGES").write_text("\n".join(lines) + "\n")


def _swift_licence():
    swift = shutil.which("swift")
    place = pathlib.Path(os.path.realpath(swift or "/")).parent.parent / "share/swift/LICENSE.txt"
    if not place.exists():
        raise SystemExit("wheel: the licence of Swift is not beside the swift on the PATH")
    return place
