"""A campaign on a virtual clock: the use cases of the functions over the in-memory stores, with people made up.

assumptions     how many mails bounce, are answered, or meet somebody who is away
people          what they do, as SES events and received mails
stack           the use cases, composed
playing         the clock, from one moment at which something happens to the next
from_stack      the present state of a stack, to begin with
forecasting     what becomes of each touch, without the mails
preview         what a few leads get if nobody responds
"""

from outreach.simulation.assumptions import Assumptions
from outreach.simulation.forecasting import Foretold, forecast
from outreach.simulation.from_stack import Copied, copy_present_state
from outreach.simulation.playing import Played, Simulation
from outreach.simulation.preview import RenderedLead, rendered_for
from outreach.simulation.stack import Given, SimulatedStack

__all__ = [
    "Assumptions",
    "Copied",
    "Foretold",
    "Given",
    "Played",
    "RenderedLead",
    "SimulatedStack",
    "Simulation",
    "copy_present_state",
    "forecast",
    "rendered_for",
]
