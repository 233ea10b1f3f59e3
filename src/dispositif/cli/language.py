"""`dispositif language`: an index of agreed language, and where words were adopted before."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dispositif import batch
from dispositif.cli.batches import add_jobs, check_jobs, tell_what_is_left_out, told
from dispositif.cli.messages import say, terminal
from dispositif.cli.options import add_language, check_language, with_content, write
from dispositif.errors import UsageError
from dispositif.exports.edition import counted

if TYPE_CHECKING:
    from dispositif.agreed import Entry
    from dispositif.document import Document
    from dispositif.text import Text


def add_options(language: argparse.ArgumentParser) -> None:
    """Add its options."""
    language.epilog = "exit status: 0 done (find: something near was found), 1 find: nothing near, index: a file could \
not be read, 2 wrong usage"
    doings = language.add_subparsers(title="what to do", metavar="DO", required=True)
    index = doings.add_parser("index", help="make an index of documents, or add documents to one")
    index.add_argument("files", nargs="+", metavar="FILE", help="a document, a folder or zip archive")
    index.add_argument("--out", required=True, metavar="FILE", help="the index; what it holds already is kept")
    add_jobs(index)
    index.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    add_language(index)
    index.set_defaults(do=_index)
    find = doings.add_parser("find", help="find where words, or nearly these words, were adopted")
    find.add_argument("words", metavar="WORDS", help="a phrase or a paragraph, or - for standard input")
    find.add_argument("--index", required=True, metavar="FILE", help="the index to search")
    find.add_argument("--limit", type=int, default=10, metavar="N", help="how many paragraphs to show (10)")
    find.add_argument("--least", type=float, default=0.5, metavar="S", help="the least similarity, 0 to 1 (0.5)")
    find.add_argument("--format", choices=["json"], help="json: all of it")
    find.add_argument("--out", metavar="FILE", help="write it to FILE")
    find.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    find.set_defaults(do=_find)


def run(chosen: argparse.Namespace) -> int:
    """Make the index, or search it."""
    done: int = chosen.do(chosen)
    return done


class _Indexing(NamedTuple):
    """The work on each document: what an index of agreed language keeps of it."""

    language: str | None
    debug: bool

    def make(self, _: batch.Task, document: Document, text: Text) -> bytes:
        """The entry, packed to be sent to the process that writes the index."""
        import msgspec

        from dispositif.agreed import entry
        from dispositif.exports import Edition

        return msgspec.msgpack.encode(entry(Edition(document, text.characters)))


def _index(chosen: argparse.Namespace) -> int:
    from dispositif.agreed import build

    check_jobs(chosen.jobs)
    check_language(chosen.language)
    inputs = batch.gather(chosen.files)
    tell_what_is_left_out(inputs)
    tasks = list(map(with_content, inputs.tasks))
    work = _Indexing(chosen.language, chosen.debug)
    made = batch.carry_out_all(tasks, work, min(chosen.jobs, max(len(tasks), 1)))
    with told(made, len(tasks), None) as (outcomes, report):
        built = build(Path(chosen.out), _entries(outcomes))
    added = counted(built.added, "document")
    say(f"{chosen.out}: {added} added, {built.known:,} known before, {built.documents:,} in all.")
    return int(bool(report.failures or inputs.barren))


def _entries(outcomes: Iterable[batch.Outcome]) -> Iterator[Entry]:
    import msgspec

    from dispositif.agreed import Entry

    return (msgspec.msgpack.decode(one.output, type=Entry) for one in outcomes if not one.failure)


def _find(chosen: argparse.Namespace) -> int:
    from dispositif.agreed import Index
    from dispositif.agreed.terminal import to_terminal

    if chosen.limit < 1 or not 0 <= chosen.least <= 1:
        raise UsageError("--limit is a number from 1 on, --least a share from 0 to 1.")
    words = sys.stdin.read() if chosen.words == batch.STANDARD_INPUT else chosen.words
    if not words.strip():
        raise UsageError("There are no words to find: give a phrase or a paragraph.")
    with Index(Path(chosen.index)) as index:
        answer = index.answer(words, limit=chosen.limit, least=chosen.least)
    if chosen.format == "json" or chosen.out:
        write(f"{answer.to_json(indent=2)}\n".encode(), chosen.out)
    else:
        width, colour = terminal()
        write(to_terminal(answer, width=width, colour=colour).encode("utf-8", "replace"), None)
    return int(not answer.found)
