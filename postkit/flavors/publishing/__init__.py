"""How each engine publishes a site's files and what it makes of links: one file an engine."""

from __future__ import annotations

from importlib import import_module

from postkit.flavors.base import Flavor
from postkit.flavors.publishing.record import Publishing, SiteFacts


def publishing(flavor: Flavor, facts: SiteFacts) -> Publishing:
    """Return how a site is published; an engine's file is loaded when it is first asked for.

    Args:
        flavor: The engine.
        facts: The site's configuration and files.
    """
    engine = import_module(f"postkit.flavors.publishing.{flavor.name}")
    found: Publishing = engine.publishing(facts)
    return found._replace(host_shared=_host_is_shared(found, facts))


def _host_is_shared(found: Publishing, facts: SiteFacts) -> bool:
    """Tell it of the hosts that publish a repository in a folder of its owner's site: GitHub's, GitLab's."""
    named = any(facts.exists(f"{folder}/CNAME".lstrip("/")) for folder in found.static)
    return named or any(host.endswith((".github.io", ".gitlab.io")) for host in found.hosts)
