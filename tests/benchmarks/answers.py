"""Answer a set of questions and write predictions, with qa's chain or with the chain of LangChain's RAG tutorial.

    cd tests && uv run python -m benchmarks.answers ARTICLES.jsonl QUESTIONS.jsonl OUT.jsonl --arm qa --model local

Questions are rows {"id", "question", "asked"}; predictions are rows {"id", "answer", "citations", "retrieved",
"seconds", "prompt_tokens", "completion_tokens"}. `--replies FILE` keeps the model's replies, so that
a change to retrieval or verification alone is measured again without asking the model again.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qa.articles import Article, read_articles
from qa.chain import open_chain, open_library
from qa.models import ChatModel, Completion, FirstToken, Message, Usage, choose_model, open_model
from qa.models.embeddings import open_embedder
from qa.settings import Settings, load_settings

# The prompt of LangChain's RAG tutorial (hub: rlm/rag-prompt).
TUTORIAL_PROMPT = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the "
    "question. If you don't know the answer, just say that you don't know. Use three sentences maximum and keep the "
    "answer concise.\nQuestion: {question} \nContext: {context} \nAnswer:"
)
ABSTENTIONS = ("don't know", "do not know", "not mention", "no information", "does not provide", "not provided")


class KeptReplies:
    """A model whose replies are kept in a file, by the messages that they answer."""

    def __init__(self, model: ChatModel, path: Path) -> None:
        self.name = model.name
        self._model = model
        self._path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self._kept = {row["key"]: row for row in map(json.loads, lines)}
        self.seconds = 0.0

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Return the kept reply, or the model's; its tokens are not kept."""
        return Completion(self._run(messages, max_tokens, stop))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Ask the model; nothing of it is kept."""
        return self._model.score_first_token(messages, top=top)

    def close(self) -> None:
        """Close the model."""
        self._model.close()

    def _run(self, messages: Sequence[Message], max_tokens: int | None, stop: Sequence[str]) -> Iterator[str | Usage]:
        key = json.dumps([(m.role, m.content) for m in messages])
        if key not in self._kept:
            begun = time.perf_counter()
            completion = self._model.stream(messages, max_tokens=max_tokens, stop=stop)
            row = {"key": key, "text": completion.read(), "seconds": time.perf_counter() - begun}
            row |= {"prompt": completion.usage.prompt_tokens, "completion": completion.usage.completion_tokens}
            self._kept[key] = row
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        row = self._kept[key]
        self.seconds = row["seconds"]
        yield row["text"]
        yield Usage(prompt_tokens=row["prompt"], completion_tokens=row["completion"])


def main() -> None:
    """Run one arm over the questions."""
    arguments = _read_arguments()
    settings = load_settings({"library": arguments.library, "model": arguments.model})
    questions = [json.loads(line) for line in arguments.questions.read_text(encoding="utf-8").splitlines()]
    questions = questions[:: arguments.step][: arguments.limit]
    model = open_model(choose_model(settings), settings)
    if model and arguments.replies:
        model = KeptReplies(model, arguments.replies)
    ids = _read_ids(arguments.articles)
    arm = {"qa": _open_qa, "tutorial": _open_tutorial}[arguments.arm](settings, model, arguments.articles)
    with arguments.out.open("w", encoding="utf-8") as file:
        for question in questions:
            begun = time.perf_counter()
            row = arm(question, ids)
            row |= {"id": question["id"], "seconds": time.perf_counter() - begun}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
    if model:
        model.close()


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--arm", choices=["qa", "tutorial"], default="qa")
    parser.add_argument("--model", default="local")
    parser.add_argument("--library", type=Path, required=True, help="made from the articles where it is not there")
    parser.add_argument("--replies", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--step", type=int, default=1, help="take every n-th question")
    return parser.parse_args()


def _read_ids(path: Path) -> dict[str, str]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["url"]: row["id"] for row in rows}


def _open_qa(settings: Settings, model: ChatModel | None, articles: Path) -> Callable[..., dict[str, Any]]:
    if not settings.library.exists():
        with open_library(settings, create=True) as library:
            for _ in library.add_articles(a for a in read_articles([str(articles)]) if isinstance(a, Article)):
                pass
    chain = open_chain(settings, open_chat=lambda settings: model)

    def ask(question: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
        asked = date.fromisoformat(question["asked"]) if question.get("asked") else None
        answer = chain.ask(question["question"], as_of=asked)
        return {
            "answer": " ".join(statement.text for statement in answer.statements) or None,
            "citations": [{"article_id": ids[c.article.url or ""], "quote": c.quote} for c in answer.text_citations],
            "retrieved": [{"article_id": ids[p.url or ""], "text": p.text} for p in answer.passages],
            "prompt_tokens": answer.usage.prompt_tokens,
            "completion_tokens": answer.usage.completion_tokens,
            "unconfirmed": [(statement.text, statement.verdict, statement.flags) for statement in answer.unconfirmed],
            "reason": answer.reason,
        }

    return ask


def _open_tutorial(settings: Settings, model: ChatModel | None, articles: Path) -> Callable[..., dict[str, Any]]:
    """Return the tutorial's chain: recursive splitter of 1000 characters, 200 shared, the 4 nearest, its prompt."""
    import numpy as np
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    rows = list(map(json.loads, articles.read_text(encoding="utf-8").splitlines()))
    chunks = [(row["url"], chunk) for row in rows for chunk in splitter.split_text(row["text"])]
    embedder = open_embedder(settings)
    kept = settings.library.with_suffix(".tutorial.npy")
    if not kept.exists():
        np.save(kept, embedder.embed_passages([chunk for _, chunk in chunks]))
    vectors = np.load(kept)
    assert model is not None

    def ask(question: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
        nearest = np.argsort(-(vectors @ embedder.embed_queries([question["question"]])[0]))[:10]
        context = "\n\n".join(chunks[n][1] for n in nearest[:4])
        prompt = TUTORIAL_PROMPT.format(question=question["question"], context=context)
        completion = model.stream([Message(role="user", content=prompt)], max_tokens=160)
        text = completion.read().strip()
        abstained = any(words in text.lower() for words in ABSTENTIONS)
        return {
            "answer": None if abstained else text,
            "citations": [],
            "retrieved": [{"article_id": ids[chunks[n][0]], "text": chunks[n][1]} for n in nearest],
            "prompt_tokens": completion.usage.prompt_tokens,
            "completion_tokens": completion.usage.completion_tokens,
        }

    return ask


if __name__ == "__main__":
    main()
