"""A campaign on a virtual clock: the use cases of the functions over the in-memory stores, with people made up.

assumptions     how many mails bounce, are answered, or meet somebody who is away
people          what they do, as SES events and received mails
stack           the use cases, composed
playing         the clock, from one moment at which something happens to the next
from_stack      the present state of a stack, to begin with
preview         what a few leads get if nobody responds
"""

from outreach.simulation.assumptions import Assumptions
from outreach.simulation.from_stack import Copied, copy_present_state, given_now
from outreach.simulation.playing import Played, Simulation
from outreach.simulation.preview import RenderedLead, RenderedMail, rendered_for
from outreach.simulation.stack import Given, SimulatedStack

__all__ = [
    "Assumptions",
    "Copied",
    "Given",
    "Played",
    "RenderedLead",
    "RenderedMail",
    "SimulatedStack",
    "Simulation",
    "copy_present_state",
    "given_now",
    "rendered_for",
]
