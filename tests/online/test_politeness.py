"""How fast a host is asked, as the host sees it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from postkit.links.online.politeness import backoff, retry_after
from postkit.links.online.verdicts import What
from tests.online.conftest import QUICK, Serve, Tell
from tests.online.servers import Answer, Asked, Server, to


def slowly(_: Asked) -> Answer:
    time.sleep(0.004)
    return Answer()


def test_a_thousand_links_to_one_host(serve: Serve, tell: Tell) -> None:
    server = serve({f"/{n}": slowly for n in range(1000)})
    policy = QUICK._replace(per_host=3, pause=0.002)
    told = tell(*(f"{server.url}/{n}" for n in range(1000)), policy=policy)
    assert {verdict.what for verdict, _ in told.values()} == {What.OK}
    # In the order of the posts, as far as three at once, on a busy machine, can keep it.
    places = [int(one.path[1:]) for one in server.asked]
    assert all(abs(place - number) <= 100 for number, place in enumerate(places))
    assert len(places) == 1000
    assert server.most_at_once <= 3
    times = [one.time for one in server.asked]
    # Over any stretch of requests the pauses add up; one may be noted late, and the next in time.
    assert all(times[n + 250] - times[n] >= 250 * 0.002 * 0.8 for n in range(750))


def test_other_hosts_do_not_wait_for_a_slow_one(serve: Serve, tell: Tell) -> None:
    slow = serve({f"/{n}": Answer() for n in range(10)})
    quick = serve({f"/{n}": Answer() for n in range(10)})
    urls = [*(f"{slow.url}/{n}" for n in range(10)), *(f"{quick.url}/{n}" for n in range(10))]
    tell(*urls, policy=QUICK._replace(pause=0.02, per_host=1))
    assert quick.asked[0].time < slow.asked[3].time


def many_that_lead_to(target: Server, serve: Serve) -> list[str]:
    sources = [serve({"/": to(f"{target.url}/x", 302)}) for _ in range(8)]
    return [f"{one.url}/" for one in sources]


def test_redirects_wait_for_a_place_at_the_host_that_they_lead_to(serve: Serve, tell: Tell) -> None:
    target = serve()
    target.routes["/x"] = lambda _: Answer(500 if target.stopped.wait(0.05) else 200)
    tell(*many_that_lead_to(target, serve), policy=QUICK._replace(per_host=2))
    assert target.most_at_once == 2


def test_redirects_wait_for_the_pause_at_the_host_that_they_lead_to(serve: Serve, tell: Tell) -> None:
    target = serve({"/x": Answer()})
    tell(*many_that_lead_to(target, serve), policy=QUICK._replace(pause=0.03))
    assert target.asked[-1].time - target.asked[0].time >= 7 * 0.03 * 0.7


def test_a_host_is_left_alone_as_long_as_it_asks(serve: Serve, tell: Tell) -> None:
    answers = [Answer(429, {"Retry-After": "1"})]
    server = serve({f"/{n}": lambda _: answers.pop() if answers else Answer() for n in range(6)})
    told = tell(*(f"{server.url}/{n}" for n in range(6)), policy=QUICK._replace(per_host=1))
    assert {verdict.what for verdict, _ in told.values()} == {What.OK}
    first, second = server.asked[:2]
    assert second.time - first.time >= 1


@pytest.mark.parametrize("per_host", [1, 4])
@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_an_hour_is_asked_no_more(
    status: int, per_host: int, serve: Serve, tell: Tell
) -> None:
    server = serve({f"/{n}": Answer(status, {"Retry-After": "3600"}) for n in range(30)})
    policy = QUICK._replace(per_host=per_host, pause=0.02)
    told = tell(*(f"{server.url}/{n}" for n in range(30)), policy=policy)
    assert {verdict.what for verdict, _ in told.values()} == {What.UNKNOWN}
    assert len(server.asked) <= per_host


def test_a_host_that_always_says_too_many_is_given_up(serve: Serve, tell: Tell) -> None:
    server = serve({f"/{n}": Answer(429) for n in range(100)})
    told = tell(*(f"{server.url}/{n}" for n in range(100)))
    assert {verdict.what for verdict, _ in told.values()} == {What.UNKNOWN}
    assert len(server.asked) < 40


NOW = datetime(2024, 1, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Fri, 05 Jan 2024 12:00:30 GMT", 30),
        ("Fri, 05 Jan 2024 11:00:30 GMT", 0),
        ("9" * 400, 999_999_999),
        ("soon", None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_backoff_doubles_and_is_never_the_same() -> None:
    policy = QUICK._replace(retry_pause=1.0)
    for attempt, least in ((1, 1), (2, 2), (3, 4)):
        waits = {backoff(policy, attempt) for _ in range(50)}
        assert len(waits) > 40
        assert all(least <= wait <= least * 1.5 for wait in waits)
