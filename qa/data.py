"""Find the files that come with the program: the prompts and the starter corpus."""

from pathlib import Path


def find_data(name: str) -> Path:
    """Return the file or folder of that name, packaged in an installed program, beside the sources in a checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "data" / name
    return packaged if packaged.exists() else package.parent / name
