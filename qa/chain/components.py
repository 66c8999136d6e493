"""What is opened once and then worked with: by briefings and checks, and by the stages of a chain."""

from dataclasses import dataclass

from qa.library import Library
from qa.models import ChatModel, runs_here
from qa.models.embeddings import Embedder
from qa.models.prompts import Prompt
from qa.retrieval.reader import Reader
from qa.retrieval.rerank import Reranker
from qa.settings import Settings
from qa.verify.verifier import Verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """A library, and the models that write and judge; many threads may use them at once.

    model     None for the extractive answerer, which quotes the best sentences instead of writing any
    verifier  checks what is written
    """

    library: Library
    embedder: Embedder
    model: ChatModel | None
    settings: Settings
    verifier: Verifier

    @property
    def is_local(self) -> bool:
        """Whether the model runs in this process."""
        return runs_here(self.model)

    @property
    def model_name(self) -> str:
        """What answers call the model."""
        return self.model.name if self.model else "extractive"

    def close(self) -> None:
        """Close the library and let go of the model."""
        self.library.close()
        if self.model is not None:
            self.model.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Components(Resources):
    """What the stages of one chain work with.

    prompt    what the model answers from
    reader    reads the passages for what answers the question
    reranker  reads the best passages again, or None
    """

    prompt: Prompt
    reader: Reader
    reranker: Reranker | None = None
