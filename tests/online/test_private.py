"""Machines on no public network are not asked: by whatever name, and wherever redirects lead."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from postkit.links.online.addresses import PrivateAddressError, is_public, public_socket
from postkit.links.online.network import Network
from postkit.links.online.patterns import Places
from postkit.links.online.verdicts import What
from tests.online.conftest import QUICK, Serve, Tell
from tests.online.servers import Answer, to


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1"),
        *("169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1"),
        *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1"),
        *("2002:7f00:1::", "2002:a00:1::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1"),
        *("ff02::1", "3fff::1", "5f00::1", "", "localhost", "127.1"),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(PrivateAddressError):
        public_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 80)))


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.32.0.1", "192.167.255.255"),
        *("2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"),
    ],
)
def test_public(address: str) -> None:
    assert is_public(address)


SPELLINGS = [
    *("127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "0177.0.0.01"),
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.0.0.1.",
        "１２７.０.０.１",
        "127。0。0。1",
        "%31%32%37.0.0.1",
    ),
    *(
        "0",
        "0.0.0.0",
        "127.0.0.2",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
    ),
]


@pytest.mark.parametrize("host", SPELLINGS)
def test_however_it_is_spelled(host: str, serve: Serve, tell: Tell) -> None:
    server = serve({"/": Answer()})
    url = f"http://{host}:{server.port}/"
    told = tell_all(tell, url)
    assert What.OK not in told
    assert not server.asked


def tell_all(tell: Tell, url: str) -> list[What]:
    """Return what is said of an address that may not even be one."""
    policy = QUICK._replace(private=Places())
    try:
        return [verdict.what for verdict, _ in tell(url, policy=policy).values()]
    except ValueError:  # it is none, so it is not asked
        return []


@pytest.mark.parametrize("host", SPELLINGS)
def test_a_redirect_there(host: str, serve: Serve, tell: Tell) -> None:
    secret = serve({"/": Answer()})
    server = serve({"/a": to(f"http://{host}:{secret.port}/", 302)}, host="127.0.0.1")
    policy = QUICK._replace(private=Places([f"127.0.0.1:{server.port}"]))
    verdict, _ = tell(f"{server.url}/a", policy=policy)[f"{server.url}/a"]
    assert verdict.what is not What.OK
    assert not secret.asked


def test_a_chain_to_a_private_address(serve: Serve, tell: Tell) -> None:
    server = serve(
        {"/a": to("/b"), "/b": to("/c", 307), "/c": to("http://169.254.169.254/latest/meta-data/", 302)}
    )
    verdict, _ = tell(f"{server.url}/a")[f"{server.url}/a"]
    assert verdict.what is What.UNKNOWN
    assert verdict.reason == "it leads to a host on no public network, which is not asked"


def test_what_is_public_does_not_lead_into_the_own_network(
    serve: Serve, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even to a host that may be asked when the post itself names it; 127.0.0.3 plays a public one."""
    monkeypatch.setattr("postkit.links.online.addresses.is_public", lambda address: address == "127.0.0.3")
    inside = serve({"/": Answer(), "/here": to("/")}, host="127.0.0.2")
    public = serve({"/": to(f"{inside.url}/", 302)}, host="127.0.0.3")
    around = serve({"/": to(f"{public.url}/", 302)}, host="127.0.0.2")
    policy = QUICK._replace(private=Places(["127.0.0.2"]))
    for url in (f"{public.url}/", f"{around.url}/"):
        verdict, _ = tell(url, policy=policy)[url]
        assert verdict.reason == "it leads to a host on no public network, which is not asked"
    assert public.asked
    assert not inside.asked
    assert tell(f"{inside.url}/here", policy=policy)[f"{inside.url}/here"][0].what is not What.DEAD
    assert inside.paths == ["HEAD /here", "HEAD /"]


def answer(address: str, port: int) -> tuple[Any, ...]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return (family, socket.SOCK_STREAM, 6, "", (address, port))


def test_a_name_that_means_a_private_address(serve: Serve, tell: Tell) -> None:
    server = serve({"/": Answer()})
    url = f"http://rebound.site:{server.port}/"
    verdict, _ = tell(url, lookup=lambda _, port: [answer("127.0.0.1", port)])[url]
    assert verdict.what is What.UNKNOWN
    assert not server.asked


def test_a_name_that_changes_its_meaning(serve: Serve, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is checked is what is connected to: there is no second lookup after the check.

    127.0.0.2 plays the public address here, which answers once with a redirect to the same name.
    """
    monkeypatch.setattr("postkit.links.online.addresses.is_public", lambda address: address == "127.0.0.2")
    inside = serve({"/b": Answer()})
    answers = ["127.0.0.2", "127.0.0.1"]

    def lookup(_host: str, port: int) -> list[Any]:
        return [answer(answers.pop(0) if len(answers) > 1 else answers[0], port)]

    moved = {"Location": f"http://rebound.site:{inside.port}/b", "Connection": "close"}
    outside = serve({"/a": Answer(302, moved)}, host="127.0.0.2")
    url = f"http://rebound.site:{outside.port}/a"
    verdict, _ = tell(url, lookup=lookup, network=Network(lambda: True))[url]
    assert verdict.what is What.UNKNOWN
    assert outside.asked
    assert not inside.asked


def test_of_several_addresses_the_private_ones_are_not_tried(
    serve: Serve, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postkit.links.online.addresses.is_public", lambda address: address == "127.0.0.2")
    inside = serve({"/": Answer()})
    url = f"http://both.site:{inside.port}/"
    addresses = [answer("127.0.0.2", inside.port), answer("127.0.0.1", inside.port)]
    verdict, _ = tell(url, lookup=lambda *_: addresses)[url]
    assert verdict.what is not What.OK
    assert not inside.asked


def test_no_proxy_is_used(serve: Serve, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = serve({}), serve({"/": Answer()})
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    assert tell(f"{server.url}/")[f"{server.url}/"][0].what is What.OK
    assert not proxy.asked
