import logging

import numpy as np
import pytest

from qa.models.embedders.files import find_model
from qa.models.embedders.network import write_network
from qa.models.embedders.sessions import PROCESSOR, choose_card, find_card, open_session


@pytest.mark.parametrize(
    ("available", "chosen"),
    [
        pytest.param([PROCESSOR], None, id="none"),
        pytest.param(["AzureExecutionProvider", PROCESSOR], None, id="a service, no card"),
        pytest.param(["CUDAExecutionProvider", PROCESSOR], "CUDAExecutionProvider", id="NVIDIA"),
        pytest.param(["ROCMExecutionProvider", PROCESSOR], "ROCMExecutionProvider", id="AMD"),
        pytest.param(
            ["TensorrtExecutionProvider", "CUDAExecutionProvider", PROCESSOR], "CUDAExecutionProvider", id="no compiler"
        ),
    ],
)
def test_the_card_is_chosen_of_what_onnxruntime_has(available: list[str], chosen: str | None) -> None:
    assert choose_card(available) == chosen


@pytest.mark.skipif(find_card() is not None, reason="this machine has a card")
@pytest.mark.filterwarnings("ignore:Specified provider")
def test_a_card_that_does_not_work_is_told_and_the_processor_used(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="qa.models"):
        session = open_session(write_network(find_model().read_bytes()), is_fused=True, card="CUDAExecutionProvider")
    assert [record.getMessage() for record in caplog.records if "on the processor" in record.getMessage()]
    assert session.run(None, {"input_ids": np.array([[101, 102]])})[0].shape == (1, 384)
