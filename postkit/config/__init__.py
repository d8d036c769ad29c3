"""The settings: defined once, read from a file, overridden by flags."""

from __future__ import annotations

from postkit.config.detect import detect_flavor, find_site_root
from postkit.config.globs import matches
from postkit.config.load import find_config, load_config
from postkit.config.options import Setting
from postkit.config.settings import (
    FORMATS,
    SETTINGS,
    LinksSettings,
    SchemaFor,
    Settings,
    ValidateSettings,
)

__all__ = [
    "FORMATS",
    "SETTINGS",
    "LinksSettings",
    "SchemaFor",
    "Setting",
    "Settings",
    "ValidateSettings",
    "detect_flavor",
    "find_config",
    "find_site_root",
    "load_config",
    "matches",
]
