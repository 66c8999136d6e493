import pytest
from endpoint import KEY

from qa.errors import InvalidSetting, MissingKey, QAError
from qa.models.openai.client import OPENAI_URL, Endpoint, find_endpoint
from qa.settings import Settings

OWN = "http://127.0.0.1:8080/v1"
OTHER = "https://models.example/v1"


@pytest.mark.parametrize(
    ("base_url", "environ", "url", "key"),
    [
        (None, {"OPENAI_API_KEY": KEY}, OPENAI_URL, KEY),
        (None, {"OPENAI_API_KEY": f" {KEY}\n"}, OPENAI_URL, KEY),
        (None, {"OPENAI_BASE_URL": OTHER}, OTHER, "none"),
        (OWN, {"OPENAI_BASE_URL": OTHER, "OPENAI_API_KEY": KEY}, OWN, KEY),
        (OWN, {}, OWN, "none"),
    ],
    ids=["OpenAI's own", "spaces around the key", "from the environment", "the setting wins", "without a key"],
)
def test_an_endpoint_is_found(base_url: str | None, environ: dict[str, str], url: str, key: str) -> None:
    endpoint = find_endpoint(Settings(base_url=base_url, timeout=7.0), environ)
    assert (endpoint.url, endpoint.key, endpoint.timeout) == (url, key, 7.0)


@pytest.mark.parametrize(
    "url", ["nonsense", "ftp://a.example", "http://", "http://[::1", "http://a:99999/v1", "http:///v1"]
)
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidSetting, match=r"http://127\.0\.0\.1:8080/v1"):
        find_endpoint(Settings(base_url=url), {})


@pytest.mark.parametrize(
    ("url", "environ"),
    [
        (None, {}),
        (OPENAI_URL + "/", {}),
        (OWN, {"OPENAI_API_KEY": "sk-half\nother-half"}),
        (OWN, {"OPENAI_API_KEY": "sk-clé-secrète"}),
    ],
    ids=["none", "none for OpenAI's own", "of two lines", "with letters that no key has"],
)
def test_a_key_that_can_not_be_one_is_told_and_not_shown(url: str | None, environ: dict[str, str]) -> None:
    with pytest.raises(MissingKey, match="OPENAI_API_KEY") as caught:
        find_endpoint(Settings(base_url=url), environ)
    assert isinstance(caught.value, QAError)
    assert "sk-" not in str(caught.value)


def test_an_endpoint_shows_neither_its_key_nor_a_password() -> None:
    endpoint = Endpoint(url="https://me:hidden@models.example/v1", key=KEY, timeout=1.0)
    assert endpoint.shown == "https://models.example/v1"
    assert KEY not in repr(endpoint)
