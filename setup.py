"""Compiles the engine's stages where a C compiler is at hand; without one the same modules run as they are.

`DISPOSITIF_PURE=1` leaves them as they are too: an edited module then counts at once.
"""

import os
import sys
from pathlib import Path

from setuptools import Extension, setup

# What runs for every word of a text. Modules with data forms (msgspec) stay out: their forms are read at run time. Each
# library is compiled beside the others; no module may bear its name, or mypyc takes it for that module's own.
LIBRARIES = {
    "dispositif_mandates": ("mandates/*.py",),
    "dispositif_structure": ("structure/*.py",),
    "dispositif_acts": ("acts/*.py", "citations/*.py"),
    "dispositif_words": (
        "passage.py", "languages/detection.py", "languages/patterns.py", "languages/time.py",
        "authorities/identifiers.py", "authorities/lookup.py", "authorities/spelling.py", "reading/reading_copy.py",
    ),
}  # fmt: skip
BUILDS = {"build_ext", "bdist_wheel", "editable_wheel"}


def extensions() -> list[Extension]:
    """The compiled modules, each of them optional; none where nothing is being built."""
    if os.environ.get("DISPOSITIF_PURE") or not BUILDS & set(sys.argv):
        return []
    from mypyc.build import mypycify

    root = Path("src/dispositif")
    libraries = [
        (sorted(str(path) for pattern in patterns for path in root.glob(pattern)), name)
        for name, patterns in LIBRARIES.items()
    ]
    modules = [module for library, _ in libraries for module in library]
    options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
    compiled: list[Extension] = mypycify([*options, *modules], opt_level="2", debug_level="0", separate=libraries)
    for extension in compiled:
        extension.optional = True
        if sys.platform != "win32":
            # Our functions may be inlined; those of Python are called without a detour.
            extension.extra_compile_args = [*extension.extra_compile_args, "-fno-semantic-interposition", "-fno-plt"]
    return compiled


setup(ext_modules=extensions(), options={"build_ext": {"parallel": os.cpu_count()}})
