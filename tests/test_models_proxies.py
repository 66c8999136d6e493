import pytest

from qa.models.proxies import find_proxy

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("variables", "url", "proxy"),
    [
        ({}, "http://a.example", None),
        ({"HTTP_PROXY": "http://p:1"}, "http://a.example", "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, "https://a.example", None),
        ({"https_proxy": "p:1"}, "https://a.example", "http://p:1"),
        ({"ALL_PROXY": "socks5://p:1"}, "https://a.example", "socks5://p:1"),
        ({"ALL_PROXY": "socks5://p:1", "HTTP_PROXY": "http://q:1"}, "http://a.example", "http://q:1"),
    ],
)
def test_a_proxy_is_found_by_the_scheme(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, proxy: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = find_proxy(url)
    assert (found.url if found else None) == proxy


@pytest.mark.parametrize(
    ("exempt", "host", "is_exempt"),
    [
        ("*", "a.example", True),
        ("a.example", "a.example", True),
        ("a.example", "b.a.example", True),
        (".a.example", "b.a.example", True),
        ("a.example", "ba.example", False),
        ("localhost, 127.0.0.1,[::1],fd07:b51a::/64", "127.0.0.1", True),
        ("localhost,[::1]", "[::1]", True),
        ("::1", "[::1]", True),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("10.0.0.0/8", "a.example", False),
        ("a.example:8080", "a.example", True),
        ("nonsense/x,,", "a.example", False),
        ("", "a.example", False),
    ],
)
def test_some_hosts_need_no_proxy(monkeypatch: pytest.MonkeyPatch, exempt: str, host: str, *, is_exempt: bool) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://p:1")
    monkeypatch.setenv("NO_PROXY", exempt)
    assert (find_proxy(f"http://{host}/v1") is None) == is_exempt
