"""What an action came to, told on the next page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from dispositif.errors import DispositifError
from dispositif.register.errors import Forbidden, Missing


def tell(request: HttpRequest, message: str) -> None:
    """Tell what was done."""
    messages.success(request, message)


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """Tell why something was refused, and go on. What a person may not do or see has a page of its own."""
    try:
        yield
    except (Forbidden, Missing):
        raise
    except DispositifError as error:
        messages.error(request, str(error))
