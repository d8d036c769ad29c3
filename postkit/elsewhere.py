"""What a run asks of other sites: by the settings of each project, before its posts are checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postkit.site.post import Post

if TYPE_CHECKING:
    from postkit.config.settings import OnlineSettings
    from postkit.links.linking import Linking
    from postkit.links.online.online import Online
    from postkit.links.online.policy import Policy
    from postkit.links.online.verdicts import Wanted

CACHE = "online.sqlite3"
"""The name of the file in the folder of caches that remembers answers."""

Watch = Callable[[int, int], None]
"""Is told while the run waits how many addresses are done, and how many there are."""


class Asking(Enum):
    """Whom a run asks about links to other sites."""

    NOBODY = "nobody"
    CACHE = "cache"
    SITES = "sites"


class Elsewhere:
    """Knows for each project what can be said of addresses elsewhere.

    Args:
        asking: Who is asked.
    """

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._known: list[Online] = []

    def online(self, settings: OnlineSettings) -> Online | None:
        """Return what knows the addresses of one project; None where nobody is asked.

        Args:
            settings: How other sites are asked.

        Raises:
            RequestError: If a header of the settings cannot be made.
        """
        if self._asking is Asking.NOBODY:
            return None
        from postkit.links.online.cache import Cache
        from postkit.links.online.online import Online
        from postkit.site.cache import cache_folder

        policy = policy_of(settings, os.environ)
        made = Online(policy, Cache(cache_folder() / CACHE, policy.keep), send=self._asking is Asking.SITES)
        self._known.append(made)
        return made

    def as_answered(
        self,
        paths: Sequence[Path],
        wanted: Callable[[Path], tuple[Online | None, list[Wanted]]],
        watch: Watch | None,
    ) -> Iterator[Path]:
        """Yield posts in order, each as soon as all that it links to elsewhere is answered.

        Args:
            paths: The posts.
            wanted: Returns what knows the addresses elsewhere of a post, and which it links to.
            watch: Is told how far it is.
        """
        try:
            posts = [(path, *wanted(path)) for path in paths]
            for online in self._known:
                online.expect(one for _, its, links in posts if its is online for one in links)
            for path, its, links in posts:
                if its:
                    its.wait(links, watch)
                yield path
        finally:
            self.close()

    def close(self) -> None:
        """Stop asking; what was answered is remembered."""
        for one in self._known:
            one.close()

    def lines(self) -> Iterator[str]:
        """Yield what was asked and what came of it, a line each."""
        for one in self._known:
            if line := one.summary():
                yield line
            if one.network.down:
                yield "postkit: nothing elsewhere can be reached from here; those links were not checked"


def wanted_in(post: Post, linking: Linking, schemas: Sequence[Any]) -> list[Wanted]:
    """Return the addresses that a post wants to know about, in order.

    Args:
        post: The post.
        linking: What its links are checked against.
        schemas: Schemas that tell which values of the front matter are URLs.
    """
    from postkit.links.online.gather import gather

    documents = [schema.document for schema in schemas if isinstance(schema.document, Mapping)]
    try:
        return list(dict.fromkeys(gather(post, linking, documents)))
    except Exception:  # noqa: BLE001 (its check says what is wrong with it)
        return []


def policy_of(settings: OnlineSettings, environment: Mapping[str, str]) -> Policy:
    """Return how other sites are asked.

    Args:
        settings: The settings.
        environment: The environment, where secrets are.

    Raises:
        RequestError: If a header cannot be made.
    """
    from postkit.links.online.headers import header
    from postkit.links.online.patterns import Places
    from postkit.links.online.policy import USER_AGENT, Policy, seconds
    from postkit.links.online.verdicts import What

    return Policy(
        Places(settings.allow),
        Places(settings.ignore),
        Places(settings.private),
        settings.per_host,
        seconds(settings.pause),
        settings.concurrency,
        seconds(settings.timeout),
        seconds(settings.total_time),
        settings.tries,
        seconds(settings.retry_pause),
        settings.user_agent or USER_AGENT,
        tuple(header(one.host, one.name, one.value, environment) for one in settings.header),
        {
            What.OK: seconds(settings.keep_ok),
            What.MOVED: seconds(settings.keep_moved),
            What.DEAD: seconds(settings.keep_dead),
            What.UNKNOWN: seconds(settings.keep_unknown),
        },
    )
