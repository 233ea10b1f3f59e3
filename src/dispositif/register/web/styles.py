"""Where pages find what they are made with: style sheets, scripts, the icon."""

from __future__ import annotations

from functools import cache

from django.contrib.staticfiles.storage import StaticFilesStorage


class Styles(StaticFilesStorage):
    """The files of the package. Every page leads to five or more: where each is, is put together once."""

    url = cache(StaticFilesStorage.url)
