"""Write a cited briefing of a topic into a file, such as for a page that a job makes each morning.

QA_LIBRARY=my-library python examples/brief_to_file.py "Teln valley flood" flood.html

The name tells the format: .md is Markdown, all else a page.
"""

import sys
from pathlib import Path

from qa import write_brief, write_html, write_markdown


def main(topic: str, file: str) -> int:
    """Write the briefing; return 3 and leave the file as it is where the library has nothing about the topic."""
    brief = write_brief(topic)
    if brief.status == "nothing_found":
        print(brief.explanation, file=sys.stderr)
        return 3
    new = Path(f"{file}.new")
    new.write_text(write_markdown(brief) if file.endswith(".md") else write_html(brief), encoding="utf-8")
    new.replace(file)
    print(f"{file}: {len(brief.happened)} sentences of what happened, {len(brief.citations)} citations")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:3]))
