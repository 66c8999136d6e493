"""Check the drafts of a folder in CI: print what the articles do not say, one line each, and fail where there is any.

QA_LIBRARY=my-library python examples/check_draft.py drafts/
"""

import sys
from pathlib import Path

from qa import check_text


def main(folder: str) -> int:
    """Print FILE:LINE and what is against each statement that is not supported; return 3 where there is one."""
    failed = 0
    for path in sorted(Path(folder).glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for statement in check_text(text, markdown=True).statements:
            if not statement.verdict.supported:
                line = text.count("\n", 0, statement.start) + 1
                told = "; ".join(flag.describe() for flag in statement.verdict.flags)
                print(f"{path}:{line}: {statement.verdict.name}: {statement.text} ({told})")
                failed += 1
    return 3 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
