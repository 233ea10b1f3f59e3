"""The command line: `dispositif COMMAND`. Each command is a module of this folder."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from dispositif import __version__
from dispositif.cli.commands import add_commands
from dispositif.cli.messages import say
from dispositif.errors import DispositifError, UsageError

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
COMMANDS = {
    "read": "read documents",
    "explain": "show why a paragraph was read so",
    "citations": "show who cites what, where and how",
    "compare": "compare two texts, or a series of them",
    "language": "find agreed language: where words were adopted before",
    "check": "check a draft",
    "dataset": "write documents as tables for research",
    "evaluate": "count where marked-up documents are read otherwise than marked",
    "text": "print the text that a document is read as",
    "schema": "print the JSON Schema of what is read",
    "register": "follow up what was read: serve, import, users …",
}
"""Each command: a module of this folder with `add_options` and `run`, and what it does."""

_DESCRIPTION = """\
Reads resolutions, communiqués, decisions and declarations of intergovernmental bodies:
who is asked to do what, with whom, on which condition and by when, and what is cited.
"""
_EXAMPLES = """\
examples:
  dispositif read communique.pdf                        look at one document
  dispositif read resolutions/ --format json --out read --jobs 2
                                                        a folder, one JSON file for each document
  dispositif read communique.pdf --format xlsx --out .  the implementation matrix, to be filled in
  dispositif read communique.pdf --format html --out .  the marked text as a page
  dispositif explain communique.pdf op-8                why paragraph 8 was read so
  dispositif compare old.docx new.docx --out changes.html what changed, and what it means
  curl -s https://example.org/text | dispositif read -  what another program found

exit status: 0 all was read, 1 something could not be read, 2 wrong usage
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and give its exit status."""
    chosen = _parser(sys.argv[1:] if arguments is None else arguments).parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except UsageError as error:
        say(str(error))
        return MISUSED
    except DispositifError as error:
        say(str(error))
        return FAILED
    except BrokenPipeError:
        # Who reads our output has seen enough. Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        say("Interrupted.")
        return INTERRUPTED
    except Exception as error:
        if chosen.debug:
            raise
        say(f"internal error {type(error).__name__}; please report it with what --debug shows.")
        return FAILED


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dispositif",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dispositif {__version__}")
    add_commands(parser, COMMANDS, __name__, arguments)
    return parser
