"""What the register refuses, as a part of the tree of `dispositif.errors`. Each message is a sentence for a person.

RegisterError
├── Forbidden   the person may not do this
├── Stale       somebody else has changed it meanwhile
├── Missing     there is no such thing
└── Refused     what was given cannot be taken: it says what, where and what to do
"""

from dispositif.errors import DispositifError


class RegisterError(DispositifError):
    """The root of what the register refuses."""


class Forbidden(RegisterError):
    """The person's role does not allow it."""


class Stale(RegisterError):
    """Somebody else has changed it since it was looked at: nothing was written."""


class Missing(RegisterError):
    """There is no such thing, or the person may not know of it."""


class Refused(RegisterError):
    """What was given cannot be taken."""
