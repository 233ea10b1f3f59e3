"""Every error that Dispositif raises on purpose.

DispositifError
├── ReadingError            a source cannot be read at all
│   ├── EmptySource         nothing in it
│   ├── UnknownFormat       not a format that is read
│   ├── DamagedFile         truncated, corrupt or encrypted
│   ├── NotMarkedUp         Akoma Ntoso was asked for, and it is none
│   ├── NoTextLayer         a PDF of pictures: needs OCR first
│   └── TooLarge            beyond what is read, packed or unpacked
├── RegisterError           what the register refuses (dispositif.register.errors)
├── DataError               a language or authority file breaks its schema
└── UsageError              a command or call that cannot be carried out as asked

Each message names the file, the place and the remedy.
"""


class DispositifError(Exception):
    """The root: catch this to catch them all."""


class ReadingError(DispositifError):
    """A source cannot be read at all."""


class EmptySource(ReadingError):
    """The source holds no text."""


class UnknownFormat(ReadingError):
    """The content is of no format that is read."""


class DamagedFile(ReadingError):
    """The file is truncated, corrupt or encrypted."""


class NotMarkedUp(ReadingError):
    """The file has no mark-up that says what it is made of."""


class NoTextLayer(ReadingError):
    """A PDF that holds pictures of text only."""


class TooLarge(ReadingError):
    """The file, packed or unpacked, is larger than what is read."""


class DataError(DispositifError):
    """A language or authority file breaks its schema."""


class UsageError(DispositifError):
    """What was asked cannot be done as asked."""
