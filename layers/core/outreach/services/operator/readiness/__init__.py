"""Whether a stack and a campaign are ready to go live, and why not: pure rules over facts, a module per subject.

`lines.findings` has every line in order. A line that could not be asked never counts as passed. `preflight` gathers
the facts through `ports`.
"""
