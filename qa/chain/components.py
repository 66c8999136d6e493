"""What the stages of one chain work with."""

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
class Components:
    """What the stages of one chain work with; many threads may use it at once.

    model     None for the extractive answerer, which quotes the best sentences instead of writing any
    prompt    what the model answers from
    verifier  checks what the model writes
    reader    reads the passages for what answers the question
    reranker  reads the best passages again, or None
    """

    library: Library
    embedder: Embedder
    model: ChatModel | None
    prompt: Prompt
    settings: Settings
    verifier: Verifier
    reader: Reader
    reranker: Reranker | None = None

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
