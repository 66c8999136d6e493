import socket

import pytest

from qa.ingest.fetch.guard import find_addresses, is_public, parse_url
from qa.ingest.fetch.problem import FetchProblem


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.255.255.254", id="end of loopback"),
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("0.1.2.3", id="this network"),
        pytest.param("10.1.2.3", id="private 10"),
        pytest.param("172.16.0.1", id="private 172"),
        pytest.param("192.168.1.1", id="private 192"),
        pytest.param("169.254.169.254", id="link-local"),
        pytest.param("100.64.0.1", id="shared by a provider"),
        pytest.param("192.0.0.8", id="protocol assignments"),
        pytest.param("192.0.2.1", id="documentation"),
        pytest.param("198.18.0.1", id="benchmarks"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::1", id="IPv6 loopback"),
        pytest.param("::", id="IPv6 unspecified"),
        pytest.param("fe80::1", id="IPv6 link-local"),
        pytest.param("fe80::1%eth0", id="IPv6 link-local with a zone"),
        pytest.param("fec0::1", id="IPv6 site-local"),
        pytest.param("fc00::1", id="IPv6 unique local"),
        pytest.param("fd00:ec2::254", id="IPv6 unique local of a cloud"),
        pytest.param("ff02::1", id="IPv6 multicast"),
        pytest.param("2001:db8::1", id="IPv6 documentation"),
        pytest.param("::ffff:127.0.0.1", id="IPv4-mapped"),
        pytest.param("::ffff:a9fe:a9fe", id="IPv4-mapped in hex"),
        pytest.param("::127.0.0.1", id="IPv4-compatible"),
        pytest.param("2002:7f00:1::", id="6to4 of loopback"),
        pytest.param("2002:c0a8:101::1", id="6to4 of a private one"),
        pytest.param("64:ff9b::7f00:1", id="NAT64 of loopback"),
        pytest.param("64:ff9b::10.0.0.1", id="NAT64 of a private one"),
        pytest.param("64:ff9b:1::808:808", id="local NAT64"),
        pytest.param("2001:0:4136:e378:8000:63bf:3fff:fdd2", id="Teredo"),
        pytest.param("not an address", id="no address"),
    ],
)
def test_addresses_of_this_machine_and_its_network_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost 127.1 0x7f.1 0x7f000001 2130706433 017700000001 0 ::1 ::ffff:127.0.0.1 127.0.0.1.".split(),
)
def test_odd_notations_of_loopback_are_refused_by_what_they_resolve_to(host: str) -> None:
    def resolve(*arguments: object, **options: object) -> list[tuple[object, ...]]:
        name = str(arguments[0]).rstrip(".")
        known = ":" in name or name == "localhost"
        # This is how getaddrinfo reads numbers.
        address = name if known else socket.inet_ntoa(socket.inet_aton(name))
        return list(socket.getaddrinfo(address, 80)) if name == "localhost" else [(0, 0, 0, "", (address, 80))]

    with pytest.raises(FetchProblem, match="of this machine or its network; --allow-private"):
        find_addresses(host, 80, allow_private=False, resolve=resolve)


def test_only_the_public_addresses_of_a_name_are_used() -> None:
    def resolve(*arguments: object, **options: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, 80)) for address in ("10.0.0.1", "93.184.216.34", "::1", "93.184.216.34")]

    assert find_addresses("news.example", 80, allow_private=False, resolve=resolve) == ["93.184.216.34"]
    assert find_addresses("news.example", 80, allow_private=True, resolve=resolve) == [
        "10.0.0.1",
        "93.184.216.34",
        "::1",
    ]


def test_a_name_without_an_address_may_have_one_later() -> None:
    def resolve(*arguments: object, **options: object) -> list[tuple[object, ...]]:
        raise socket.gaierror("unknown")

    with pytest.raises(FetchProblem, match="no address known for news") as caught:
        find_addresses("news.example", 80, allow_private=False, resolve=resolve)
    assert caught.value.retry


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("file:///etc/passwd", "not an http or https address", id="file"),
        pytest.param("FILE:///etc/passwd", "not an http or https address", id="FILE"),
        pytest.param("ftp://news.example/a", "not an http or https address", id="ftp"),
        pytest.param("javascript:alert(1)", "not an http or https address", id="script"),
        pytest.param("//news.example/a", "not an http or https address", id="no scheme"),
        pytest.param("", "not an http or https address", id="nothing"),
        pytest.param("http:///a", "an address without a host", id="no host"),
        pytest.param("http://news.example@127.0.0.1/", "an address with a name or password in it", id="user"),
        pytest.param("http://a:b@news.example/", "an address with a name or password in it", id="password"),
        pytest.param("http://news.example:99999/", "not a web address", id="port"),
        pytest.param("http://[::1/", "not a web address", id="bracket"),
        pytest.param("http://news.example/\x00", "not a web address", id="control"),
        pytest.param("http://news.example/" + "a" * 2_000, "an address of more than 2,000 characters", id="long"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(FetchProblem) as caught:
        parse_url(url)
    assert (caught.value.reason, caught.value.retry) == (reason, False)


def test_an_address_gets_its_normal_form() -> None:
    assert str(parse_url(" HTTP://News.Example:80/ä b?q=1#part ")) == "http://news.example/%C3%A4%20b?q=1"
