"""Open a network on onnxruntime: on the processor, or on a graphics card where onnxruntime finds one."""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

logger = logging.getLogger("qa.models")

PROCESSOR = "CPUExecutionProvider"
# In the order of preference. Those that translate a network anew for each shape of its input are none of them.
_CARDS = ("CUDAExecutionProvider", "ROCMExecutionProvider")
# Numbers as precise as on the processor: vectors of both stand in one library.
_PRECISE = {"CUDAExecutionProvider": {"use_tf32": "0"}}


def refuse_telemetry() -> None:
    """Keep onnxruntime from giving the machine an id and keeping a record of its use, which begins with its import."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def count_processors() -> int:
    """Return how many processors this process may use."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    told = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(here, int(told))) if told.isdecimal() else here


def choose_card(available: Sequence[str]) -> str | None:
    """Return the graphics card to use of onnxruntime's execution providers, None where there is none."""
    return next((card for card in _CARDS if card in available), None)


def find_card() -> str | None:
    """Return the graphics card that the installed onnxruntime was built for, None where that is none."""
    refuse_telemetry()
    import onnxruntime

    return choose_card(onnxruntime.get_available_providers())


def open_session(model: Path | bytes, *, is_fused: bool = False, threads: int = 0, card: str | None = None) -> Any:
    """Return an onnxruntime session of a model, given as a file or as its content.

    is_fused  it is written in the operators that it is to run in: constants are computed, all else stays as it is
    threads   how many processors one run uses; 0 for all
    card      the execution provider of a graphics card; where it does not work, that is logged and the processor used
    """
    refuse_telemetry()
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    levels = onnxruntime.GraphOptimizationLevel
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = levels.ORT_ENABLE_BASIC if is_fused else levels.ORT_ENABLE_ALL
    options.intra_op_num_threads = threads
    # Threads that spin while they wait take the cores from whatever else runs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    # Texts are of any length: a plan of the memory for each would never be of use again, and is kept. So is the arena,
    # which never shrinks and is no faster.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = not is_fused
    given = model if isinstance(model, bytes) else str(model)
    if card is None:
        return onnxruntime.InferenceSession(given, options, providers=[PROCESSOR])
    try:
        session = onnxruntime.InferenceSession(given, options, providers=[(card, _PRECISE.get(card, {})), PROCESSOR])
    except Exception as error:
        logger.warning("The graphics card can't be used (%s: %s); texts are embedded on the processor.", card, error)
        return open_session(model, is_fused=is_fused, threads=threads)
    if card not in session.get_providers():
        logger.warning("The graphics card can't be used (%s); texts are embedded on the processor.", card)
    return session
