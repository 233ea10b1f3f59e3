"""A register's home: the key that signs sessions."""

from pathlib import Path

import pytest

from dispositif.register.opening import secret_key


class Killed(BaseException):
    """What stands for the end of the process."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("DISPOSITIF_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_key_is_made_once_for_its_owner_alone(home: Path) -> None:
    key = secret_key()
    assert len(key) > 50
    assert secret_key() == key
    assert [(file.name, file.stat().st_mode & 0o777) for file in home.iterdir()] == [("secret-key", 0o600)]


def test_a_first_start_that_is_killed_leaves_no_half_key(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(length: int) -> str:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr("dispositif.register.opening.secrets.token_urlsafe", killed)
        with pytest.raises(Killed):
            secret_key()
    assert len(secret_key()) > 50
