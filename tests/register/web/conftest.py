"""What every page's tests need."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dispositif.register.errors import RegisterError


@pytest.fixture
def refusal() -> Callable[..., str]:
    """What a person is told where a page refuses: `refusal(client, "/documents/99/")`."""

    def told(client: Client, address: str, asked: dict[str, Any] | None = None) -> str:
        try:
            answer = client.get(address, asked)
        except RegisterError as error:
            return str(error)
        assert answer.status_code in (403, 404, 422)
        return answer.content.decode()

    return told
