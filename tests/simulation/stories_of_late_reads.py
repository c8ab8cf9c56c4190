"""Short stories in which it matters how old the rows are that a prefetch shows."""

from simulation.cast import MINUTE
from simulation.stack import Stack
from simulation.stories import turns


def lifted_before_a_look(stack: Stack) -> None:
    """The order stood for a moment, and no sender has looked meanwhile."""
    stack.tick()
    stack.people.suppress("ann")
    stack.people.lift("ann")
    stack.consume()
    turns(stack, 11 * MINUTE)


def the_end_put_off_before_a_look(stack: Stack) -> None:
    """A short sequence gets another last day at the last moment."""
    stack.tick()
    stack.people.apply(ends=None)
    stack.consume()
    turns(stack, 11 * MINUTE)


def imported_with_another_name(stack: Stack) -> None:
    """Step and attempt are what they were before, and the values are not."""
    stack.tick()
    stack.people.remove("ann")
    stack.people.load("ann", first_name="Anne")
    stack.consume()
    turns(stack, 11 * MINUTE)
