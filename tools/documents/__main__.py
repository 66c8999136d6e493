"""Write the pages of `docs/` that are made of the program: `uv run python -m tools.documents`."""

from tools.documents.pages import DOCUMENTS, PAGES

if __name__ == "__main__":
    for name, write in PAGES.items():
        (DOCUMENTS / name).write_text(write(), encoding="utf-8")
        print(DOCUMENTS / name)
