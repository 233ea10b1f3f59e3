"""What is known of each language, as data: one folder of YAML files a language, all of the form in `schema`.

The engine holds no word of any language. `section("en", "verbs", …)` gives one file of one language; `languages()`
names them all; `register(path)` adds one from anywhere, for a language of one's own.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from dispositif.errors import DataError, UsageError

_FOLDER = Path(__file__).parent
_folders: dict[str, Path] = {}
_sections: dict[tuple[str, str], object] = {}
Form = TypeVar("Form")


def register(path: Path) -> str:
    """Add the language in the folder `path`, and give its code (the folder's name)."""
    _folders[path.name] = path
    return path.name


def languages() -> list[str]:
    """The codes of all languages at hand."""
    return sorted({*_own(), *_folders})


@cache
def _own() -> tuple[str, ...]:
    return tuple(path.parent.name for path in _FOLDER.glob("*/language.yaml"))


def require(code: str, named: str = "language") -> None:
    """Raise UsageError, beginning as the caller names what was asked for, where there is no language `code`."""
    if code not in languages():
        raise UsageError(f"{named} {code}: there is no such language here. There are: {', '.join(languages())}.")


def folder(code: str) -> Path:
    """Where the files of language `code` are."""
    return _folders.get(code, _FOLDER / code)


def section(code: str, name: str, form: type[Form]) -> Form:
    """The file `name`.yaml of language `code`, as a `form`.

    Raises DataError, naming the file and the key, where the file is missing or breaks the form.
    """
    kept = _sections.get((code, name))
    if kept is None:
        kept = _sections[code, name] = load(folder(code) / f"{name}.yaml", form)
    return cast(Form, kept)


def load(path: Path, form: type[Form]) -> Form:
    """A YAML data file as a `form`; kept beside it in compiled form, as Python keeps its modules."""
    try:
        source = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}). Restore the file.") from error
    kept = path.parent / "__pycache__" / f"{path.stem}.{hashlib.blake2b(source, digest_size=8).hexdigest()}.msgpack"
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=form)
    except (OSError, msgspec.MsgspecError):
        pass
    from dispositif.languages.yaml_files import YAMLError, parse  # the slow way, taken once for each change of a file

    try:
        data = msgspec.convert(parse(source), type=form)
    except (YAMLError, msgspec.ValidationError) as error:
        raise DataError(f"{path}: {error}. Mend the file; languages/schema.py says what each key means.") from error
    _keep(kept, msgspec.msgpack.encode(data))
    return data


def _keep(path: Path, data: bytes) -> None:
    """Write `path` whole or not at all; a folder that cannot be written only costs the time of the next start."""
    try:
        path.parent.mkdir(exist_ok=True)
        for old in path.parent.glob(f"{path.name.split('.')[0]}.*.msgpack"):
            old.unlink(missing_ok=True)
        temporary = path.with_suffix(".new")
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        return
