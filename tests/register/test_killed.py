"""The server is killed while people work: what it had acknowledged is there once, the rest is whole or absent."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from itertools import count, repeat
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from dispositif.register.first_steps import SAMPLE

ROUNDS, UPLOADERS, CLERKS = 2, 2, 3
PREPARE = """
from dispositif.register.opening import open_register
open_register()
from dispositif.register.first_steps import keep_person, load_sample
from dispositif.register.people.models import Role, Scope
from dispositif.register.people.tokens import make_token
from dispositif.register.review.models import Mandate
load_sample()
one = Mandate.objects.select_related("document__body").first()
print(one.document.body.slug, one)
print(make_token(keep_person("clerk", None, "", Role.MANAGER, None, None), "A clerk's", Scope.values, 1)[1])
"""


class Caller:
    """Calls the interface for programs at a port, with a token."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._token = port, token

    def __call__(self, method: str, path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        """The status and what was answered. Raises OSError or HTTPException where the server is gone."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": kind}
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=20)) as connection:
            connection.request(method, f"/api/v1/{path}", body, headers)
            with connection.getresponse() as answer:
                return answer.status, answer.read()

    def get(self, path: str) -> Any:
        """What is there."""
        status, content = self("GET", path)
        assert status == 200, content
        return json.loads(content)


class Work:
    """What was sent, and what of it was acknowledged."""

    def __init__(self, body: str, mandate: str) -> None:
        self._body, self._mandate, self._numbers = body, mandate, count()
        self.documents: dict[str, bool] = {}
        self.entries: dict[str, bool] = {}

    def upload(self, call: Caller) -> int:
        """Send a document like no other."""
        content = SAMPLE.read_bytes().replace(b"enlarged emergency", b"enlarged, no. %d," % next(self._numbers), 1)
        return self._send(call, self.documents, sha256(content).hexdigest(), "documents", *self._form(content))

    def enter(self, call: Caller) -> int:
        """Add an entry like no other to the ledger."""
        said = {"kind": "comment", "happened": "2024-05-01", "remark": f"Remark {next(self._numbers)}."}
        where = f"mandates/{self._mandate}/entries"
        return self._send(call, self.entries, said["remark"], where, json.dumps(said).encode(), "application/json")

    def _form(self, content: bytes) -> tuple[bytes, str]:
        file = SimpleUploadedFile("communique.txt", content)
        return encode_multipart(BOUNDARY, {"body": self._body, "file": file}), MULTIPART_CONTENT

    def _send(self, call: Caller, sent: dict[str, bool], key: str, path: str, body: bytes, kind: str) -> int:
        sent[key] = False
        status, content = call("POST", path, body, kind)
        assert status == 201, content
        sent[key] = True
        return status


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of a register of its own: an SQLite file in its home, whatever database the other tests are run on."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"DISPOSITIF_HOME": str(tmp_path / "home")}


def run(words: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True, text=True)
    return done.stdout + done.stderr


@contextmanager
def serving(environment: dict[str, str], token: str) -> Iterator[Caller]:
    """A server of its own; killed with all that it started, in the middle of what it does."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["-m", "dispositif", "register", "serve", "--home", environment["DISPOSITIF_HOME"], "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, *words], env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        call, until = Caller(port, token), monotonic() + 30
        while not _answers(call):
            assert process.poll() is None, "The server did not start."
            assert monotonic() < until
            sleep(0.05)
        yield call
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(call: Caller) -> bool:
    try:
        return call("GET", "bodies")[0] == 200
    except (OSError, HTTPException):
        return False


def until_it_is_gone(act: Callable[[Caller], int], call: Caller, acknowledged: Event, wrong: list[str]) -> None:
    """One client: does the same over and over, until nobody answers."""
    try:
        while act(call):
            acknowledged.set()
    except (OSError, HTTPException):
        pass
    except AssertionError as error:
        wrong.append(str(error))
        acknowledged.set()


def work_until_killed(environment: dict[str, str], token: str, work: Work) -> None:
    """Several clients at once, and the server killed at a random moment."""
    wrong: list[str] = []
    begun = [Event() for _ in range(UPLOADERS + CLERKS)]
    with serving(environment, token) as call:
        acts = [work.upload] * UPLOADERS + [work.enter] * CLERKS
        clients = [Thread(target=until_it_is_gone, args=(*one, wrong)) for one in zip(acts, repeat(call), begun)]
        for client in clients:
            client.start()
        for event in begun:
            assert event.wait(20)
        sleep(random.uniform(0, 0.4))
    for client in clients:
        client.join()
    assert not wrong


def whole(call: Caller, document: int) -> tuple[int, int, bytes]:
    """How many paragraphs and mandates a document has, and its file."""
    paragraphs = call.get(f"documents/{document}/paragraphs?limit=1")["count"]
    return (
        paragraphs, call.get(f"mandates?document={document}&limit=1")["count"],
        call("GET", f"documents/{document}/original")[1],
    )  # fmt: skip


def test_a_server_that_is_killed_loses_nothing_it_acknowledged(environment: dict[str, str]) -> None:
    body, mandate, token = run(["-c", PREPARE], environment).split()[-3:]
    sample, work = sha256(SAMPLE.read_bytes()).hexdigest(), Work(body, mandate)
    for _ in range(ROUNDS):
        work_until_killed(environment, token, work)
    with serving(environment, token) as call:
        documents = {one["sha256"]: one["id"] for one in call.get("documents?limit=500")["items"]}
        assert len(documents) == call.get("documents?limit=1")["count"] > ROUNDS * UPLOADERS
        assert {key for key, is_in in work.documents.items() if is_in} <= documents.keys()
        assert documents.keys() - {sample} <= work.documents.keys()
        *sizes, _ = whole(call, documents[sample])
        for key, document in documents.items():
            *there, content = whole(call, document)
            assert (there, sha256(content).hexdigest()) == (sizes, key)
        entries = entered(call, mandate)
        assert {key for key, is_in in work.entries.items() if is_in} <= entries.keys() <= work.entries.keys()
        assert set(entries.values()) == {1}
        assert work.upload(call) == work.enter(call) == 201
    check = ["-m", "dispositif", "register", "check", "--home", environment["DISPOSITIF_HOME"]]
    assert "sound" in run(check, environment)


def entered(call: Caller, mandate: str) -> Counter[str]:
    """How often each remark is in a ledger."""
    found: Counter[str] = Counter()
    cursor: str | None = ""
    while cursor is not None:
        page = call.get(f"mandates/{mandate}/entries?limit=500&cursor={cursor}")
        found.update(one["remark"] for one in page["items"])
        cursor = page["next"]
    return found
