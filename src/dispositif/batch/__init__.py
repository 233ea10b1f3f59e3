"""Many files: which they are, what is made of each, and workers that share them."""

from dispositif.batch.inputs import STANDARD_INPUT, Inputs, gather, refuse_clashes
from dispositif.batch.order import Order, Outcome, Task
from dispositif.batch.workers import carry_out_all

__all__ = ["STANDARD_INPUT", "Inputs", "Order", "Outcome", "Task", "carry_out_all", "gather", "refuse_clashes"]
