"""Agreed language: where words, or nearly these words, were adopted before, by which bodies, with which changes.

`build(path, entries)` makes an index file of documents (`entry(edition)` is what it keeps of one);
`Index(path).find(…)` searches it.
"""

from __future__ import annotations

from dispositif.agreed.entries import Entry, Passage, entry
from dispositif.agreed.forms import Adoption, Difference, Found
from dispositif.agreed.nearest import Adopted
from dispositif.agreed.searching import Index
from dispositif.agreed.storing import Built, build

__all__ = ["Adopted", "Adoption", "Built", "Difference", "Entry", "Found", "Index", "Passage", "build", "entry"]
