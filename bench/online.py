"""`postkit links --online` against lychee: 5,000 links to 50 hosts, 1,000 to one host, and a second run."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.clock import compiling_to, seconds
from bench.hosts import Hosts, answering
from bench.lychee import find

LINKS, HOSTS, POSTS, TO_ONE = 5_000, 50, 50, 1_000
_SETTINGS = '[links.online]\nprivate = ["127.0.0.*"]\n'
_HURRY = 'pause = "0ms"\nper-host = 10\nconcurrency = 128\n'
_LYCHEE_HURRY = ("--host-concurrency", "10", "--host-request-interval", "0ms", "--max-concurrency", "128")


def write(folder: Path, places: Sequence[str], links: int, posts: int, settings: str = "") -> None:
    """Write posts with links to all hosts in turn."""
    folder.mkdir()
    (folder / "postkit.toml").write_text(_SETTINGS + settings)
    for post in range(posts):
        urls = (
            f"http://{places[number % len(places)]}/page-{number}" for number in range(post, links, posts)
        )
        text = "".join(f"See [this page]({url}) for more.\n\n" for url in urls)
        (folder / f"post-{post}.md").write_text(f"# Post {post}\n\n{text}", encoding="utf-8")


class Runs:
    """Runs both tools on a folder, with caches that no other run has.

    Args:
        scratch: A folder for caches.
        folder: The folder of the posts.
        lychee: lychee; None without it.
    """

    def __init__(self, scratch: Path, folder: Path, lychee: Path | None) -> None:
        self._folder = folder
        self._lychee = lychee
        self._environment = {**compiling_to(scratch), "POSTKIT_CACHE_DIR": str(scratch / "cache")}
        self._cache = scratch / "cache"

    def postkit(self, *options: str, forget: bool = True) -> float:
        """Return the seconds that postkit takes, without what earlier runs have learned if so wanted."""
        for file in self._cache.glob("online.sqlite3*") if forget else ():
            file.unlink()
        command = Path(sys.executable).with_name("postkit")
        return seconds(
            [command, "links", "--flavor", "gfm", "--online", *options, self._folder], self._environment
        )

    def lychee(self, *options: str) -> float:
        """Return the seconds that lychee takes; it asks by HEAD as postkit does."""
        assert self._lychee
        command: list[str | Path] = [self._lychee, "--no-progress", "--quiet", "--method", "head", *options]
        return seconds([*command, f"{self._folder}/*.md"], self._environment)


def _asked(hosts: Hosts, wanted: int, who: str) -> None:
    if (found := hosts.traffic().requests) != wanted:
        sys.exit(f"{who} sent {found:,} requests, not {wanted:,}")


def compare(
    scratch: Path, lychee: Path | None, settings: str, options: Sequence[str], title: str, *, rounds: int
) -> None:
    """Print the best times of both on the same hosts, and of a second run."""
    with answering(HOSTS) as hosts:
        folder = scratch / title.replace(" ", "-")
        write(folder, hosts.places, LINKS, POSTS, settings)
        runs = Runs(scratch, folder, lychee)
        runs.postkit("--cache-only")  # compiles
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(runs.postkit())
            _asked(hosts, LINKS, "postkit")
            if lychee:
                theirs.append(runs.lychee(*options))
                _asked(hosts, LINKS, "lychee")
        again = runs.postkit(forget=False)
        _asked(hosts, 0, "postkit, the second time,")
    print(
        f"{LINKS:,} links to {HOSTS} hosts, {title}: postkit {min(ours):.2f} s, again {again:.2f} s", end=""
    )
    print(f", lychee {min(theirs):.2f} s, ratio {min(ours) / min(theirs):.2f}" if theirs else "")


def one_host(scratch: Path) -> None:
    """Print how 1,000 links to one host are asked that takes 50 ms for each."""
    with answering(1, delay=0.05) as hosts:
        write(scratch / "one", hosts.places, TO_ONE, 1, 'pause = "10ms"\n')
        taken = Runs(scratch, scratch / "one", None).postkit()
        found = hosts.traffic()
    print(
        f"{TO_ONE:,} links to one host: {taken:.2f} s, {found.requests:,} requests, "
        f"at most {found.at_once} at once, {found.requests / found.seconds:.1f} a second"
    )


def main() -> int:
    lychee = find()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        compare(scratch, lychee, "", (), "at the pace of their defaults", rounds=1)
        compare(scratch, lychee, _HURRY, _LYCHEE_HURRY, "without a pause", rounds=3)
        print(
            f"memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB at most of both"
        )
        one_host(scratch)
    return 0


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    sys.exit(main())
