"""Ask a question, and print the answer with the exact words of the articles under it.

    QA_LIBRARY=my-library python examples/ask.py "How many people died in the Teln valley?"

Library and model are those of the settings: QA_LIBRARY, QA_MODEL, ./qa.toml.
"""

import sys

from qa import QAError, ask_question


def main(question: str) -> int:
    """Print the answer; return 3 where the articles do not say."""
    answer = ask_question(question)
    print(answer.text or answer.explanation)
    for citation in answer.text_citations:
        article = citation.article
        print(f"[{citation.n}] {article.source}, {(article.published or '')[:10]}: “{citation.quote}”")
    return 0 if answer.status == "answered" else 3


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main(sys.argv[1]))
    except QAError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
